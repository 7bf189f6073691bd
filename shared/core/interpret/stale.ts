import { sameValue } from '../equal.ts';
import { levelsOf } from '../keyword-paths.ts';
import { type FieldName, fieldDef } from '../registry.ts';
import { agrees } from './agree.ts';
import type { FileView } from './context.ts';
import { type KeywordFacet, keywordFacets } from './keywords.ts';
import { isPlaceName } from './places.ts';
import { candidatesOf } from './readers.ts';
import type { Candidate } from './view.ts';

const tagKey = ({ source }: Candidate): string => `${source.store} ${source.tag}`;

export const sidesOf = (field: FieldName, file: FileView): Map<string, Candidate> =>
  new Map(
    file.stores.flatMap(({ view }) =>
      candidatesOf(field, view, file).map((side) => [tagKey(side), side] as const),
    ),
  );

const groupHolds = (file: FileView, side: Candidate): boolean => {
  const store = file.stores.find(({ raw }) => raw.store === side.source.store);
  const group = side.source.tag.split(/[-:]/)[0]!;
  return store !== undefined && Object.keys(store.raw.tags).some((tag) => tag.startsWith(group));
};

/** The tags of a field that an edit since `before` overruled. */
export const overruled = (field: FieldName, now: FileView, before: FileView): Candidate[] => {
  const def = fieldDef(field);
  const current = sidesOf(field, now);
  // Nothing is left that could have been overruled.
  if (current.size === 0) return [];
  const old = sidesOf(field, before);
  const unchanged = [...current].filter(([key, side]) => {
    const was = old.get(key);
    return was !== undefined && sameValue(def, was.value, side.value);
  });
  const changed = [...current.values()].filter((side) => !unchanged.some(([, same]) => same === side));
  const kept = unchanged.map(([, side]) => side);
  if (changed.length > 0) {
    const one = changed.every(
      (side) => agrees(def, side, changed[0]!.value) || agrees(def, changed[0]!, side.value),
    );
    // What was changed may be a mirror that now says what another tag says in more words or languages.
    const says = (side: Candidate): boolean =>
      agrees(def, side, changed[0]!.value) || changed.every((one) => agrees(def, one, side.value));
    return one ? kept.filter((side) => !says(side)) : [];
  }
  return removedValue(field, now, old, current) ? kept : [];
};

/** The first location shown is another view of a flat place: taken away, the place is still there. */
const isView = (field: FieldName, { source }: Candidate): boolean =>
  isPlaceName(field) && source.tag === 'XMP-iptcExt:LocationShown';

/**
 * True where an edit took the value away: the tag that had it is gone while its kind of block is still there, and
 * all that is left are mirrors of the value that was removed. A block stripped as a whole is no edit of a field.
 */
const removedValue = (
  field: FieldName,
  now: FileView,
  old: ReadonlyMap<string, Candidate>,
  current: ReadonlyMap<string, Candidate>,
): boolean => {
  const gone = [...old]
    .filter(([key, side]) => !current.has(key) && groupHolds(now, side) && !isView(field, side))
    .map(([, side]) => side);
  return (
    gone.length > 0 &&
    current.size > 0 &&
    [...current.values()].every((side) => gone.some((was) => agrees(fieldDef(field), side, was.value)))
  );
};

export const facetsOf = (file: FileView): KeywordFacet[] =>
  file.stores.flatMap(({ view }) => keywordFacets(view));

const sameFacet = (a: KeywordFacet, b: KeywordFacet): boolean =>
  a.source.store === b.source.store && a.source.tag === b.source.tag;

const isOnlyName = ({ kind, items }: KeywordFacet): boolean => kind === 'flat' && items.length === 1;

const leaf = (path: string): string => levelsOf(path).at(-1)!;
const isFlat = (path: string): boolean => levelsOf(path).length === 1;

/** The same keyword said by two stores: the same path, or a flat name that is the path's last level. */
const isMention = (item: string, other: string): boolean =>
  item === other || ((isFlat(item) || isFlat(other)) && leaf(item) === leaf(other));

export const itemsOf = (facets: readonly KeywordFacet[], like: KeywordFacet): readonly string[] =>
  facets.find((facet) => sameFacet(facet, like))?.items ?? [];

/**
 * Per keyword store, the items that another store dropped since `before` and that this one merely still has. A store
 * that lost items itself was written by the same hand: what it kept was meant to stay. A store that is gone altogether
 * was stripped, or is not in the backup that was brought back: that removes no keyword which another store still
 * names, but for the only name of a flat store, which is how programs without IPTC take away the last keyword.
 */
export const droppedKeywords = (now: FileView, before: FileView): Map<KeywordFacet, string[]> => {
  const [current, old] = [facetsOf(now), facetsOf(before)];
  const losing = old.filter(
    (was) =>
      groupHolds(now, { source: was.source, value: '' }) &&
      (isOnlyName(was) || current.some((facet) => sameFacet(facet, was))),
  );
  const gone = losing.flatMap((was) => was.items.filter((item) => !itemsOf(current, was).includes(item)));
  const added = current.flatMap((facet) => facet.items.filter((item) => !itemsOf(old, facet).includes(item)));
  // A name stays in use as long as a store that lost one path of it still has another, or gained one.
  const inUse = [
    ...added,
    ...losing
      .filter((was) => was.items.some((item) => gone.includes(item)))
      .flatMap((was) => itemsOf(current, was).filter((item) => !isFlat(item))),
  ];
  const isDropped = (item: string, removed: string): boolean =>
    item === removed
      ? !added.includes(item)
      : isMention(item, removed) && !inUse.some((used) => isMention(item, used));
  return new Map(
    current.map((facet) => {
      const was = itemsOf(old, facet);
      const isUntouched = was.every((item) => facet.items.includes(item));
      const merelyThere = isUntouched ? facet.items.filter((item) => was.includes(item)) : [];
      return [facet, merelyThere.filter((item) => gone.some((removed) => isDropped(item, removed)))];
    }),
  );
};
