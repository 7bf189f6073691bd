import type { TagValue, TagWrite } from './encode.ts';
import { DEFAULT, normalLang } from './equal/lang-alt.ts';
import type { RawStore, RawTags, RawValue, StoreKind } from './raw-tags.ts';

/** XMP tags that ExifTool always gives as a list (with -struct). */
const LISTS: ReadonlySet<string> = new Set([
  'XMP-dc:Subject',
  'XMP-dc:Creator',
  'XMP-lr:HierarchicalSubject',
  'XMP-digiKam:TagsList',
  'XMP-microsoft:LastKeywordXMP',
  'XMP-microsoft:LastKeywordIPTC',
  'XMP-mediapro:CatalogSets',
  'XMP-acdsee:Keywords',
  'XMP-iptcExt:PersonInImage',
  'XMP-iptcExt:LocationShown',
  'XMP-iptcExt:LocationCreated',
  'XMP-iptcCore:Scene',
  'XMP-iptcCore:SubjectCode',
]);

const LANGUAGE = /^(XMP-[^:]+:\w+)-([A-Za-z][A-Za-z0-9-]*)$/;
const CURRENT = 'File:CurrentIPTCDigest';
const STORED = 'Photoshop:IPTCDigest';

type Tags = Record<string, RawValue>;

const matches = (pattern: string): ((tag: string) => boolean) => {
  if (pattern.endsWith(':all')) return (tag) => tag.startsWith(pattern.slice(0, -3));
  if (pattern.endsWith('*')) return (tag) => tag.startsWith(pattern.slice(0, -1));
  const plain = pattern.endsWith(`-${DEFAULT}`) ? pattern.slice(0, -DEFAULT.length - 1) : undefined;
  if (plain !== undefined) return (tag) => tag === plain;
  const own = LANGUAGE.exec(pattern);
  if (own) return (tag) => tag.toLowerCase() === pattern.toLowerCase();
  return (tag) => tag === pattern || (pattern.startsWith('XMP-') && tag.startsWith(`${pattern}-`));
};

const removeTag = (tags: Tags, tag: string): void => {
  const gone = matches(tag);
  for (const own of Object.keys(tags)) if (gone(own)) delete tags[own];
};

/** A language as ExifTool prints it: all small but for a country of two letters (XMP.pm, `StandardLangCase`). */
const printedLang = (lang: string): string => {
  const [, language, country, rest] = /^([a-z]{2,3}|[xi])(-[a-z]{2})\b(.*)/i.exec(lang) ?? [];
  if (language === undefined) return lang.toLowerCase();
  return `${language.toLowerCase()}${country!.toUpperCase()}${rest!.toLowerCase()}`;
};

/** The key under which ExifTool gives a tag back: the default language has no suffix. */
const keyOf = (tag: string): string => {
  const match = LANGUAGE.exec(tag);
  if (!match) return tag;
  const lang = match[2]!;
  return normalLang(lang) === DEFAULT ? match[1]! : `${match[1]}-${printedLang(lang)}`;
};

const stored = (tag: string, values: readonly TagValue[]): RawValue => {
  const [only] = values;
  if (LISTS.has(tag) || values.length > 1 || only === undefined) return [...values];
  return only;
};

const setTag = (tags: Tags, { tag, values }: TagWrite): void => {
  if (tag === STORED) {
    tags[STORED] = tags[CURRENT] = 'digest of the block as written';
    return;
  }
  if (tag === 'IPTC:CodedCharacterSet') {
    tags[tag] = '\u001b%G';
    return;
  }
  tags[keyOf(tag)] = stored(tag, values);
};

const apply = (store: RawStore, writes: readonly TagWrite[]): RawStore => {
  const tags: Tags = { ...store.tags };
  const digest = writes.filter(({ tag }) => tag === STORED);
  if (writes.some(({ tag }) => tag.startsWith('IPTC:')) && tags[CURRENT] !== undefined) {
    tags[CURRENT] = 'digest of an edited block';
  }
  for (const write of [...writes.filter(({ tag }) => tag !== STORED), ...digest]) {
    if (write.values.length === 0) removeTag(tags, write.tag);
    else setTag(tags, write);
  }
  return { ...store, tags };
};

/**
 * What the reader must find after the writes: `interpret` of it is what reading back is compared with. A store
 * that is not there yet comes into being.
 */
export const simulateWrites = (raw: RawTags, store: StoreKind, writes: readonly TagWrite[]): RawTags => {
  if (raw.stores.some((one) => one.store === store)) {
    return { stores: raw.stores.map((one) => (one.store === store ? apply(one, writes) : one)) };
  }
  return { stores: [...raw.stores, apply({ store, tags: {}, warnings: [] }, writes)] };
};
