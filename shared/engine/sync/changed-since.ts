import type { Problem } from '../../core/problem.ts';
import { lastWriteOf } from '../db/run-items.ts';
import { findRun } from '../db/runs.ts';
import type { ReadableDb } from '../db/sql.ts';

/** The wall clock of this machine, `2026-05-01 10:20:30`: a person reads it. */
const wallClock = (at: number): string => new Date(at).toLocaleString('sv-SE');

/**
 * Says of a file that changed who changed it, where that is known: a later run, or another program. `since`: when the
 * file was last looked at; a run that had ended by then did not change it.
 */
export function changedSince(
  db: ReadableDb,
  file: number,
  except: string,
  { problem, since = 0 }: { problem?: Problem; since?: number } = {},
): Problem {
  const last = lastWriteOf(db, file, except);
  const run = last && findRun(db, last.run);
  const isLater = run !== undefined && (run.endedAt ?? Number.POSITIVE_INFINITY) > since;
  const by = isLater
    ? `Tagbridge last wrote it on ${wallClock(run.at)} (run ${run.id}, ${run.title}).`
    : 'Another program wrote it.';
  return {
    code: 'changedSince',
    message: `The file changed since. ${by} It was left as it is; make a new plan to decide with what it holds now.`,
    ...(problem?.detail === undefined ? {} : { detail: problem.detail }),
  };
}
