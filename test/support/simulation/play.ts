import { type History, playHistory } from './history.ts';
import type { SimIndex } from './index.ts';
import type { HistoryOptions } from './play-history.ts';

/** Plays a history on an index that was emptied; names the seed when an invariant is broken. */
export async function play(index: SimIndex, seed: number, options: HistoryOptions = {}): Promise<History> {
  index.clear();
  try {
    return await playHistory(index, seed, options);
  } catch (error) {
    const what = error instanceof Error ? error.message : String(error);
    throw new Error(`seed ${seed}: ${what}`, { cause: error });
  }
}

/** Of so many histories one is played twice: the same number, the same trace (36). */
const twice = 50;

/** Plays `count` histories from a seed on, and counts what happened in them. */
export async function playMany(index: SimIndex, from: number, count: number, options: HistoryOptions = {}) {
  const sum = { conflicts: 0, crashes: 0, writes: 0 };
  for (let seed = from; seed < from + count; seed++) {
    const { conflicts, crashes, writes, trace } = await play(index, seed, options);
    sum.conflicts += conflicts;
    sum.crashes += crashes;
    sum.writes += writes;
    if (seed % twice === 0 && (await play(index, seed, options)).trace !== trace)
      throw new Error(`seed ${seed}: invariant 36: the same number, another trace`);
  }
  return sum;
}
