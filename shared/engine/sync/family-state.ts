import type { ReadableDb } from '../db/sql.ts';
import { familiesOf } from '../families.ts';
import { type ActiveBridge, everyBridge } from './active-bridge.ts';
import { gatherPhotos } from './gather.ts';
import { inFilter } from './in-filter.ts';
import type { PhotoState } from './photo-state.ts';

const withFamilies = (db: ReadableDb): ActiveBridge[] =>
  everyBridge(db).filter((bridge) => bridge.families.length > 0);

/** Families by bridge. */
interface Found {
  readonly bridge: ActiveBridge;
  readonly libraries: ReadonlySet<string>;
  /** Photos by id, under the first of them: a photo is in one family of a bridge at most. */
  readonly families: Map<number, readonly number[]>;
}

/** The families of some photos, and of those they bring along, over as many bridges as it takes. */
function findFamilies(db: ReadableDb, photos: readonly number[]): Found[] {
  const found = withFamilies(db).map((bridge): Found => {
    return { bridge, libraries: new Set(bridge.roles.keys()), families: new Map() };
  });
  const known = new Set(photos);
  for (let fresh = found.length > 0 ? [...photos] : []; fresh.length > 0; ) {
    const next: number[] = [];
    for (const { bridge, libraries, families } of found)
      for (const family of familiesOf(db, fresh, libraries, bridge.families)) {
        families.set(family[0]!, family);
        next.push(...family.filter((photo) => !known.has(photo)));
      }
    fresh = [...new Set(next)];
    for (const photo of fresh) known.add(photo);
  }
  return found;
}

const photosOf = (photos: readonly number[], found: readonly Found[]): number[] => {
  const kin = found.flatMap(({ families }) => [...families.values()].flat());
  return [...new Set([...photos, ...kin])].sort((a, b) => a - b);
};

/** Photos with all whose families they are in. */
export const withKin = (db: ReadableDb, photos: readonly number[]): number[] =>
  photosOf(photos, findFamilies(db, photos));

/** Families that share a photo, whatever the bridge, are planned as one. */
function unitsOf(states: readonly PhotoState[]): PhotoState[][] {
  const unit = new Map<PhotoState, PhotoState[]>(states.map((state) => [state, [state]]));
  for (const state of states)
    for (const kin of state.kin.values())
      for (const other of kin) {
        const [one, two] = [unit.get(state)!, unit.get(other)!];
        if (one === two) continue;
        one.push(...two);
        for (const member of two) unit.set(member, one);
      }
  return [...new Set(unit.values())].map((group) => group.sort((a, b) => a.photo - b.photo));
}

/**
 * As `gatherPhotos`, with the families these photos are in: a list for each photo that stands alone, and one for each
 * family, by id. What lies outside a bridge's filter is in none of its families.
 */
export function gatherFamilies(db: ReadableDb, photos: readonly number[]): PhotoState[][] {
  const found = findFamilies(db, photos);
  const states = gatherPhotos(db, photosOf(photos, found));
  const byPhoto = new Map(states.map((state) => [state.photo, state]));
  for (const { bridge, families } of found)
    for (const family of families.values()) {
      const kin = family.flatMap((photo) => (inFilter(db, bridge, photo) ? (byPhoto.get(photo) ?? []) : []));
      if (kin.length > 1) for (const state of kin) state.kin.set(bridge.id, kin);
    }
  return unitsOf(states);
}
