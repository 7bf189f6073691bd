import { dropImplied, normalKeywords, normalPath } from '../equal/keywords.ts';
import { fromAcdsee, fromSlashPath, isInternalPath, LEVEL, levelsOf } from '../keyword-paths.ts';
import { memo } from '../memo.ts';
import type { Source } from '../snapshot.ts';
import { truncateUtf8 } from './text.ts';
import type { TagView } from './view.ts';

/** What one tag holds: whole paths, or flat names. */
export interface KeywordFacet {
  readonly source: Source;
  readonly kind: 'paths' | 'flat';
  readonly items: readonly string[];
}

const PATH_TAGS: readonly (readonly [string, (text: string) => string[]])[] = [
  ['XMP-lr:HierarchicalSubject', (text) => [text]],
  ['XMP-digiKam:TagsList', (text) => [fromSlashPath(text)]],
  ['XMP-microsoft:LastKeywordXMP', (text) => [fromSlashPath(text)]],
  ['XMP-mediapro:CatalogSets', (text) => [text]],
  ['XMP-acdsee:Categories', fromAcdsee],
];
const FLAT_TAGS: readonly (readonly [string, (text: string) => string[]])[] = [
  ['XMP-dc:Subject', (text) => [text]],
  ['IPTC:Keywords', (text) => [text]],
  ['IFD0:XPKeywords', (text) => text.split(';')],
  ['XMP-acdsee:Keywords', (text) => [text]],
  ['Keys:Keywords', (text) => text.split(',')],
];

/** Names of the internal tags of other programs, which they also put among the flat keywords. */
export const internalNames = (view: TagView): string[] => {
  const paths = PATH_TAGS.flatMap(([tag, split]) => view.texts(tag).flatMap(split)).map(normalPath);
  const own = new Set(paths.filter((path) => !isInternalPath(path)).flatMap(levelsOf));
  return paths
    .filter(isInternalPath)
    .flatMap(levelsOf)
    .filter((name) => !own.has(name));
};

// A flat name may hold `|`: it is then a path that a program without levels wrote.
const facetOf = (
  view: TagView,
  kind: KeywordFacet['kind'],
  hidden: readonly string[],
  [tag, split]: readonly [string, (text: string) => string[]],
): KeywordFacet[] => {
  const items = view
    .texts(tag)
    .flatMap(split)
    .map(normalPath)
    .filter((path) => path !== '' && !isInternalPath(path) && !hidden.includes(path));
  return items.length === 0 ? [] : [{ source: { store: view.store, tag }, kind, items: [...new Set(items)] }];
};

/** Every store of keywords in a file, as it stands. */
export const keywordFacets = memo((view: TagView): readonly KeywordFacet[] => {
  const hidden = internalNames(view);
  return [
    ...PATH_TAGS.flatMap((tag) => facetOf(view, 'paths', [], tag)),
    ...FLAT_TAGS.flatMap((tag) => facetOf(view, 'flat', hidden, tag)),
  ];
});

const fold = (text: string): string => text.toLowerCase();

const levelSet = (paths: readonly string[]): Set<string> => new Set(paths.flatMap(levelsOf).map(fold));

const isSlashed = (facet: KeywordFacet): boolean => /TagsList|LastKeywordXMP/.test(facet.source.tag);

/**
 * All paths of the facets. A digiKam path whose level held a `/` reads as more levels than Lightroom's
 * `Music|AC/DC`: left out where another store has it whole.
 */
const allPaths = (facets: readonly KeywordFacet[]): string[] => {
  const own = facets.filter((facet) => facet.kind === 'paths');
  const exact = own.filter((facet) => !isSlashed(facet)).flatMap((facet) => facet.items);
  const split = new Set(
    exact.filter((path) => path.includes('/')).map((path) => path.replaceAll('/', LEVEL)),
  );
  const slashed = own.filter(isSlashed).flatMap((facet) => facet.items);
  return dropImplied([...exact, ...slashed.filter((path) => !split.has(path))]);
};

const IIM_BYTES = 64;
/** An IPTC item that was cut at its limit; ExifTool may have cut inside a character. */
const isCutOf = (item: string, whole: string): boolean =>
  item !== whole && item === truncateUtf8(whole, IIM_BYTES);

/** The keywords that the facets hold together (fields.md §2, design.md decision 7), sorted. */
export const keywordsOf = (facets: readonly KeywordFacet[]): string[] => {
  const paths = allPaths(facets);
  const flats = facets.filter((facet) => facet.kind === 'flat');
  const whole = [...paths.flatMap(levelsOf), ...flats.flatMap((facet) => facet.items)];
  const levels = levelSet(paths);
  const alone = flats
    .flatMap((facet) =>
      facet.source.tag === 'IPTC:Keywords'
        ? facet.items.filter((item) => !whole.some((other) => isCutOf(item, other)))
        : facet.items,
    )
    .filter((name) => !levels.has(fold(name)));
  return normalKeywords([...paths, ...firstSpelling(alone)]);
};

/** Names that differ in case only are one inside a file: some programs fold it. */
const firstSpelling = (names: readonly string[]): string[] => {
  const seen = new Map<string, string>();
  for (const name of names) if (!seen.has(fold(name))) seen.set(fold(name), name);
  return [...seen.values()];
};

const leavesOf = (paths: readonly string[]): string[] => paths.map((path) => levelsOf(path).at(-1)!);

/** True where a flat store says the same as the keywords: every leaf there, and nothing that is no level of one. */
const flatAgrees = (facet: KeywordFacet, keywords: readonly string[]): boolean => {
  const levels = levelSet(keywords);
  const iptc = facet.source.tag === 'IPTC:Keywords';
  const items = new Set(facet.items.map(fold));
  const holds = (leaf: string): boolean =>
    items.has(fold(leaf)) ||
    (iptc && items.has(fold(truncateUtf8(leaf, IIM_BYTES)))) ||
    (facet.source.tag === 'IFD0:XPKeywords' && /[;\u{10000}-\u{10ffff}]/u.test(leaf));
  const known = (item: string): boolean =>
    levels.has(fold(item)) ||
    keywords.some((path) => fold(path) === fold(item)) ||
    (iptc && [...levels].some((level) => isCutOf(fold(item), level)));
  return facet.items.every(known) && leavesOf(keywords).every(holds);
};

/** True where a store of paths says the same: every path of several levels there, and no other. */
const pathsAgree = (facet: KeywordFacet, keywords: readonly string[]): boolean => {
  const same = (path: string): string => fold(path.replaceAll('/', LEVEL));
  const own = new Set(dropImplied(facet.items).map(same));
  const all = new Set(keywords.map(same));
  const levels = levelSet(keywords);
  // A level with a `/` in it cannot be said in a store that separates levels by `/`.
  const unsayable = new Set(isSlashed(facet) ? keywords.filter((path) => path.includes('/')).map(same) : []);
  return (
    [...all].every((path) => !path.includes(LEVEL) || own.has(path) || unsayable.has(path)) &&
    [...own].every((path) => all.has(path) || (!path.includes(LEVEL) && levels.has(path)))
  );
};

export const facetAgrees = (facet: KeywordFacet, keywords: readonly string[]): boolean =>
  facet.kind === 'flat' ? flatAgrees(facet, keywords) : pathsAgree(facet, keywords);
