import type { Problem } from '../../core/problem.ts';
import { fromJson, toJson } from './json.ts';
import { all, type ReadableDb, run, type WritableDb } from './sql.ts';

/** A file that was taken out of a plan, and why. */
export interface Dropped {
  /** Library id. */
  readonly library: string;
  readonly path: string;
  readonly problem: Problem;
}

export const insertDropped = (db: WritableDb, plan: string, file: number, problem: Problem): void => {
  run(db, 'INSERT OR REPLACE INTO plan_dropped (plan, file, problem) VALUES (?, ?, ?)', [
    plan,
    file,
    toJson(problem),
  ]);
};

/** Those that are still in the index. */
export const droppedOf = (db: ReadableDb, plan: string): Dropped[] =>
  all<{ library: string; path: string; problem: string }>(
    db,
    `SELECT file.library, file.path, problem FROM plan_dropped JOIN file ON file.id = plan_dropped.file
     WHERE plan = ?`,
    [plan],
  ).map(({ problem, ...place }) => ({ ...place, problem: fromJson<Problem>(problem) }));
