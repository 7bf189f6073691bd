import type { ReadableDb } from '../db/sql.ts';
import { familiesOf } from '../families.ts';
import { type ActiveBridge, everyBridge } from './active-bridge.ts';
import { gatherPhotos } from './gather.ts';
import { inFilter } from './in-filter.ts';
import type { PhotoState } from './photo-state.ts';

const withFamilies = (db: ReadableDb): ActiveBridge[] =>
  everyBridge(db).filter((bridge) => bridge.families.length > 0);

const familiesIn = (db: ReadableDb, bridge: ActiveBridge, photos: readonly number[]): number[][] =>
  familiesOf(db, photos, new Set(bridge.roles.keys()), bridge.families);

/** Photos with all whose families they are in, over as many bridges as it takes. */
export function withKin(db: ReadableDb, photos: readonly number[]): number[] {
  const bridges = withFamilies(db);
  const found = new Set(photos);
  for (let fresh = bridges.length > 0 ? [...photos] : []; fresh.length > 0; ) {
    const next = bridges.flatMap((bridge) => familiesIn(db, bridge, fresh)).flat();
    fresh = [...new Set(next)].filter((photo) => !found.has(photo));
    for (const photo of fresh) found.add(photo);
  }
  return [...found].sort((a, b) => a - b);
}

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
  const states = gatherPhotos(db, withKin(db, photos));
  const byPhoto = new Map(states.map((state) => [state.photo, state]));
  for (const bridge of withFamilies(db))
    for (const family of familiesIn(db, bridge, [...byPhoto.keys()])) {
      const kin = family.flatMap((photo) => (inFilter(db, bridge, photo) ? (byPhoto.get(photo) ?? []) : []));
      if (kin.length > 1) for (const state of kin) state.kin.set(bridge.id, kin);
    }
  return unitsOf(states);
}
