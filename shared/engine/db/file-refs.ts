import type { FileRef } from './files.ts';
import { toJson } from './json.ts';
import { all, type ReadableDb } from './sql.ts';

export type { FileRef };

/** Where some files are, without what was read from them. */
export const fileRefs = (db: ReadableDb, ids: readonly number[]): (FileRef & { mtime: number })[] =>
  all<FileRef & { mtime: number }>(
    db,
    `SELECT id, library, path, name, state, photo, mtime FROM file WHERE id IN (SELECT value FROM json_each(?))`,
    [toJson(ids)],
  );

/** How many of some files each library has, by its name. */
export const filesByLibrary = (
  db: ReadableDb,
  ids: readonly number[],
): { library: string; files: number }[] =>
  all(
    db,
    `SELECT library.name AS library, count(*) AS files FROM file JOIN library ON library.id = file.library
     WHERE file.id IN (SELECT value FROM json_each(?)) GROUP BY library.id ORDER BY files DESC, library.name`,
    [toJson(ids)],
  );
