import type { FieldName } from '../../core/registry.ts';
import type { Appeared } from '../../core/rules.ts';
import { toJson } from './json.ts';
import { all, type ReadableDb, run, type WritableDb } from './sql.ts';

/** Files read in one go are stored so close to each other, ms. */
const oneGo = 60_000;

/**
 * Fields of a file have other values than they had: remembers between when and when that came about; `undefined`: nobody
 * can tell. What came about in what is the future by now was told by another clock: its order is not known any more.
 */
export const putAppeared = (
  db: WritableDb,
  file: number,
  fields: readonly FieldName[],
  span: Appeared | undefined,
): void => {
  const names = toJson(fields);
  if (!span) {
    run(db, 'DELETE FROM appeared WHERE file = ? AND field IN (SELECT value FROM json_each(?))', [
      file,
      names,
    ]);
    return;
  }
  run(db, 'DELETE FROM appeared WHERE at > ?', [span.at + oneGo]);
  run(
    db,
    `INSERT INTO appeared (file, field, after, at) SELECT ?1, value, ?3, ?4 FROM json_each(?2) WHERE true
     ON CONFLICT (file, field) DO UPDATE SET after = excluded.after, at = excluded.at`,
    [file, names, span.after, span.at],
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
