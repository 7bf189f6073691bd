import { DEFAULT, readLangAlt } from '../equal/lang-alt.ts';
import { memo } from '../memo.ts';
import type { RawStore, RawValue, StoreKind } from '../raw-tags.ts';
import type { Source } from '../snapshot.ts';
import type { LangAlt, Value } from '../value.ts';
import { printedLangs } from './printed-langs.ts';
import { cleanText, isBroken, repairMojibake } from './text.ts';

/** One opinion on a field: what one tag of one store says. */
export interface Candidate {
  readonly source: Source;
  readonly value: Value;
}

const none: readonly string[] = [];

/** A store's tags as readers want them: usable texts only, lists always lists. */
export interface TagView {
  readonly store: StoreKind;
  has(tag: string): boolean;
  /** True when any tag of the group (`XMP-digiKam`) is there. */
  hasGroup(group: string): boolean;
  raw(tag: string): RawValue | undefined;
  text(tag: string): string | undefined;
  texts(tag: string): readonly string[];
  langs(tag: string): LangAlt | undefined;
  number(tag: string): number | undefined;
  /** True where the tag holds bytes that nobody could decode: it is not empty, but says nothing. */
  undecodable(tag: string): boolean;
}

const leaves = (value: RawValue | undefined): string[] => {
  if (value === undefined) return [];
  if (typeof value === 'string') return [value];
  return Array.isArray(value) ? value.flatMap(leaves) : [];
};

const LANGUAGE = /^(XMP-[^:]+:\w+)-([A-Za-z][A-Za-z0-9-]*)$/;

/** `XMP-dc:Title-de` and the like, by plain tag and language. */
const languagesOf = (store: RawStore): Map<string, Map<string, string>> => {
  const found = new Map<string, Map<string, string>>();
  for (const [tag, value] of Object.entries(store.tags)) {
    const match = tag.startsWith('XMP-') ? LANGUAGE.exec(tag) : null;
    const text = match ? leaves(value)[0] : undefined;
    if (!match || text === undefined) continue;
    const byLang = found.get(match[1]!) ?? new Map<string, string>();
    byLang.set(match[2]!, text);
    found.set(match[1]!, byLang);
  }
  return found;
};

/** The views that were made of a store's tags, by the kind of store; tags never change once they are read. */
const viewsOf = memo((_tags: RawStore['tags']) => new Map<StoreKind, TagView>());

/**
 * Reads a store. Texts come out clean (`cleanText`); EXIF and IPTC texts with undecodable bytes are no values;
 * IPTC texts of a block without character set are repaired where they are UTF-8 read as Windows-1252.
 */
export const viewOf = (store: RawStore): TagView => {
  const known = viewsOf(store.tags);
  const found = known.get(store.store) ?? newView(store);
  known.set(store.store, found);
  return found;
};

const newView = (store: RawStore): TagView => {
  const latin = store.tags['IPTC:CodedCharacterSet'] === undefined;
  const groups = new Set(Object.keys(store.tags).map((tag) => tag.slice(0, tag.indexOf(':'))));
  const darktable = groups.has('XMP-darktable');
  let languages: Map<string, Map<string, string>> | undefined;
  const usable = (tag: string, stored: string): string => {
    const text = cleanText(latin && tag.startsWith('IPTC:') ? repairMojibake(stored) : stored);
    return isBroken(text) && !tag.startsWith('XMP-') ? '' : text;
  };
  const read = (tag: string): string[] =>
    leaves(store.tags[tag])
      .map((text) => usable(tag, text))
      .filter((text) => text !== '');
  const known = new Map<string, readonly string[]>();
  const texts = (tag: string): readonly string[] => {
    if (store.tags[tag] === undefined) return none;
    const found = known.get(tag) ?? read(tag);
    known.set(tag, found);
    return found;
  };
  const langs = (tag: string): LangAlt | undefined => {
    languages ??= languagesOf(store);
    const found: Record<string, string> = {};
    const plain = texts(tag)[0];
    if (plain !== undefined) Object.assign(found, darktable ? printedLangs(plain) : { [DEFAULT]: plain });
    for (const [lang, text] of languages.get(tag) ?? []) {
      const clean = cleanText(text);
      if (clean !== '') found[lang] = clean;
    }
    return Object.keys(found).length === 0 ? undefined : readLangAlt(found);
  };
  return {
    store: store.store,
    has: (tag) => store.tags[tag] !== undefined,
    hasGroup: (group) => groups.has(group),
    raw: (tag) => store.tags[tag],
    text: (tag) => texts(tag)[0],
    texts,
    langs,
    undecodable: (tag) => !tag.startsWith('XMP-') && leaves(store.tags[tag]).some(isBroken),
    number: (tag) => {
      const text = texts(tag)[0];
      const value = text === undefined ? Number.NaN : Number(text);
      return Number.isFinite(value) ? value : undefined;
    },
  };
};

/** A candidate, or none where there is no value. */
export const candidate = (view: TagView, tag: string, value: Value | undefined): Candidate[] =>
  value === undefined ? [] : [{ source: { store: view.store, tag }, value }];
