import { canonicalJson } from '../equal/json.ts';
import type { RawStore, RawTags, RawValue } from '../raw-tags.ts';
import type { KeywordFacet } from './keywords.ts';

type Marks = { readonly [tag: string]: RawValue } | undefined;

const holds = (store: RawStore, marks: Marks, tag: string): boolean => {
  const mark = marks?.[tag];
  return mark !== undefined && canonicalJson(mark) === canonicalJson(store.tags[tag]);
};

/** True where a tag's value was overruled by a later edit elsewhere in the file, and has not changed since. */
export const isStale = (store: RawStore, tag: string): boolean => holds(store, store.stale, tag);

/** True where another program gave the tag its value although a sidecar decides alone. */
export const isEdited = (store: RawStore, tag: string): boolean =>
  holds(store, store.edited, tag) || (store.addedKeywords?.[tag]?.length ?? 0) > 0;

/** True where our own write left the value behind, because it writes elsewhere. */
export const isLeft = (store: RawStore, tag: string): boolean => holds(store, store.left, tag);

/** The items of a keyword store that count: all but those removed elsewhere in the file since they were read. */
export const freshItems = (store: RawStore, facet: KeywordFacet): readonly string[] => {
  const removed = store.removedKeywords?.[facet.source.tag];
  return removed === undefined ? facet.items : facet.items.filter((item) => !removed.includes(item));
};

/** Those of them that were added although a sidecar decides alone. */
export const addedItems = (store: RawStore, facet: KeywordFacet): readonly string[] => {
  const added = store.addedKeywords?.[facet.source.tag] ?? [];
  return freshItems(store, facet).filter((item) => added.includes(item));
};

/** The marks that still hold: the tag has the marked value. */
export const stillMarked = (store: RawStore, marks: Marks): { [tag: string]: RawValue } =>
  Object.fromEntries(Object.entries(marks ?? {}).filter(([tag]) => holds(store, marks, tag)));

const markNames = ['stale', 'removedKeywords', 'edited', 'addedKeywords', 'left'] as const;

/** Marks that earlier readings left (which of a file's stores was overruled): the bytes alone do not tell them. */
export const isMarked = (raw: RawTags): boolean =>
  raw.stores.some((store) => markNames.some((mark) => Object.keys(store[mark] ?? {}).length > 0));

/** The store with these marks instead of its own; empty ones are left out. */
export const withMarks = (store: RawStore, marks: Pick<RawStore, (typeof markNames)[number]>): RawStore => ({
  store: store.store,
  tags: store.tags,
  warnings: store.warnings,
  ...Object.fromEntries(Object.entries(marks).filter(([, tags]) => Object.keys(tags ?? {}).length > 0)),
});

/** As the bytes alone tell it. */
export const withoutMarks = ({ stores }: RawTags): RawTags => ({
  stores: stores.map((store) => withMarks(store, {})),
});
