import { TagbridgeError } from '../api/errors.ts';
import type { ChangeRow, Page, RunView } from '../api/views.ts';
import { requireBridge } from './db/bridges.ts';
import { planChanges } from './db/plan-items.ts';
import { planFacts, requirePlan } from './db/plans.ts';
import { bridgesOfRun } from './db/run-bridges.ts';
import { runItem } from './db/run-items.ts';
import { countRuns, countRunsOf, listRuns, listRunsOf, type RunRow, requireRun } from './db/runs.ts';
import type { ReadableDb } from './db/sql.ts';

interface Paging {
  readonly limit?: number | undefined;
  readonly after?: string | undefined;
}

const usage = () =>
  new TagbridgeError('USAGE', 'This is not a cursor of an earlier answer.', {
    hint: 'Pass the value of "next" as it was given.',
  });

/** A cursor of two numbers, `first.second`. */
function pair(text: string | undefined, otherwise: [number, number]): [number, number] {
  if (text === undefined) return otherwise;
  const parts = /^(\d+)\.(-?\d+)$/.exec(text);
  if (!parts) throw usage();
  return [Number(parts[1]), Number(parts[2])];
}

function page(db: ReadableDb, plan: string, { limit = 200, after }: Paging) {
  const { counts } = requirePlan(db, plan);
  const [seq, at] = pair(after, [0, -1]);
  const rows = planChanges(db, plan, { seq, at }, limit + 1);
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  return {
    total: counts.changeTotal,
    rows: rows.slice(0, limit),
    ...(last ? { next: `${last.seq}.${last.at}` } : {}),
  };
}

/** What a plan changes, in its order. */
export function changePage(db: ReadableDb, input: Paging & { readonly plan: string }): Page<ChangeRow> {
  const { rows, ...rest } = page(db, input.plan, input);
  return { ...rest, items: rows.map(({ at: _, ...row }) => row) };
}

/** What a run changed or could not, in its order. */
export function historyChanges(
  db: ReadableDb,
  input: Paging & { readonly run: string },
): Page<ChangeRow & { state: string; problem?: string }> {
  const run = requireRun(db, input.run);
  const { rows, ...rest } = page(db, run.plan, input);
  const items = rows.map(({ at: _, ...row }) => {
    const item = runItem(db, run.id, row.seq);
    const problem = item?.problem?.message;
    return { ...row, state: item?.state ?? 'pending', ...(problem === undefined ? {} : { problem }) };
  });
  return { ...rest, items };
}

function runView(db: ReadableDb, run: RunRow): RunView {
  const { byField, automatic, needs } = planFacts(db, run.plan);
  return {
    ...{ run: run.id, plan: run.plan, at: run.at, kind: run.kind, title: run.title, state: run.state },
    ...(run.endedAt === null ? {} : { endedAt: run.endedAt }),
    ...{ written: run.written, skipped: run.skipped, problems: run.problems, undone: run.undoneBy },
    bridges: bridgesOfRun(db, run.id),
    fields: [...new Set(byField.map(({ field }) => field))],
    libraries: [...new Set(byField.map(({ library }) => library))],
    ...(automatic ? { automatic } : {}),
    ...(needs === null ? {} : { needs }),
  };
}

/** Runs, newest first; `bridge`: those that decided something in it. */
export function historyPage(
  db: ReadableDb,
  { limit = 50, after, bridge: ref }: Paging & { readonly bridge?: string | undefined },
): Page<RunView> {
  const bridge = ref === undefined ? undefined : requireBridge(db, ref).id;
  const cut = after?.indexOf(' ') ?? -1;
  if (after !== undefined && (cut < 1 || !Number.isInteger(Number(after.slice(0, cut))))) throw usage();
  const below =
    after === undefined ? undefined : { at: Number(after.slice(0, cut)), id: after.slice(cut + 1) };
  const rows =
    bridge === undefined ? listRuns(db, limit + 1, below) : listRunsOf(db, bridge, limit + 1, below);
  const items = rows.slice(0, limit).map((run) => runView(db, run));
  const last = rows.length > limit ? items.at(-1) : undefined;
  const total = bridge === undefined ? countRuns(db) : countRunsOf(db, bridge);
  return { total, items, ...(last ? { next: `${last.at} ${last.run}` } : {}) };
}
