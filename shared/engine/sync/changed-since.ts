import type { Problem } from '../../core/problem.ts';
import { lastWriteOf } from '../db/run-items.ts';
import { findRun } from '../db/runs.ts';
import type { ReadableDb } from '../db/sql.ts';

/** Says of a file that changed who changed it, where that is known: a later run, or another program. */
export function changedSince(db: ReadableDb, file: number, except: string, problem?: Problem): Problem {
  const last = lastWriteOf(db, file, except);
  const run = last && findRun(db, last.run);
  const by = run
    ? `Tagbridge last wrote it on ${new Date(run.at).toISOString()} (run ${run.id}, ${run.title}).`
    : 'Another program wrote it.';
  return {
    code: 'changedSince',
    message: `The file changed since. ${by} It was left as it is; make a new plan to decide with what it holds now.`,
    ...(problem?.detail === undefined ? {} : { detail: problem.detail }),
  };
}
