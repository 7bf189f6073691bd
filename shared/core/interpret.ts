import { isEmpty, normalValue } from './equal.ts';
import { agrees } from './interpret/agree.ts';
import { carry } from './interpret/carry.ts';
import { choose, richestTime, type StoreOpinions } from './interpret/choose.ts';
import {
  alwaysFromFile,
  decidesAlone,
  type FileView,
  fileView,
  type InterpretOptions,
} from './interpret/context.ts';
import { facetAgrees, type KeywordFacet, keywordFacets, keywordsOf } from './interpret/keywords.ts';
import { lostFields, type Read, type Since } from './interpret/lost.ts';
import {
  addedItems,
  freshItems,
  isEdited,
  isLeft,
  isMarked,
  isStale,
  withoutMarks,
} from './interpret/marks.ts';
import { candidatesOf, withoutFixed } from './interpret/readers.ts';
import { settle } from './interpret/settle.ts';
import { unevenFields } from './interpret/uneven.ts';
import type { Candidate } from './interpret/view.ts';
import type { RawTags } from './raw-tags.ts';
import { type FieldName, fieldDef, fieldNames } from './registry.ts';
import type { InFileSide, Snapshot, Source } from './snapshot.ts';
import type { Value } from './value.ts';

export type { InterpretOptions };
export { carry, isMarked };

/**
 * What is to be kept of a file after our own write of some fields (`raw` with the marks of `carry`): the next `last`,
 * and what it says. The write decided those fields; what still says something else was left behind knowingly, and is
 * no disagreement.
 */
export const settled = (
  raw: RawTags,
  fields: readonly FieldName[],
  options?: InterpretOptions,
): { raw: RawTags; snapshot: Snapshot } => {
  const read = (tags: RawTags) => interpret(tags, undefined, options);
  const plain = withoutMarks(raw);
  const said = read(plain);
  const marked = settle(raw, fields, plain, said, options);
  return { raw: marked, snapshot: isMarked(marked) ? read(marked) : said };
};

/** `now` with what only shows beside what was read before: fields that nobody decided, and those an edit left uneven. */
export const since = (
  now: Read,
  before: Read,
  options: InterpretOptions & Pick<Since, 'isSavedAnew'>,
): Snapshot => {
  const rest = (raw: RawTags) => interpret(raw, before.raw, options);
  const lost = lostFields(now, before, { isSavedAnew: options.isSavedAnew, rest });
  const uneven = unevenFields(now, before);
  return {
    ...now.snapshot,
    ...(lost.length > 0 ? { lost } : {}),
    ...(uneven.length > 0 ? { uneven } : {}),
  };
};

interface Reading {
  readonly value?: Value;
  readonly sources: readonly Source[];
  readonly sides: readonly InFileSide[];
}

const nothing: Reading = { sources: [], sides: [] };

const opinionsOf = (field: FieldName, file: FileView): StoreOpinions[] =>
  file.stores.map((store) => {
    const all = candidatesOf(field, store.view, file);
    const stale = all.filter((side) => isStale(store.raw, side.source.tag));
    return { store, live: all.filter((side) => !stale.includes(side)), stale };
  });

/** Tags that are read where nothing better is there, and whose difference from the rest means nothing. */
const lastResort: ReadonlySet<string> = new Set([
  'ExifIFD:UserComment',
  'XMP-photoshop:Urgency',
  'XMP-iptcExt:Genre',
  'IPTC:SubjectReference',
  'Keys:Author',
]);

/**
 * What counts when stores are compared: not what our own write left behind, nor what a file that is not written inside
 * (RAW, SVG …) itself says beside a sidecar that decides alone, unless another program edited it since.
 */
const isCounted = ({ store, tag }: Source, file: FileView, decided: boolean): boolean => {
  const raw = file.stores.find((one) => one.raw.store === store)?.raw;
  if (raw === undefined || isLeft(raw, tag)) return false;
  return !(decided && file.kind.isWrittenBeside && store === 'embedded') || isEdited(raw, tag);
};

/** The sidecar that decides alone and says nothing, where the value was put into the file itself since. */
const silentSidecar = (field: FieldName, file: FileView, chosen: Source | undefined): InFileSide[] => {
  if (chosen?.store !== 'embedded') return [];
  const own = file.stores.find(({ raw }) => raw.store === 'embedded');
  const decider = file.stores.find((store) => decidesAlone(store, file));
  if (!own || !decider || !isEdited(own.raw, chosen.tag)) return [];
  const tag = fieldDef(field).write.find((one) => one.startsWith('XMP-'))!;
  return [{ source: { store: decider.raw.store, tag }, value: null }];
};

