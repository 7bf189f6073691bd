import type { PlanOutcome } from '../../api/views.ts';
import { count } from './words.ts';

interface Way {
  readonly dryRun: boolean;
  readonly stopped: boolean;
}

const skipWords: Readonly<Record<string, string>> = {
  readOnly: 'read-only',
  readOnlyLibrary: 'in a read-only library',
  offline: 'offline',
  changedSince: 'changed since',
  neverLeaves: 'kept in their library by a rule',
  problem: 'with problems',
  vanished: 'no longer there',
  source: 'in a library that only gives',
  unreadable: 'cannot be read',
  unsupported: 'in a format without a place for tags',
  readOnlyFile: 'that may not be written',
  noPermission: 'in read-only folders',
  hardLinked: 'with a second name (hard link)',
  symbolicLink: 'behind a link',
  placeholder: 'in the cloud only',
  failing: 'failed lately and tried again later',
  staysInFile: 'with a value in the file itself that their sidecar cannot take away',
};

function skippedText({ skipped, skippedBy }: PlanOutcome): string {
  const reasons = Object.entries(skippedBy).map(([why, files]) => `${files} ${skipWords[why] ?? why}`);
  return `${count(skipped, 'file')} skipped${reasons.length > 0 ? ` (${reasons.join(', ')})` : ''}`;
}

/** The counts in one line, under the plan's title. */
export function summary(outcome: PlanOutcome, { dryRun, stopped }: Way): string[] {
  const { planned, written, unchanged, conflicts, problemTotal, run, needs } = outcome;
  const parts: string[] = [];
  if (run === null) parts.push(planned === 0 ? 'nothing to write' : `${count(planned, 'file')} to write`);
  else parts.push(`${count(written, 'file')} written`);
  if (run !== null && stopped) parts.push(`${planned - written} not yet`);
  if (unchanged > 0 && (planned > 0 || run !== null)) parts.push(`${unchanged} with nothing to write`);
  else if (unchanged > 0) parts[0] += ` in ${count(unchanged, 'file')}`;
  if (outcome.skipped > 0) parts.push(skippedText(outcome));
  if (conflicts > 0) parts.push(count(conflicts, 'conflict'));
  if (problemTotal > 0) parts.push(count(problemTotal, 'problem'));
  const state =
    run !== null ? '' : dryRun || needs === undefined ? ' (preview: nothing was written)' : ' (not run)';
  return [`${outcome.title}: ${parts.join(', ')}${planned === 0 ? '' : state}.`];
}

/** Why a plan waits for consent. */
export function needsText({ needs, planned, losing, photos }: PlanOutcome): string[] {
  if (needs === undefined) return [];
  const lose = losing > 0 ? ` In ${count(losing, 'file')} a value would be removed or replaced.` : '';
  return needs === 'firstSync'
    ? [
        `This bridge has never written before: it would write ${count(planned, 'file')} of ${count(photos, 'photo')}.${lose}`,
      ]
    : [`This is more than usual: ${count(planned, 'file')} of ${count(photos, 'photo')}.${lose}`];
}

/** What a run found overtaken; each file's own problem says by whom. */
function overtaken({ run, skippedBy }: PlanOutcome): string[] {
  const files = skippedBy['changedSince'] ?? 0;
  if (run === null || files === 0) return [];
  const were =
    files === 1
      ? 'had been changed since the plan was made and was'
      : 'had been changed since the plan was made and were';
  return [
    `${count(files, 'file')} ${were} left alone: a later run or another program wrote to ${files === 1 ? 'it' : 'them'}. To decide with what is there now, make a new plan.`,
  ];
}

/** Problems that came up now, and files left alone because of one that was known. */
export const hasProblems = ({ problemTotal, skippedBy }: PlanOutcome): boolean =>
  problemTotal + (skippedBy['unreadable'] ?? 0) + (skippedBy['failing'] ?? 0) > 0;

/** What to do next, when something waits. */
export function nextSteps(outcome: PlanOutcome, { dryRun, stopped }: Way): string[] {
  const { run, plan, conflicts, planned, written, kind, needs } = outcome;
  const steps: string[] = [];
  if (needs !== undefined) steps.push(`To go ahead: tagbridge run ${plan}`);
  else if (run === null && dryRun && planned > 0) steps.push(`To write exactly this: tagbridge run ${plan}`);
  if (run !== null && stopped && written < planned) {
    steps.push(
      `Stopped. To continue: tagbridge run --resume ${run}. To give up the rest: tagbridge run --cancel ${run}`,
    );
  }
  steps.push(...overtaken(outcome));
  if (conflicts > 0) steps.push('To see the conflicts: tagbridge conflicts');
  if ((outcome.skippedBy['offline'] ?? 0) > 0)
    steps.push('A library is offline. Connect its drive and do this again; to see which: tagbridge status');
  if (hasProblems(outcome)) steps.push('To see the problems: tagbridge problems');
  if (run !== null && written > 0) {
    steps.push(
      kind === 'undo'
        ? `To take this back: tagbridge redo ${run}`
        : `To take this back: tagbridge undo ${run}`,
    );
  }
  return steps;
}
