import type { FieldName } from '../../core/registry.ts';
import type { MaybeValue } from '../../core/value.ts';
import { fromJson, toJson } from './json.ts';
import { all, type ReadableDb, run, type WritableDb } from './sql.ts';

/** What our last write of a field meant, and what reading it back gave. */
export interface Meant {
  readonly meant: MaybeValue;
  readonly readBack: MaybeValue;
}

/** Per file and field, for some files. */
export function meantOf(db: ReadableDb, files: readonly number[]): Map<number, Map<FieldName, Meant>> {
  const rows = all<{ file: number; field: FieldName; meant: string; readBack: string }>(
    db,
    `SELECT file, field, meant, read_back AS readBack FROM meant
     WHERE file IN (SELECT value FROM json_each(?))`,
    [toJson(files)],
  );
  const result = new Map<number, Map<FieldName, Meant>>();
  for (const row of rows) {
    let fields = result.get(row.file);
    if (!fields) result.set(row.file, (fields = new Map()));
    fields.set(row.field, {
      meant: fromJson<MaybeValue>(row.meant),
      readBack: fromJson<MaybeValue>(row.readBack),
    });
  }
  return result;
}

/** Remembers a write that read back as something else. */
export const putMeant = (db: WritableDb, file: number, field: FieldName, write: Meant): void =>
  void run(
    db,
    `INSERT OR REPLACE INTO meant (file, field, meant, read_back) SELECT id, ?, ?, ? FROM file WHERE id = ?`,
    [field, toJson(write.meant), toJson(write.readBack), file],
  );

/** Forgets what earlier writes of these fields meant. */
export const dropMeant = (db: WritableDb, file: number, fields: readonly FieldName[]): void =>
  void run(db, 'DELETE FROM meant WHERE file = ? AND field IN (SELECT value FROM json_each(?))', [
    file,
    toJson(fields),
  ]);
