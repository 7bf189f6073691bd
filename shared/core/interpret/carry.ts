import { sameValue } from '../equal.ts';
import type { RawStore, RawTags, RawValue } from '../raw-tags.ts';
import { type FieldName, fieldDef, fieldNames } from '../registry.ts';
import { alwaysFromFile, decidesAlone, type FileView, fileView, type InterpretOptions } from './context.ts';
import { type KeywordFacet, keywordFacets } from './keywords.ts';
import { stillMarked, withMarks } from './marks.ts';
import { candidatesOf } from './readers.ts';
import { droppedKeywords, facetsOf, itemsOf, overruled } from './stale.ts';
import type { Candidate } from './view.ts';

type Items = { [tag: string]: readonly string[] };

const keywordMarks = (
  store: RawStore,
  last: Items | undefined,
  found: ReadonlyMap<KeywordFacet, readonly string[]>,
): Items => {
  const marks: Items = {};
  for (const [facet, items] of found) {
    if (facet.source.store !== store.store) continue;
    const before = (last?.[facet.source.tag] ?? []).filter((item) => facet.items.includes(item));
    const all = [...new Set([...before, ...items])];
    if (all.length > 0) marks[facet.source.tag] = all;
  }
  return marks;
};

/** The sidecar that decides alone, now and before; undefined where there is none or it came since. */
const decider = (now: FileView, before: FileView) => {
  const is = now.stores.find((store) => decidesAlone(store, now));
  const was = before.stores.find((store) => store.raw.store === is?.raw.store && decidesAlone(store, before));
  return is && was && { is, was };
};

const sameSides = (field: FieldName, now: readonly Candidate[], before: readonly Candidate[]): boolean =>
  now.length === before.length &&
  now.every((side) =>
    before.some(
      (was) => was.source.tag === side.source.tag && sameValue(fieldDef(field), was.value, side.value),
    ),
  );

/** Tags that another program edited inside the file while its sidecar, which decides alone, stayed as it was. */
const editedInFile = (field: FieldName, now: FileView, before: FileView): Candidate[] => {
  const sidecar = decider(now, before);
  const [file, was] = [now, before].map(({ stores }) => stores.find(({ raw }) => raw.store === 'embedded'));
  if (!sidecar || !file || !was || alwaysFromFile.has(field)) return [];
  const opinions = (store: typeof file, of: FileView): readonly Candidate[] =>
    candidatesOf(field, store.view, of);
  if (!sameSides(field, opinions(sidecar.is, now), opinions(sidecar.was, before))) return [];
  const old = opinions(was, before);
  return opinions(file, now).filter(({ source, value }) => {
    const same = old.find((side) => side.source.tag === source.tag);
    return (
      same === undefined ||
      !sameValue(fieldDef(field), same.value, value) ||
      was.raw.edited?.[source.tag] !== undefined
    );
  });
};

/** Keywords that another program added inside the file although a sidecar decides alone. */
const addedInFile = (now: FileView, before: FileView): Map<KeywordFacet, string[]> => {
  if (!decider(now, before)) return new Map();
  const old = facetsOf(before);
  const inFile = now.stores.filter(({ raw }) => raw.store === 'embedded');
  return new Map(
    inFile
      .flatMap(({ view }) => keywordFacets(view))
      .map((facet) => [facet, facet.items.filter((item) => !itemsOf(old, facet).includes(item))]),
  );
};

const tagMarks = (store: RawStore, sides: readonly Candidate[]): { [tag: string]: RawValue } =>
  Object.fromEntries(
    sides
      .filter(({ source }) => source.store === store.store && store.tags[source.tag] !== undefined)
      .map(({ source }) => [source.tag, store.tags[source.tag]!]),
  );

/**
 * `raw` with marks on what an edit since `last` overruled: the stores that still hold what another store of the
 * same file changed or removed; and on what was edited beside a sidecar that decides alone. Marks of `last` stay
 * for as long as the marked value does. Pure; what is to be kept as the next `last`.
 */
export const carry = (raw: RawTags, last: RawTags | undefined, options?: InterpretOptions): RawTags => {
  if (last === undefined) return raw;
  const [now, before] = [fileView(raw, options), fileView(last, options)];
  const marked = fieldNames.filter((field) => field !== 'keywords' && field !== 'captureTime');
  const lost = marked.flatMap((field) => overruled(field, now, before));
  const edited = marked.flatMap((field) => editedInFile(field, now, before));
  const [dropped, added] = [droppedKeywords(now, before), addedInFile(now, before)];
  const stores = raw.stores.map((store): RawStore => {
    const was = last.stores.find((one) => one.store === store.store);
    return withMarks(store, {
      stale: { ...stillMarked(store, was?.stale), ...tagMarks(store, lost) },
      removedKeywords: keywordMarks(store, was?.removedKeywords, dropped),
      edited: tagMarks(store, edited),
      addedKeywords: keywordMarks(store, was?.addedKeywords, added),
      left: stillMarked(store, was?.left),
    });
  });
  return { stores };
};
