import type { Page, ProblemView } from '../../api/views.ts';
import type { Problem, ProblemCode } from '../../core/problem.ts';
import { toJson } from './json.ts';
import { all, cell, type ReadableDb, run, type SqlValue, type WritableDb } from './sql.ts';

export type During = 'scan' | 'write';

interface Stored extends Omit<ProblemView, 'detail' | 'file'> {
  detail: string | null;
  file: number | null;
}

const select = `SELECT problem.id, file.id AS file, library.name AS library, problem.path, during, code, message, detail, at
  FROM problem JOIN library ON library.id = problem.library
    LEFT JOIN file ON file.library = problem.library AND file.path = problem.path`;

const loaded = ({ detail, file, ...row }: Stored): ProblemView => ({
  ...row,
  ...(file === null ? {} : { file }),
  ...(detail ? { detail } : {}),
});

/** One open problem per file and activity: a new one takes the place of the old. */
export function recordProblem(
  db: WritableDb,
  place: { readonly library: string; readonly path: string; readonly during: During },
  problem: Problem,
  at: number,
): void {
  run(
    db,
    `INSERT INTO problem (library, path, during, code, message, detail, at)
     VALUES (?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (library, path, during) DO UPDATE SET at = excluded.at, message = excluded.message,
       detail = excluded.detail, ignored = ignored AND code = excluded.code, code = excluded.code`,
    [place.library, place.path, place.during, problem.code, problem.message, problem.detail ?? null, at],
  );
}

/** It went well this time. */
export const clearProblem = (db: WritableDb, library: string, path: string, during: During): void => {
  run(db, 'DELETE FROM problem WHERE library = ? AND path = ? AND during = ?', [library, path, during]);
};

export interface ProblemQuery {
  /** Library id. */
  readonly library?: string | undefined;
  readonly code?: string | undefined;
  readonly limit?: number | undefined;
  readonly after?: string | undefined;
}

/** Open problems, oldest first; `next` is a cursor. */
export function listProblems(db: ReadableDb, query: ProblemQuery = {}): Page<ProblemView> {
  const limit = query.limit ?? 200;
  const conditions = ['NOT ignored'];
  const values: SqlValue[] = [];
  const only = (condition: string, value: string | undefined): void => {
    if (value === undefined) return;
    conditions.push(condition);
    values.push(value);
  };
  only('problem.library = ?', query.library);
  only('code = ?', query.code);
  const where = conditions.join(' AND ');
  const rows = all<Stored>(db, `${select} WHERE ${where} AND problem.id > ? ORDER BY problem.id LIMIT ?`, [
    ...values,
    Number(query.after ?? 0),
    limit + 1,
  ]).map(loaded);
  const items = rows.slice(0, limit);
  const total = cell<number>(db, `SELECT count(*) FROM problem WHERE ${where}`, values) ?? 0;
  return { total, items, ...(rows.length > limit ? { next: String(items.at(-1)!.id) } : {}) };
}

/** Those of one file, that of reading it first. */
export const problemsOf = (db: ReadableDb, library: string, path: string): ProblemView[] =>
  all<Stored>(db, `${select} WHERE problem.library = ? AND problem.path = ? ORDER BY during`, [
    library,
    path,
  ]).map(loaded);

export interface ProblemPlace {
  readonly id: number;
  readonly library: string;
  readonly path: string;
  readonly during: During;
  readonly code: ProblemCode;
}

/** Where problems are, by id; `library` is an id here. For retrying them. */
export const problemPlaces = (db: ReadableDb, ids: readonly number[]): ProblemPlace[] =>
  all<ProblemPlace>(
    db,
    `SELECT id, library, path, during, code FROM problem WHERE id IN (SELECT value FROM json_each(?))`,
    [toJson(ids)],
  );

/** Not shown or counted until the file has another problem. */
export const ignoreProblems = (db: WritableDb, ids: readonly number[]): number =>
  run(db, 'UPDATE problem SET ignored = 1 WHERE id IN (SELECT value FROM json_each(?)) AND NOT ignored', [
    toJson(ids),
  ]).changes;

/**
 * Files of a library that a bridge's next sync would write and could not when it was last tried. What was only found out
 * after a write (`lateEdit`) hinders none.
 */
export const countUnwritable = (db: ReadableDb, bridge: string, library: string): number =>
  cell<number>(
    db,
    `SELECT count(*) FROM problem JOIN file ON file.library = problem.library AND file.path = problem.path
       JOIN bridge_waiting AS waiting
         ON waiting.bridge = ?1 AND waiting.library = '' AND waiting.photo = file.photo
     WHERE problem.library = ?2 AND during = 'write' AND NOT ignored AND code <> 'lateEdit'`,
    [bridge, library],
  ) ?? 0;

export const countProblems = (db: ReadableDb): number =>
  cell<number>(db, 'SELECT count(*) FROM problem WHERE NOT ignored') ?? 0;

/** A library's problems of scanning, ignored ones too; `unread`: a file in the index could not be read. */
export const scanProblems = (
  db: ReadableDb,
  library: string,
): { path: string; code: ProblemCode; unread: boolean; ignored: boolean }[] =>
  all<{ path: string; code: ProblemCode; unread: number; ignored: number }>(
    db,
    `SELECT problem.path, code, coalesce(file.state = 'problem', 0) AS unread, ignored FROM problem
     LEFT JOIN file ON file.library = problem.library AND file.path = problem.path
     WHERE problem.library = ? AND during = 'scan'`,
    [library],
  ).map((row) => ({ ...row, unread: row.unread === 1, ignored: row.ignored === 1 }));
