import fc from 'fast-check';
import { expect, test } from 'vitest';
import { core } from '../../support/merge/core.ts';
import { play } from '../../support/merge/history.ts';
import { newCounts } from '../../support/merge/world.ts';

const RUNS = 20_000;

/*
 * Invariants 11 to 22 of reliability.md §2.1, all judged in every history: two to four copies with absences, edits
 * by people, lossy formats, locked and unreadable files, crashes between write and index, undo, and decisions.
 */
test('no history breaks an invariant of the merge', { timeout: 600_000 }, () => {
  const counts = newCounts();
  const history = fc.record({ start: fc.nat(), steps: fc.array(fc.nat(), { minLength: 3, maxLength: 14 }) });
  const seed = Number(process.env['SEED'] ?? Date.now() % 2_147_483_647);
  const check = fc.check(
    fc.property(history, (drawn) => play(core, drawn, counts)),
    { numRuns: RUNS, seed, endOnFailure: false },
  );
  console.info(`merge histories: seed ${seed}, ${check.numRuns} runs, ${JSON.stringify(counts)}`);
  if (check.failed) throw new Error(`${fc.defaultReportMessage(check)}`, { cause: check.errorInstance });
  // A simulation that goes nowhere proves nothing.
  expect(counts.conflicts / counts.syncs).toBeGreaterThanOrEqual(0.1);
  expect(Math.min(counts.crashes, counts.recovered, counts.undone, counts.lossyEdits)).toBeGreaterThan(
    RUNS / 100,
  );
});
