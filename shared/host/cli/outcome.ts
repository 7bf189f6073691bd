import type { TagbridgeClient } from '../../api/client.ts';
import type { ChangeRow, PlanOutcome } from '../../api/views.ts';
import { type ExitStatus, exit } from './failure.ts';
import { noteLines } from './note-words.ts';
import { hasProblems, needsText, nextSteps, summary } from './outcome-words.ts';
import { allItems } from './pages.ts';
import { problemSummary } from './problem-groups.ts';
import type { Session } from './session.ts';
import { table } from './table.ts';
import { printable } from './terminal.ts';
import { changeText, jsonValue } from './values.ts';
import { count } from './words.ts';

/** Changes shown to a person; a script gets all with `--json`. */
const shown = 60;

/** Every change of a plan, in order. */
export const allChanges = (client: TagbridgeClient, plan: string): Promise<ChangeRow[]> =>
  allItems((page) => client.plans.changes({ plan, ...page }));

export const jsonChange = ({
  library,
  path,
  field,
  before,
  after,
  family,
}: ChangeRow): Record<string, unknown> => ({
  library,
  path,
  field,
  ...jsonValue('before', field, before),
  ...jsonValue('after', field, after),
  ...(family === true ? { family } : {}),
});

/** The stable document of push, edit, sync, resolve, run, undo, redo and restore. */
export const jsonOutcome = (
  outcome: PlanOutcome,
  changes: readonly ChangeRow[],
): Record<string, unknown> => ({
  plan: outcome.plan,
  run: outcome.run,
  ...(outcome.needs === undefined ? {} : { needs: outcome.needs }),
  planned: outcome.planned,
  written: outcome.written,
  unchanged: outcome.unchanged,
  skipped: outcome.skipped,
  conflicts: outcome.conflicts,
  problems: outcome.problems.map(({ library, path, code, message }) => ({ path, code, message, library })),
  changes: changes.map(jsonChange),
  ...(outcome.notes === undefined ? {} : { notes: outcome.notes }),
});

/** Changes under their files, before → after. */
export function changeLines(rows: readonly ChangeRow[], { out: { terminal } }: Session): string[] {
  const lines: string[] = [];
  const names = Math.max(0, ...rows.map((row) => row.field.length));
  let file = '';
  for (const row of rows) {
    const name = `${row.library}: ${row.path}`;
    if (name !== file) lines.push(terminal.style('bold', printable(name)));
    file = name;
    const origin = row.family === true ? '  [family]' : '';
    const text = changeText(row.field, row.before, row.after, terminal.width - names - 4 - origin.length);
    lines.push(`  ${row.field.padEnd(names)}  ${text}${terminal.style('dim', origin)}`);
  }
  return lines;
}

/**
 * What waits decides: consent, conflicts, problems, files that cannot be read or keep failing, and a drive that is away
 * are for a person.
 */
export function statusOf(outcome: PlanOutcome, stopped: boolean): ExitStatus {
  if (stopped) return exit.failed;
  const { needs, conflicts, skippedBy } = outcome;
  const away = skippedBy['offline'] ?? 0;
  const waits = needs !== undefined || conflicts > 0 || hasProblems(outcome) || away > 0;
  return waits ? exit.waits : exit.done;
}

/** How much of each field in each library, for plans that nobody reads line by line. */
const fieldTable = ({ byField }: PlanOutcome, { out: { terminal } }: Session): string[] =>
  table(
    [
      { title: 'Field' },
      { title: 'Library', shrink: 'end' },
      { title: 'Filled or added to', align: 'right' },
      { title: 'Replaced', align: 'right' },
      { title: 'Cleared', align: 'right' },
    ],
    byField.map(({ field, library, ...counts }) => [
      field,
      printable(library),
      ...[counts.adds, counts.replaces, counts.clears].map((one) => one.toLocaleString('en-US')),
    ]),
    { width: terminal.width, title: (text) => terminal.style('dim', text) },
  );

interface Presentation {
  readonly dryRun?: boolean;
  /** Lines for a person, after all else. */
  readonly after?: readonly string[];
  /** What they say, in the document. */
  readonly more?: Readonly<Record<string, unknown>>;
}

/** Shows what a plan would do or did, and what to do next. */
export async function present(
  session: Session,
  outcome: PlanOutcome,
  { dryRun = false, after = [], more = {} }: Presentation = {},
): Promise<ExitStatus> {
  const { client, out } = session;
  const stopped = session.interrupted.aborted;
  if (out.json) {
    const document = jsonOutcome(outcome, await allChanges(client, outcome.plan));
    await out.result({ ...document, ...more }, () => []);
    return statusOf(outcome, stopped);
  }
  const rows =
    outcome.changeTotal === 0 ? [] : (await client.plans.changes({ plan: outcome.plan, limit: shown })).items;
  const hidden = outcome.changeTotal - rows.length;
  const { style } = out.terminal;
  await out.result(undefined, () => [
    ...changeLines(rows, session),
    ...(hidden > 0 ? [style('dim', `… and ${count(hidden, 'more change')}; --json lists all.`)] : []),
    ...(hidden > 0 || outcome.needs === 'brake' ? ['', ...fieldTable(outcome, session)] : []),
    ...(rows.length > 0 ? [''] : []),
    ...summary(outcome, { dryRun, stopped }),
    ...problemSummary(outcome.problems, outcome.problemTotal).map((line) => style('red', line)),
    ...noteLines(outcome),
    ...needsText(outcome),
    ...[...nextSteps(outcome, { dryRun, stopped }), ...after].map((step) => style('yellow', step)),
  ]);
  return statusOf(outcome, stopped);
}
