import fc from 'fast-check';
import { core } from './core.ts';
import { play } from './history.ts';
import { type Counts, newCounts } from './world.ts';

/**
 * Plays that many histories and throws at the first that breaks an invariant, with its seed and the merge that broke
 * it. Without a seed every call plays other histories; SEED in the environment repeats a batch.
 */
export const checkHistories = (runs: number, share?: number): Counts => {
  const counts = newCounts();
  const history = fc.record({ start: fc.nat(), steps: fc.array(fc.nat(), { minLength: 3, maxLength: 14 }) });
  const seed = Number(process.env['SEED'] ?? share ?? Date.now() % 2_147_483_647);
  const check = fc.check(
    fc.property(history, (drawn) => play(core, drawn, counts)),
    { numRuns: runs, seed },
  );
  console.info(`merge histories: seed ${seed}, ${check.numRuns} runs, ${JSON.stringify(counts)}`);
  if (check.failed) throw new Error(fc.defaultReportMessage(check), { cause: check.errorInstance });
  return counts;
};