const readField = (field: FieldName, file: FileView): Reading => {
  const def = fieldDef(field);
  const opinions = opinionsOf(field, file);
  const all = opinions.flatMap(({ live, stale }) => [...live, ...stale]);
  if (all.length === 0) return nothing;
  const chosen = choose(def, file, opinions);
  const bySidecar = chosen !== undefined && chosen.source.store !== 'embedded';
  const mayDecide = bySidecar || !alwaysFromFile.has(field);
  const decided = mayDecide && file.stores.some((store) => decidesAlone(store, file));
  const counted = all.filter(({ source }) => !lastResort.has(source.tag) && isCounted(source, file, decided));
  if (chosen === undefined) {
    const overruled = decided || opinions.some(({ stale }) => stale.length > 0);
    // Rating 0 is as empty as none: it differs from nothing.
    const saying = counted.filter(({ value }) => !isEmpty(def, value));
    return { ...nothing, sides: overruled ? saying : [] };
  }
  const value = field === 'captureTime' ? unitedTime(chosen, opinions) : chosen.value;
  const agreeing = all.filter((side) => agrees(def, side, value));
  const differs = counted.some((side) => !agreeing.includes(side)) && !lastResort.has(chosen.source.tag);
  const silent = decided && !differs ? silentSidecar(field, file, chosen.source) : [];
  return {
    value,
    sources: [chosen, ...agreeing.filter((side) => side !== chosen)].map((side) => side.source),
    sides: differs ? counted : silent.length > 0 ? [...silent, ...counted] : [],
  };
};

const unitedTime = (chosen: Candidate, opinions: readonly StoreOpinions[]): Value =>
  richestTime(
    String(chosen.value),
    opinions.flatMap(({ live }) => live.map((side) => String(side.value))),
  );

/** IPTC keywords that the digest shows to be left over from before an edit of the XMP (fields.md §1.1). */
const isOverruledIptc = (facet: KeywordFacet, file: FileView): boolean =>
  facet.source.tag === 'IPTC:Keywords' &&
  file.stores.some(
    ({ raw, view, digest }) =>
      raw.store === facet.source.store && digest === 'current' && view.has('XMP-dc:Subject'),
  );

const readKeywords = (file: FileView): Reading => {
  const decided = file.stores.some((store) => decidesAlone(store, file));
  const all = file.stores.flatMap((store) =>
    withoutFixed(keywordFacets(store.view), file).map((facet) => ({
      facet,
      store,
      fresh: freshItems(store.raw, facet),
    })),
  );
  const counted = all
    .map(({ facet, fresh, store }) => ({
      ...facet,
      items: decided && store.raw.store === 'embedded' ? addedItems(store.raw, facet) : fresh,
    }))
    .filter(({ items }) => items.length > 0);
  const value = keywordsOf(counted.filter((facet) => !isOverruledIptc(facet, file)));
  const facets = all.map(({ facet }) => facet).filter(({ source }) => isCounted(source, file, decided));
  const agreeing = facets.filter((facet) => facetAgrees(facet, value));
  const silent = decided && counted[0] ? silentSidecar('keywords', file, counted[0].source) : [];
  const sides = facets.map((facet) => ({ source: facet.source, value: keywordsOf([facet]) }));
  return {
    ...(value.length === 0 ? {} : { value }),
    sources: value.length === 0 ? [] : counted.map(({ source }) => source),
    sides: agreeing.length === facets.length && silent.length === 0 ? [] : [...silent, ...sides],
  };
};

/** Fields that are not empty, though nothing of them could be decoded (outside what a sidecar alone decides). */
const undecodable = (file: FileView, values: Snapshot['values']): FieldName[] => {
  const decided = file.stores.some((store) => decidesAlone(store, file));
  const heard = file.stores.filter(({ raw }) => !decided || raw.store !== 'embedded');
  return fieldNames.filter(
    (field) =>
      values[field] === undefined &&
      fieldDef(field).read.some((tag) => heard.some(({ view }) => view.undecodable(tag))),
  );
};

/**
 * What a file says, field by field, out of every tag in which programs keep it (fields.md §1 to §4).
 * `last` is what was read from the same file before: where its stores disagree, the one that changed since then
 * was edited and wins. Keep `carry(raw, last)` as the next `last`, so that what lost stays lost.
 */
export const interpret = (raw: RawTags, last?: RawTags, options?: InterpretOptions): Snapshot => {
  const file = fileView(last === undefined ? raw : carry(raw, last, options), options);
  const values: Partial<Record<FieldName, Value>> = {};
  const sources: Partial<Record<FieldName, readonly Source[]>> = {};
  const disagreements: Partial<Record<FieldName, readonly InFileSide[]>> = {};
  for (const field of fieldNames) {
    const reading = field === 'keywords' ? readKeywords(file) : readField(field, file);
    if (reading.value !== undefined && normalValue(fieldDef(field), reading.value) !== null) {
      values[field] = reading.value;
      sources[field] = reading.sources;
    }
    if (reading.sides.length > 0) disagreements[field] = reading.sides;
  }
  const unreadable = undecodable(file, values);
  return { values, sources, disagreements, ...(unreadable.length > 0 ? { unreadable } : {}) };
};
