// What a run that was overtaken says of itself.
import { expect, test } from 'vitest';
import type { PlanOutcome } from '../../shared/api/views.ts';
import { nextSteps } from '../../shared/host/cli/outcome-words.ts';

const outcome = (run: string | null, changedSince?: number) =>
  ({
    ...{ run, plan: 'p1', conflicts: 0, problemTotal: 0, planned: 9, written: 0, kind: 'sync' },
    skippedBy: changedSince === undefined ? {} : { changedSince },
  }) as unknown as PlanOutcome;

test.each([
  ['nobody came between', outcome('r1'), []],
  ['a preview', outcome(null, 3), []],
  [
    'three files were changed meanwhile',
    outcome('r1', 3),
    [
      '3 files had been changed since the plan was made and were left alone: a later run or another program wrote to them. To decide with what is there now, make a new plan.',
    ],
  ],
  [
    'one file was',
    outcome('r1', 1),
    [
      '1 file had been changed since the plan was made and was left alone: a later run or another program wrote to it. To decide with what is there now, make a new plan.',
    ],
  ],
])('%s', (_, one, steps) => {
  expect(nextSteps(one, { dryRun: false, stopped: false })).toEqual(steps);
});
