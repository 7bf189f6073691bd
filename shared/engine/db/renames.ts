import type { KeywordRename } from '../../core/equal/keywords.ts';
import { toJson } from './json.ts';
import { all, type ReadableDb, run, type WritableDb } from './sql.ts';

/** A plan renames keywords on a photo; this counts once a copy of it is written. */
export function planRenames(
  db: WritableDb,
  plan: string,
  photo: number,
  renames: readonly KeywordRename[],
): void {
  for (const { from, to } of renames)
    run(db, 'INSERT INTO keyword_rename (photo, plan, old, new) VALUES (?, ?, ?, ?)', [
      photo,
      plan,
      from,
      to,
    ]);
}

/** A copy of the photo was written: what its plan renames is renamed from now on. */
export const countRenames = (db: WritableDb, plan: string, photo: number, at: number): void => {
  run(db, 'UPDATE keyword_rename SET at = ? WHERE plan = ? AND photo = ? AND at IS NULL', [at, plan, photo]);
};

interface Row extends KeywordRename {
  photo: number;
}

/** What was renamed in the app on some photos and is not undone, oldest first. */
export function renamesOf(db: ReadableDb, photos: readonly number[]): Map<number, KeywordRename[]> {
  const rows = all<Row>(
    db,
    `SELECT photo, old AS "from", new AS "to" FROM keyword_rename
     WHERE photo IN (SELECT value FROM json_each(?)) AND at IS NOT NULL
       AND plan NOT IN (SELECT plan FROM run WHERE undone_by IS NOT NULL)
     ORDER BY at, id`,
    [toJson(photos)],
  );
  return Map.groupBy(rows, (row) => row.photo);
}
