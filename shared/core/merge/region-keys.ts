import { canonicalJson } from '../equal/json.ts';
import { overlap, regionBox, regionName, regionType, type Struct } from '../equal/regions.ts';

/** Overlap from which two unnamed regions are one (reliability.md §6.4). */
export const SAME_REGION = 0.5;

type Regions = readonly Struct[];

const nameKey = (region: Struct): string => `${regionType(region)}\n${regionName(region)}`;

const isNamed = (region: Struct): boolean => regionName(region) !== '';

/** One place in the picture, whatever the names say. */
const samePlace = (a: Struct, b: Struct): boolean => {
  const [one, other] = [regionBox(a), regionBox(b)];
  if (regionType(a) !== regionType(b)) return false;
  if (!one || !other) return canonicalJson(a) === canonicalJson(b);
  return overlap(one, other) >= SAME_REGION;
};

/** Groups of unnamed regions that overlap, directly or through others: the same groups in whatever order. */
const groupsOf = (regions: Regions): Struct[][] => {
  let groups: Struct[][] = [];
  for (const region of regions) {
    const near = groups.filter((group) => group.some((other) => samePlace(region, other)));
    groups = [...groups.filter((group) => !near.includes(group)), [...near.flat(), region]];
  }
  return groups;
};

const groupKey = (group: Regions): string => `\n${group.map(canonicalJson).sort()[0]}`;

/** From what a copy held to what it, or the hub, holds now. */
export interface Journey {
  readonly before: Regions;
  readonly after: Regions;
}

/** The one region that an unnamed one became by getting a name; undefined where it is there still, or is not clear. */
const namedSince = (unnamed: Struct, { before, after }: Journey): Struct | undefined => {
  if (after.some((region) => !isNamed(region) && samePlace(region, unnamed))) return undefined;
  const known = new Set(before.map(nameKey));
  const fresh = after.filter((region) => isNamed(region) && !known.has(nameKey(region)));
  const there = fresh.filter((region) => samePlace(region, unnamed));
  return there.length === 1 ? there[0] : undefined;
};

/**
 * Names that unnamed regions were given since a base: type and name → key of the unnamed region. To name a region is
 * to edit it, so that two names for one region are a conflict, not two regions. What gave two regions one name is
 * left out: then the names tell them apart.
 */
const namesGiven = (
  journeys: readonly Journey[],
  keyOf: ReadonlyMap<Struct, string>,
): ReadonlyMap<string, string> => {
  const given = new Map<string, string | undefined>();
  for (const journey of journeys) {
    for (const unnamed of journey.before.filter((region) => !isNamed(region))) {
      const named = namedSince(unnamed, journey);
      if (named === undefined) continue;
      const [name, key] = [nameKey(named), keyOf.get(unnamed)!];
      given.set(name, given.has(name) && given.get(name) !== key ? undefined : key);
    }
  }
  return new Map([...given].filter((entry): entry is [string, string] => entry[1] !== undefined));
};

/**
 * Takes lists of regions apart by identity: named ones by type and name, unnamed ones by overlap, one that was named
 * since a base as the unnamed one it was. Undefined where one list holds two regions of one identity: then only the
 * list as a whole can be compared. The regions of `journeys` are those of `lists`.
 */
export const regionsByKey = (
  lists: readonly Regions[],
  journeys: readonly Journey[],
): ReadonlyMap<string, Struct>[] | undefined => {
  const groups = groupsOf(lists.flat().filter((region) => !isNamed(region)));
  const keyOf = new Map<Struct, string>(
    groups.flatMap((group) => group.map((region) => [region, groupKey(group)])),
  );
  const given = namesGiven(journeys, keyOf);
  const key = (region: Struct) => keyOf.get(region) ?? given.get(nameKey(region)) ?? nameKey(region);
  const keyed = lists.map((list) => new Map(list.map((region) => [key(region), region] as const)));
  return keyed.every((map, at) => map.size === lists[at]!.length) ? keyed : undefined;
};
