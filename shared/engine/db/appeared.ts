import type { FieldName } from '../../core/registry.ts';
import type { Appeared } from '../../core/rules.ts';
import { toJson } from './json.ts';
import { all, type ReadableDb, run, type WritableDb } from './sql.ts';

/** A file's field has another value than it had: remembers between when and when that came about. */
export const putAppeared = (db: WritableDb, file: number, field: FieldName, span: Appeared): void => {
  run(
    db,
    `INSERT INTO appeared (file, field, after, at) VALUES (?, ?, ?, ?)
     ON CONFLICT (file, field) DO UPDATE SET after = excluded.after, at = excluded.at`,
    [file, field, span.after, span.at],
  );
};

/** Since when the values of some files are what they are, by file and field. */
export function appearedIn(
  db: ReadableDb,
  files: readonly number[],
): ReadonlyMap<number, ReadonlyMap<FieldName, Appeared>> {
  const rows = all<{ file: number; field: FieldName } & Appeared>(
    db,
    'SELECT file, field, after, at FROM appeared WHERE file IN (SELECT value FROM json_each(?))',
    [toJson(files)],
  );
  const found = new Map<number, Map<FieldName, Appeared>>();
  for (const { file, field, after, at } of rows) {
    if (!found.has(file)) found.set(file, new Map());
    found.get(file)!.set(field, { after, at });
  }
  return found;
}
