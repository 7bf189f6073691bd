import { toJson } from './json.ts';
import { column, type ReadableDb, run, type WritableDb } from './sql.ts';

/** Remembers undo copies (relative to the root) of a file that lie beside photos, so that they can be pruned. */
export function noteUndoBeside(db: WritableDb, file: number, paths: readonly string[]): void {
  for (const path of paths)
    run(db, 'INSERT OR IGNORE INTO undo_beside (library, path) SELECT library, ? FROM file WHERE id = ?', [
      path,
      file,
    ]);
}

/** Those of a library. */
export const undoBeside = (db: ReadableDb, library: string): string[] =>
  column<string>(db, 'SELECT path FROM undo_beside WHERE library = ? ORDER BY path', [library]);

export const forgetUndoBeside = (db: WritableDb, library: string, paths: readonly string[]): void => {
  run(db, 'DELETE FROM undo_beside WHERE library = ? AND path IN (SELECT value FROM json_each(?))', [
    library,
    toJson(paths),
  ]);
};
