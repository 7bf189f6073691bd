import { DEFAULT, normalLang, readLangAlt } from '../equal/lang-alt.ts';
import type { FieldDef } from '../field.ts';
import { joinCreators } from '../interpret/creators.ts';
import { cleanText, truncateUtf8 } from '../interpret/text.ts';
import type { FieldName } from '../registry.ts';
import type { LangAlt, MaybeValue } from '../value.ts';
import { type Encoding, remove, set, type TagWrite } from './target.ts';

type Row = FieldDef & { readonly name: FieldName };

/** Windows' XP tags are UCS-2: ExifTool would silently drop what lies beyond it (fields.md §1.3). */
const fitsXp = (text: string): boolean => !/[\u{10000}-\u{10ffff}]/u.test(text);

export const isXp = (tag: string): boolean => tag.startsWith('IFD0:XP');

/** True where a tag outside XMP is to be written: its block is there and, for Windows' tags, in use. */
export const isMirrored = (encoding: Encoding, tag: string): boolean => {
  if (tag.startsWith('IPTC:')) return encoding.iptc;
  if (isXp(tag)) return encoding.exif && (encoding.has(tag) || encoding.target.windows === true);
  if (tag.startsWith('IFD0:') || tag.startsWith('ExifIFD:')) return encoding.exif;
  return encoding.has(tag);
};

/** A text as IPTC keeps it: cut between characters at the limit of the dataset, in bytes. */
export const iptcText = (text: string, limit: number | undefined): string =>
  limit === undefined ? text : truncateUtf8(text, limit).trimEnd();

const mirror = (encoding: Encoding, def: Row, tag: string, text: string): TagWrite[] => {
  if (!isMirrored(encoding, tag)) return [];
  if (isXp(tag) && !fitsXp(text)) return remove(encoding, tag);
  return [set(tag, tag.startsWith('IPTC:') ? iptcText(text, def.iimBytes) : text)];
};

const isMain = (tag: string): boolean => tag.startsWith('XMP-');

/**
 * Tags where a stale copy of the old text would be taken for the value: a film's boxes, and what XMP calls the EXIF
 * description. A sidecar has the latter always: Immich prefers the file's EXIF description to a sidecar's caption,
 * and only a description of the same name in the sidecar overrules it (fields.md §4).
 */
const alsoKept = (encoding: Encoding, def: Row): string[] =>
  def.read.filter((tag) => {
    if (def.write.includes(tag)) return false;
    if (tag.startsWith('XMP-tiff:')) return encoding.has(tag) || encoding.target.store !== 'embedded';
    return /^(Keys|ItemList):/.test(tag) && encoding.has(tag);
  });

/** The text that stores without languages get: the default, else the first. */
export const plainText = (texts: LangAlt): string => texts[DEFAULT] ?? Object.values(texts)[0] ?? '';

const textAt = ({ view }: Encoding, tag: string): string | undefined => {
  const langs = tag.startsWith('XMP-') ? view.langs(tag) : undefined;
  return langs === undefined ? view.text(tag) : plainText(langs);
};

/** Of some tags those that merely repeat what the field said so far, in a text that is not `after`. */
const repeating = (encoding: Encoding, def: Row, tags: readonly string[], after?: string): string[] => {
  const said = new Set(def.write.map((tag) => textAt(encoding, tag)));
  said.delete(after);
  return tags.filter((tag) => encoding.has(tag) && said.has(textAt(encoding, tag)));
};

/** Every tag of a field gone, so that no program finds the value anywhere (fields.md §0.6). */
export const clearField = (encoding: Encoding, def: Row): TagWrite[] =>
  remove(
    encoding,
    ...new Set([...def.write, ...def.read, ...def.clear]),
    ...repeating(encoding, def, def.clearCopies ?? []),
  );

export const encodeText = (encoding: Encoding, def: Row, after: MaybeValue): TagWrite[] => {
  const text = cleanText(String(after ?? ''));
  if (text === '') return clearField(encoding, def);
  return [...def.write, ...alsoKept(encoding, def)].flatMap((tag) =>
    isMain(tag) ? [set(tag, text)] : mirror(encoding, def, tag, text),
  );
};

const languages = (encoding: Encoding, tag: string, texts: LangAlt): TagWrite[] => {
  const before = Object.keys(encoding.view.langs(tag) ?? {});
  const gone = before.filter((lang) => texts[normalLang(lang)] === undefined);
  return [
    ...gone.map((lang) => ({ tag: `${tag}-${lang}`, values: [] })),
    ...Object.entries(texts).map(([lang, text]) => set(`${tag}-${lang}`, text)),
  ];
};

/** One write per language: writing the plain tag would delete the other languages (fields.md §1.9). */
export const encodeLangAlt = (encoding: Encoding, def: Row, after: MaybeValue): TagWrite[] => {
  const texts = Object.fromEntries(
    Object.entries(readLangAlt(after)).map(([lang, text]) => [lang, cleanText(text)]),
  );
  const plain = plainText(texts);
  if (plain === '') return clearField(encoding, def);
  const kept = [...def.write, ...alsoKept(encoding, def)];
  const others = [...def.clear, ...(def.clearCopies ?? [])].filter((tag) => !kept.includes(tag));
  return [
    ...kept.flatMap((tag) =>
      isMain(tag) ? languages(encoding, tag, texts) : mirror(encoding, def, tag, plain),
    ),
    ...remove(encoding, ...repeating(encoding, def, others, plain)),
  ];
};

const items = (after: MaybeValue): string[] =>
  (Array.isArray(after) ? after : after === null ? [] : [after])
    .map((item) => cleanText(String(item)))
    .filter((item) => item !== '');

/** A set or list that XMP alone holds; what other stores have of it would contradict and goes. */
export const encodeItems = (encoding: Encoding, def: Row, after: MaybeValue): TagWrite[] => {
  const all = items(after);
  if (all.length === 0) return clearField(encoding, def);
  return [...def.write.map((tag) => set(tag, ...all)), ...remove(encoding, ...def.clear)];
};

export const encodeCreators = (encoding: Encoding, def: Row, after: MaybeValue): TagWrite[] => {
  const names = items(after);
  if (names.length === 0) return clearField(encoding, def);
  const joined = joinCreators(names);
  return [
    set('XMP-dc:Creator', ...names),
    ...mirror(encoding, def, 'IFD0:Artist', joined),
    ...(encoding.iptc ? [set('IPTC:By-line', ...names.map((name) => iptcText(name, def.iimBytes)))] : []),
    ...(names.some((name) => name.includes(';'))
      ? remove(encoding, 'IFD0:XPAuthor')
      : mirror(encoding, def, 'IFD0:XPAuthor', names.join(';'))),
    ...alsoKept(encoding, def).map((tag) => set(tag, joined)),
    ...remove(encoding, 'XMP-tiff:Artist'),
  ];
};
