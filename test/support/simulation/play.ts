import type { WritableDb } from '../../../shared/engine/db/sql.ts';
import { type HistoryOptions, playHistory } from './history.ts';

/** Plays a history on an index that was emptied; names the seed when an invariant is broken. */
export async function play(
  index: { readonly db: WritableDb; clear(): void },
  seed: number,
  options: HistoryOptions = {},
) {
  index.clear();
  try {
    return await playHistory(index.db, seed, options);
  } catch (error) {
    const what = error instanceof Error ? error.message : String(error);
    throw new Error(`seed ${seed}: ${what}`, { cause: error });
  }
}

/** Plays `count` histories from a seed on, and counts what happened in them. */
export async function playMany(
  index: { readonly db: WritableDb; clear(): void },
  from: number,
  count: number,
) {
  const sum = { conflicts: 0, crashes: 0, writes: 0 };
  for (let seed = from; seed < from + count; seed++) {
    const { conflicts, crashes, writes } = await play(index, seed);
    sum.conflicts += conflicts;
    sum.crashes += crashes;
    sum.writes += writes;
  }
  return sum;
}
