import { normalKeywords } from '../equal/keywords.ts';
import { internalNames } from '../interpret/keywords.ts';
import { cleanText } from '../interpret/text.ts';
import { ancestorsOf, isInternalPath, leafOf, levelsOf, toAcdsee, toSlashPath } from '../keyword-paths.ts';
import { fieldDef } from '../registry.ts';
import type { MaybeValue } from '../value.ts';
import { type Encoding, remove, set, type TagWrite } from './target.ts';
import { iptcText } from './texts.ts';

const unique = (items: readonly string[]): string[] => [...new Set(items)];

/** What a program keeps for itself in a tag stays there (darktable's internal tags). */
const internals = (encoding: Encoding, tag: string): string[] =>
  encoding.view.texts(tag).filter((item) => isInternalPath(item.replaceAll('/', '|')));

const list = (encoding: Encoding, tag: string, items: readonly string[]): TagWrite[] => {
  const all = unique([...items, ...internals(encoding, tag)]);
  return all.length === 0 ? remove(encoding, tag) : [set(tag, ...all)];
};

/**
 * Flat names for a tag: the leaves; and, where the tag already had them, the names above them, as Lightroom writes
 * them when it is told to export containing keywords, and digiKam where parents are ticked.
 */
const flatNames = (paths: readonly string[], before: readonly string[]): string[] => {
  const above = paths.flatMap(ancestorsOf).map(leafOf);
  return unique([...paths.map(leafOf), ...above.filter((name) => before.includes(name))]);
};

const subjects = (encoding: Encoding, paths: readonly string[]): string[] => {
  const before = encoding.view.texts('XMP-dc:Subject');
  const own = new Set(internalNames(encoding.view));
  return unique([...flatNames(paths, before), ...before.filter((name) => own.has(name))]);
};

const iptcNames = (encoding: Encoding, paths: readonly string[]): string[] =>
  flatNames(paths, encoding.view.texts('IPTC:Keywords'));

const hasSlash = (path: string): boolean => levelsOf(path).some((level) => level.includes('/'));

/** `;` joins in XPKeywords, and UCS-2 cannot hold all of Unicode: such keywords are not mirrored there. */
const xpNames = (names: readonly string[]): string[] =>
  names.filter((name) => !/[;\u{10000}-\u{10ffff}]/u.test(name));

const windowsNames = (encoding: Encoding, paths: readonly string[]): string[] =>
  flatNames(
    paths,
    encoding.view.texts('IFD0:XPKeywords').flatMap((text) => text.split(';')),
  );

const joined = (encoding: Encoding, tag: string, names: readonly string[], separator: string): TagWrite[] =>
  names.length === 0 ? remove(encoding, tag) : [set(tag, names.join(separator))];

const others = (encoding: Encoding, paths: readonly string[], leaves: readonly string[]): TagWrite[] => {
  const there = (tag: string, writes: () => TagWrite[]): TagWrite[] => (encoding.has(tag) ? writes() : []);
  const names = (tag: string) => flatNames(paths, encoding.view.texts(tag));
  const slashed = paths.filter((path) => !hasSlash(path)).map(toSlashPath);
  const [iptc, acdsee] = ['XMP-microsoft:LastKeywordIPTC', 'XMP-acdsee:Keywords'];
  return [
    ...there('XMP-microsoft:LastKeywordXMP', () => list(encoding, 'XMP-microsoft:LastKeywordXMP', slashed)),
    ...there(iptc, () => list(encoding, iptc, names(iptc))),
    ...there('XMP-mediapro:CatalogSets', () => list(encoding, 'XMP-mediapro:CatalogSets', paths)),
    ...there('XMP-acdsee:Categories', () => [set('XMP-acdsee:Categories', toAcdsee(paths))]),
    ...there(acdsee, () => list(encoding, acdsee, names(acdsee))),
    ...there('Keys:Keywords', () => joined(encoding, 'Keys:Keywords', leaves, ',')),
  ];
};

/**
 * Keywords in every store that programs read first (fields.md §2): full paths for Lightroom and digiKam, single
 * levels too so that Immich sees them, leaf names for the rest, and each further store that the file already has.
 */
export const encodeKeywords = (encoding: Encoding, after: MaybeValue): TagWrite[] => {
  const given = (Array.isArray(after) ? after : []).map((path) => cleanText(String(path)));
  const paths = normalKeywords(given);
  const names = subjects(encoding, paths);
  const def = fieldDef('keywords');
  if (paths.length === 0) {
    const kept = ['XMP-lr:HierarchicalSubject', 'XMP-dc:Subject'];
    const rest = [...new Set([...def.write, ...def.read, ...def.clear])].filter((tag) => !kept.includes(tag));
    return [
      ...list(encoding, kept[0]!, []),
      ...list(encoding, kept[1]!, names),
      ...remove(encoding, ...rest),
    ];
  }
  const leaves = unique(paths.map(leafOf));
  const windows = encoding.exif && (encoding.has('IFD0:XPKeywords') || encoding.target.windows === true);
  const slashed = paths.filter((path) => !hasSlash(path)).map(toSlashPath);
  return [
    ...list(encoding, 'XMP-lr:HierarchicalSubject', paths),
    ...list(encoding, 'XMP-digiKam:TagsList', slashed),
    ...list(encoding, 'XMP-dc:Subject', names),
    ...(encoding.iptc
      ? [
          set(
            'IPTC:Keywords',
            ...unique(iptcNames(encoding, paths).map((name) => iptcText(name, def.iimBytes))),
          ),
        ]
      : []),
    ...(windows ? joined(encoding, 'IFD0:XPKeywords', xpNames(windowsNames(encoding, paths)), ';') : []),
    ...others(encoding, paths, leaves),
  ];
};
