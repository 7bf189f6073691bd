import { TagbridgeError } from '../../api/errors.ts';
import type { PlanKind, RunView } from '../../api/views.ts';
import { all, cell, one, type ReadableDb, run, type WritableDb } from './sql.ts';

export type RunState = RunView['state'];

export interface RunRow {
  readonly id: string;
  readonly plan: string;
  readonly kind: PlanKind;
  readonly title: string;
  readonly at: number;
  readonly endedAt: number | null;
  readonly state: RunState;
  readonly written: number;
  readonly skipped: number;
  readonly problems: number;
  /** The run that undid it. */
  readonly undoneBy: string | null;
}

const select = `SELECT run.id, plan, kind, title, run.at, ended_at AS endedAt, state, written, skipped, problems,
  undone_by AS undoneBy FROM run`;

export function insertRun(db: WritableDb, row: RunRow): void {
  run(
    db,
    `INSERT INTO run (id, plan, kind, title, at, ended_at, state, written, skipped, problems, undone_by)
     VALUES (:id, :plan, :kind, :title, :at, :endedAt, :state, :written, :skipped, :problems, :undoneBy)`,
    { ...row },
  );
}

export const findRun = (db: ReadableDb, id: string): RunRow | undefined =>
  one<RunRow>(db, `${select} WHERE id = ?`, [id]);

/** As `findRun`; throws `NOT_FOUND`. */
export function requireRun(db: ReadableDb, id: string): RunRow {
  const found = findRun(db, id);
  if (found) return found;
  throw new TagbridgeError('NOT_FOUND', `There is no run ${id}.`, { hint: 'See: tagbridge history' });
}

export function setRun(
  db: WritableDb,
  id: string,
  patch: Partial<Pick<RunRow, 'state' | 'endedAt' | 'undoneBy'>>,
): void {
  const row = { ...requireRun(db, id), ...patch };
  run(db, 'UPDATE run SET state = ?, ended_at = ?, undone_by = ? WHERE id = ?', [
    row.state,
    row.endedAt,
    row.undoneBy,
    id,
  ]);
}

/** What is counted of the items of a run that `which` names: the column, and the condition. */
const counted = (which: string): [column: string, count: string][] =>
  [
    ['written', "state = 'done' AND before IS NOT NULL"],
    ['skipped', "state = 'skipped'"],
    ['problems', 'problem IS NOT NULL'],
  ].map(([column, is]) => [column!, `(SELECT count(*) FROM run_item WHERE ${which} AND ${is})`]);

/** Brings the counts of a run in line with its items. */
export const countRun = (db: WritableDb, id: string): void => {
  const sets = counted('run = ?1').map(([column, count]) => `${column} = ${count}`);
  run(db, `UPDATE run SET ${sets.join(', ')} WHERE id = ?1`, [id]);
};

/** Adds items that were just written, by their place in the plan: to count all anew each time takes longer and longer. */
export const countMore = (
  db: WritableDb,
  id: string,
  items: { readonly from: number; readonly to: number },
): void => {
  const sets = counted('run = ?1 AND seq BETWEEN ?2 AND ?3').map(
    ([column, count]) => `${column} = ${column} + ${count}`,
  );
  run(db, `UPDATE run SET ${sets.join(', ')} WHERE id = ?1`, [id, items.from, items.to]);
};

/** The run of a plan, where it ran. */
export const runOfPlan = (db: ReadableDb, plan: string): RunRow | undefined =>
  one<RunRow>(db, `${select} WHERE plan = ? ORDER BY at DESC LIMIT 1`, [plan]);

interface Below {
  readonly at: number;
  readonly id: string;
}
const top: Below = { at: Number.MAX_SAFE_INTEGER, id: '' };

/** A bridge that tries again by itself what cannot be written leaves a problem, and no line in the history each time. */
const told = `NOT (run.kind = 'sync' AND run.state = 'done' AND run.written = 0 AND EXISTS (
  SELECT 1 FROM plan WHERE plan.id = run.plan AND json_extract(plan.input, '$.automatic')))`;

/** Newest first, starting below a position. */
export const listRuns = (db: ReadableDb, limit: number, { at, id }: Below = top): RunRow[] =>
  all<RunRow>(db, `${select} WHERE (at, id) < (?, ?) AND ${told} ORDER BY at DESC, id DESC LIMIT ?`, [
    at,
    id,
    limit,
  ]);

/** As `listRuns`, of those that decided something in a bridge. */
export const listRunsOf = (
  db: ReadableDb,
  bridge: string,
  limit: number,
  { at, id }: Below = top,
): RunRow[] =>
  all<RunRow>(
    db,
    `${select} JOIN run_bridge AS mine ON mine.run = run.id
     WHERE mine.bridge = ? AND (mine.at, mine.run) < (?, ?) AND ${told}
     ORDER BY mine.at DESC, mine.run DESC LIMIT ?`,
    [bridge, at, id, limit],
  );

export const countRuns = (db: ReadableDb): number =>
  cell<number>(db, `SELECT count(*) FROM run WHERE ${told}`) ?? 0;

export const countRunsOf = (db: ReadableDb, bridge: string): number =>
  cell<number>(
    db,
    `SELECT count(*) FROM run_bridge AS mine JOIN run ON run.id = mine.run WHERE mine.bridge = ? AND ${told}`,
    [bridge],
  ) ?? 0;

export const runsInState = (db: ReadableDb, state: RunState): RunRow[] =>
  all<RunRow>(db, `${select} WHERE state = ? ORDER BY at`, [state]);

/** Runs since a time that are not undone and are no undo themselves, newest first. */
export const undoableSince = (db: ReadableDb, since: number): RunRow[] =>
  all<RunRow>(
    db,
    `${select} WHERE at >= ? AND undone_by IS NULL AND kind <> 'undo' ORDER BY at DESC, id DESC`,
    [since],
  );
