import { requirePlan } from '../db/plans.ts';
import { runItemCounts } from '../db/run-items.ts';
import { findRun, type RunRow, setRun } from '../db/runs.ts';
import type { ReadableDb, WritableDb } from '../db/sql.ts';

/** What an undo or redo takes back; saved with its plan. */
export interface UndoInput {
  /** Runs that the plan takes back whole. */
  readonly runs: readonly string[];
}

/** The runs that an undo or redo took back whole. */
export const takenBack = (db: ReadableDb, run: RunRow): readonly string[] =>
  run.kind === 'undo' || run.kind === 'redo'
    ? ((requirePlan(db, run.plan).input as Partial<UndoInput>).runs ?? [])
    : [];

/** A run that is taken back lets what it took back itself count again, and so on. */
function setUndone(db: WritableDb, id: string, by: string | null): void {
  const run = findRun(db, id);
  if (!run) return;
  setRun(db, id, { undoneBy: by });
  for (const other of takenBack(db, run)) setUndone(db, other, by === null ? id : null);
}

/**
 * After an undo or redo ran: which runs count as undone now. Where a file that was to come back did not, none does
 * yet: undoing them again takes care of that file alone.
 */
export function settleUndo(db: WritableDb, run: RunRow): void {
  const { done: _done, ...others } = runItemCounts(db, run.id);
  if (Object.keys(others).length > 0) return;
  for (const id of takenBack(db, run)) setUndone(db, id, run.id);
}
