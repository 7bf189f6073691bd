import type { SimIndex } from './index.ts';
import { play } from './play.ts';
import type { HistoryOptions } from './play-history.ts';

const tenYears = 10 * 365 * 24 * 3_600_000;

/** Histories that must come to the same end: with events dropped (27), under other names (17), after crashes (30). */
const ways: { readonly [what: string]: readonly HistoryOptions[] } = {
  events: [0, 10, 50, 100].map((dropped) => ({ dropped, calm: true })),
  names: [
    { calm: true },
    { calm: true, names: ['zoo', 'Öl', 'm n', 'Z', '0'], backwards: true, epoch: 1_000_000 + tenYears },
  ],
  crashes: [{ calm: true }, { calm: true, crashes: true }],
};

/** Plays each history in all the ways; throws for one that comes to another end. Returns how often something crashed. */
export async function alike(
  index: SimIndex,
  what: 'events' | 'names' | 'crashes',
  from: number,
  count: number,
): Promise<void> {
  let crashes = 0;
  for (let seed = from; seed < from + count; seed++) {
    const ends = [];
    for (const options of ways[what]!) {
      const history = await play(index, seed, options);
      ends.push(history.end);
      crashes += history.crashes;
    }
    if (new Set(ends).size > 1)
      throw new Error(`seed ${seed}: ${what} change the end:\n${ends.join('\n\n')}`);
  }
  if (what === 'crashes' && crashes === 0) throw new Error('Nothing ever crashed.');
}
