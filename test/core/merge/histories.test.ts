import { expect, test } from 'vitest';
import { checkHistories } from '../../support/merge/check-histories.ts';

const RUNS = 17_000;
/** The same share in every run, so that a red test speaks of the change; the long run draws new ones. */
const SHARE = 104_891_366;

/*
 * Invariants 11 to 22 of reliability.md §2.1, all judged in every history: two to four copies with absences, edits
 * by people, lossy formats, locked and unreadable files, crashes between write and index, undo, and decisions.
 */
test('no history breaks an invariant of the merge', { timeout: 600_000 }, () => {
  const counts = checkHistories(RUNS, SHARE);
  // A simulation that goes nowhere proves nothing.
  expect(counts.conflicts / counts.syncs).toBeGreaterThanOrEqual(0.1);
  const { crashes, recovered, undone, lossyEdits } = counts;
  expect(Math.min(crashes, recovered, undone, lossyEdits)).toBeGreaterThan(RUNS / 100);
});
