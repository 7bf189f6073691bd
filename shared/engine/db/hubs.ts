import type { FieldName } from '../../core/registry.ts';
import type { MaybeValue } from '../../core/value.ts';
import { fromJson, toJson } from './json.ts';
import { all, type ReadableDb, run, type WritableDb } from './sql.ts';

/** Values per field; a field without an entry was never decided (never in step). */
export type Decided = ReadonlyMap<FieldName, MaybeValue>;

interface Row {
  of: number;
  bridge: string;
  field: FieldName;
  value: string;
}

/** `of` → bridge → field → value. */
export type PerBridge<T> = Map<number, Map<string, Map<FieldName, T>>>;

function grouped<T>(rows: readonly Row[], load: (text: string) => T): PerBridge<T> {
  const result: PerBridge<T> = new Map();
  for (const { of, bridge, field, value } of rows) {
    let bridges = result.get(of);
    if (!bridges) result.set(of, (bridges = new Map()));
    let fields = bridges.get(bridge);
    if (!fields) bridges.set(bridge, (fields = new Map()));
    fields.set(field, load(value));
  }
  return result;
}

/** The hubs of some photos. */
export const hubsOf = (db: ReadableDb, photos: readonly number[]): PerBridge<MaybeValue> =>
  grouped(
    all<Row>(
      db,
      'SELECT photo AS of, bridge, field, value FROM hub WHERE photo IN (SELECT value FROM json_each(?))',
      [toJson(photos)],
    ),
    (text) => fromJson<MaybeValue>(text),
  );

/** The bases of some files. */
export const basesOf = (db: ReadableDb, files: readonly number[]): PerBridge<MaybeValue> =>
  grouped(
    all<Row>(
      db,
      'SELECT file AS of, bridge, field, value FROM base WHERE file IN (SELECT value FROM json_each(?))',
      [toJson(files)],
    ),
    (text) => fromJson<MaybeValue>(text),
  );

/** Fields held after an undo: the run that was undone. */
export const heldOf = (db: ReadableDb, photos: readonly number[]): PerBridge<string> =>
  grouped(
    all<Row>(
      db,
      'SELECT photo AS of, bridge, field, run AS value FROM held WHERE photo IN (SELECT value FROM json_each(?))',
      [toJson(photos)],
    ),
    (text) => text,
  );

/** Moves a hub; `undefined` makes the field one that was never decided. Only `sync/apply.ts` calls this. */
export function putHub(
  db: WritableDb,
  bridge: string,
  photo: number,
  field: FieldName,
  value: MaybeValue | undefined,
): void {
  if (value === undefined)
    run(db, 'DELETE FROM hub WHERE photo = ? AND bridge = ? AND field = ?', [photo, bridge, field]);
  else
    run(db, 'INSERT OR REPLACE INTO hub (bridge, photo, field, value) VALUES (?, ?, ?, ?)', [
      bridge,
      photo,
      field,
      toJson(value),
    ]);
}

/** Moves a base; `undefined`: never in step. Only `sync/apply.ts` calls this. */
export function putBase(
  db: WritableDb,
  bridge: string,
  file: number,
  field: FieldName,
  value: MaybeValue | undefined,
): void {
  if (value === undefined)
    run(db, 'DELETE FROM base WHERE file = ? AND bridge = ? AND field = ?', [file, bridge, field]);
  else
    run(
      db,
      `INSERT OR REPLACE INTO base (bridge, file, field, value)
       SELECT ?, id, ?, ? FROM file WHERE id = ?`,
      [bridge, field, toJson(value), file],
    );
}

/** Holds a field for the undone run, or lets it go. Only `sync/apply.ts` calls this. */
export function putHeld(
  db: WritableDb,
  bridge: string,
  photo: number,
  field: FieldName,
  heldFor: string | undefined,
): void {
  if (heldFor === undefined)
    run(db, 'DELETE FROM held WHERE photo = ? AND bridge = ? AND field = ?', [photo, bridge, field]);
  else
    run(db, 'INSERT OR REPLACE INTO held (bridge, photo, field, run) VALUES (?, ?, ?, ?)', [
      bridge,
      photo,
      field,
      heldFor,
    ]);
}
