import type { RawStore, RawTags, RawValue } from '../raw-tags.ts';
import { type FieldName, fieldDef } from '../registry.ts';
import type { Snapshot, Source } from '../snapshot.ts';
import { agrees } from './agree.ts';
import { fileView, type InterpretOptions } from './context.ts';
import { facetAgrees, keywordFacets } from './keywords.ts';
import { stillMarked, withMarks } from './marks.ts';
import { candidatesOf } from './readers.ts';

/** The tags that say something of a field, and those of them that do not say the value. */
const tagsOf = (
  field: FieldName,
  raw: RawTags,
  values: Snapshot['values'],
  options?: InterpretOptions,
): { all: Source[]; others: Source[] } => {
  const file = fileView(raw, options);
  if (field === 'keywords') {
    const facets = file.stores.flatMap(({ view }) => keywordFacets(view));
    const value = values.keywords ?? [];
    const others = facets.filter((facet) => !facetAgrees(facet, value as readonly string[]));
    return { all: facets.map(({ source }) => source), others: others.map(({ source }) => source) };
  }
  const value = values[field];
  const sides = file.stores.flatMap(({ view }) => candidatesOf(field, view, file));
  const others = sides.filter((side) => value === undefined || !agrees(fieldDef(field), side, value));
  return { all: sides.map(({ source }) => source), others: others.map(({ source }) => source) };
};

const without = <T>(
  marks: { readonly [tag: string]: T } | undefined,
  tags: ReadonlySet<string>,
): { [tag: string]: T } => Object.fromEntries(Object.entries(marks ?? {}).filter(([tag]) => !tags.has(tag)));

/**
 * `raw` after our own write of some fields: the write decided them, so earlier marks on them are gone; what still
 * says something else stands where we do not write (the file itself, when its library writes sidecars) and is
 * marked as left. `plain` is `raw` without marks, `said` what that says.
 */
export const settle = (
  raw: RawTags,
  fields: readonly FieldName[],
  plain: RawTags,
  { values }: Snapshot,
  options?: InterpretOptions,
): RawTags => {
  const tags = fields.map((field) => tagsOf(field, plain, values, options));
  const stores = raw.stores.map((store): RawStore => {
    const own = (sources: readonly Source[]): Set<string> =>
      new Set(sources.filter((source) => source.store === store.store).map(({ tag }) => tag));
    const all = own(tags.flatMap((one) => one.all));
    const left: [string, RawValue][] = [...own(tags.flatMap((one) => one.others))]
      .filter((tag) => store.tags[tag] !== undefined)
      .map((tag) => [tag, store.tags[tag]!]);
    return withMarks(store, {
      stale: without(store.stale, all),
      removedKeywords: without(store.removedKeywords, all),
      edited: without(store.edited, all),
      addedKeywords: without(store.addedKeywords, all),
      left: { ...without(stillMarked(store, store.left), all), ...Object.fromEntries(left) },
    });
  });
  return { stores };
};
