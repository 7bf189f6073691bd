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

/** Where a hub or a base moves to; `undefined`: to never decided, to never in step. */
interface Moved {
  readonly bridge: string;
  readonly field: FieldName;
  readonly value?: MaybeValue | undefined;
}
export interface HubTo extends Moved {
  readonly photo: number;
}
export interface BaseTo extends Moved {
  readonly file: number;
}

/** Moves of one kind in two statements: one for each would cost more than what it does. `of`: photo or file. */
function putAll(
  db: WritableDb,
  moves: readonly (Moved & { readonly of: number })[],
  { put, drop }: { readonly put: string; readonly drop: string },
): void {
  const [set, gone] = [
    moves.filter(({ value }) => value !== undefined),
    moves.filter(({ value }) => value === undefined),
  ];
  // The value travels as the text that is stored.
  const rows = set.map(({ bridge, of, field, value }) => ({ bridge, of, field, value: toJson(value) }));
  if (rows.length > 0) run(db, put, [toJson(rows)]);
  if (gone.length > 0) run(db, drop, [toJson(gone.map(({ bridge, of, field }) => [of, bridge, field]))]);
}

/** Moves hubs. Only `sync/apply.ts` calls this. */
export const putHubs = (db: WritableDb, moves: readonly HubTo[]): void =>
  putAll(
    db,
    moves.map((move) => ({ ...move, of: move.photo })),
    {
      put: `INSERT OR REPLACE INTO hub (bridge, photo, field, value)
        SELECT value ->> 'bridge', value ->> 'of', value ->> 'field', value ->> 'value' FROM json_each(?)`,
      drop: `DELETE FROM hub WHERE (photo, bridge, field) IN
        (SELECT value ->> 0, value ->> 1, value ->> 2 FROM json_each(?))`,
    },
  );

/** Moves bases, of files that are still known. Only `sync/apply.ts` calls this. */
export const putBases = (db: WritableDb, moves: readonly BaseTo[]): void =>
  putAll(
    db,
    moves.map((move) => ({ ...move, of: move.file })),
    {
      put: `INSERT OR REPLACE INTO base (bridge, file, field, value)
        SELECT move.value ->> 'bridge', file.id, move.value ->> 'field', move.value ->> 'value'
        FROM json_each(?) AS move CROSS JOIN file ON file.id = move.value ->> 'of'`,
      drop: `DELETE FROM base WHERE (file, bridge, field) IN
        (SELECT value ->> 0, value ->> 1, value ->> 2 FROM json_each(?))`,
    },
  );

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
