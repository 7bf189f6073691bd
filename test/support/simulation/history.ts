// One history: libraries, programs, crashes and drives, all from one number, judged as it goes. Invariants of
// reliability.md §2.1, and where they are judged:
//   11–15  every write in watch-writes.ts, every value at rest in rest.ts; while-down.ts: what programs did meanwhile
//   16     rest.ts: a second plan writes and decides nothing
//   17     test/engine/simulation.test.ts: other names, order and clock, the same end
//   18     every write in watch-writes.ts; settle.ts: what was decided of it does not move
//   19     rest.ts: the list of conflicts is what the copies say; trials.ts: what a person decided stays decided
//   20     trials.ts: a blank copy joins
//   21     settle.ts: every history comes to rest, lossy formats and all
//   22     trials.ts: all files saved in another spelling
//   23     trials.ts: a library is pulled
//   25     play-history.ts: what a bridge takes away by itself
//   27     test/engine/simulation.test.ts: dropped events, the same end
//   29     every write in watch-writes.ts, of runs that are gone on with, too; trials.ts: a preview that is run later
//   30     test/engine/simulation.test.ts: crashes that are gone on from, the same end
//   31, 32 trials.ts: undo, redo
//   34     trials.ts: the index is lost
//   36     test/engine/simulation.test.ts, and every 50th history of `playMany`: the same trace
// Simulated files have no folders, bytes, stats or neighbours. With real ones are judged: 24, 26 and 28 in
// test/engine/scan*.test.ts and library-root.test.ts, 33 in test/campaigns, 35 in data-folder.test.ts and
// test/campaigns, 37 in the audit's tests.
import { createHash } from 'node:crypto';
import { acts } from './acts.ts';
import type { SimIndex } from './index.ts';
import { openConflicts } from './known.ts';
import { type HistoryOptions, Play } from './play-history.ts';
import { endOf, judgeRest } from './rest.ts';
import { settle } from './settle.ts';
import { tryAtRest } from './trials.ts';

export interface History {
  /** Of all that happened: equal for the same seed. */
  readonly trace: string;
  /** What every file says in the end. */
  readonly end: string;
  readonly conflicts: number;
  readonly crashes: number;
  readonly writes: number;
}

async function steps(play: Play, isCalm: boolean): Promise<void> {
  const open = acts
    .filter((act) => act.calm || !isCalm)
    .flatMap((act) => Array(act.weight).fill(act) as typeof acts);
  for (const { name } of play.stage.libraries) play.sim.scan(name);
  const count = 6 + play.dice.roll(12);
  for (let step = 0; step < count; step++) {
    play.sim.tick();
    await play.dice.pick(open).act(play);
  }
}

/** Plays and judges one history; throws with the number of the invariant that it breaks. */
export async function playHistory(
  index: SimIndex,
  seed: number,
  options: HistoryOptions = {},
): Promise<History> {
  const play = new Play(index, seed, options);
  await steps(play, options.calm === true);
  play.calm();
  await settle(play);
  await judgeRest(play);
  const end = endOf(play);
  const conflicts = openConflicts(play.sim.db).size;
  if (!options.calm && seed % (options.trialEvery ?? 1) === 0) await tryAtRest(play);
  const trace = createHash('sha256')
    .update([...play.lines, endOf(play)].join('\n'))
    .digest('hex');
  const { crashes, writes } = play.counts;
  return { trace, end, conflicts, crashes, writes };
}
