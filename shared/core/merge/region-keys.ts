import { canonicalJson } from '../equal/json.ts';
import { overlap, regionBox, regionName, regionType, type Struct } from '../equal/regions.ts';

/** Overlap from which two unnamed regions are one (reliability.md §6.4). */
export const SAME_REGION = 0.5;

const nameKey = (region: Struct): string => `${regionType(region)}\n${regionName(region)}`;

const isNamed = (region: Struct): boolean => regionName(region) !== '';

const sameUnnamed = (a: Struct, b: Struct): boolean => {
  const [one, other] = [regionBox(a), regionBox(b)];
  if (regionType(a) !== regionType(b)) return false;
  if (!one || !other) return canonicalJson(a) === canonicalJson(b);
  return overlap(one, other) >= SAME_REGION;
};

/** Groups of unnamed regions that overlap, directly or through others: the same groups in whatever order. */
const groupsOf = (regions: readonly Struct[]): Struct[][] => {
  let groups: Struct[][] = [];
  for (const region of regions) {
    const near = groups.filter((group) => group.some((other) => sameUnnamed(region, other)));
    groups = [...groups.filter((group) => !near.includes(group)), [...near.flat(), region]];
  }
  return groups;
};

const groupKey = (group: readonly Struct[]): string => `\n${group.map(canonicalJson).sort()[0]}`;

/**
 * Takes lists of regions apart by identity: named ones by type and name, unnamed ones by overlap. Undefined where
 * one list holds two regions of one identity: then only the list as a whole can be compared.
 */
export const regionsByKey = (
  lists: readonly (readonly Struct[])[],
): ReadonlyMap<string, Struct>[] | undefined => {
  const groups = groupsOf(lists.flat().filter((region) => !isNamed(region)));
  const keyOf = new Map<Struct, string>(
    groups.flatMap((group) => group.map((region) => [region, groupKey(group)])),
  );
  const keyed = lists.map(
    (list) => new Map(list.map((region) => [keyOf.get(region) ?? nameKey(region), region] as const)),
  );
  return keyed.every((map, at) => map.size === lists[at]!.length) ? keyed : undefined;
};
