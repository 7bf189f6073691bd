import type { ConflictKind } from '../../core/conflict.ts';
import type { StoreKind } from '../../core/raw-tags.ts';
import type { FieldName } from '../../core/registry.ts';
import type { MaybeValue } from '../../core/value.ts';
import { fromJson, toJson } from './json.ts';
import { all, cell, column, type ReadableDb, run, type SqlValue, type WritableDb } from './sql.ts';

/** One opinion; `store` and `tag` where it is one store of a file that disagrees with itself. */
export interface StoredSide {
  readonly file: number;
  readonly value: MaybeValue;
  readonly base?: MaybeValue;
  readonly changed: boolean;
  readonly store?: StoreKind;
  readonly tag?: string;
}

export interface NewConflict {
  readonly kind: ConflictKind;
  /** Bridge id. */
  readonly bridge: string;
  readonly photo: number;
  readonly field: FieldName;
  readonly hub?: MaybeValue;
  readonly sides: readonly StoredSide[];
  readonly shape: string;
  /** The other photos of the family it is about. */
  readonly kin: readonly number[];
}
export interface ConflictRow extends Omit<NewConflict, 'kin'> {
  readonly id: number;
}

interface Stored {
  id: number;
  kind: ConflictKind;
  bridge: string;
  photo: number;
  field: FieldName;
  hub: string | null;
  sides: string;
  shape: string;
}

const loaded = ({ hub, sides, ...row }: Stored): ConflictRow => ({
  ...row,
  ...(hub === null ? {} : { hub: fromJson<MaybeValue>(hub) }),
  sides: fromJson<StoredSide[]>(sides),
});

const keyOf = (row: { kind: string; bridge: string; field: string }) =>
  `${row.kind} ${row.bridge} ${row.field}`;

/** Remembers at which other photos a conflict is seen. */
function setKin(db: WritableDb, id: number, kin: readonly number[]): void {
  run(db, 'DELETE FROM conflict_kin WHERE conflict = ?', [id]);
  for (const photo of kin) run(db, 'INSERT INTO conflict_kin (conflict, photo) VALUES (?, ?)', [id, photo]);
}

/** What became of a photo's conflicts: whether any came, went or changed, and those that came. */
export interface Moved {
  readonly moved: boolean;
  readonly raised: readonly NewConflict[];
}

/** Makes the photo's open conflicts exactly these; one that is still open keeps its id. */
export function replaceConflicts(db: WritableDb, photo: number, now: readonly NewConflict[]): Moved {
  const before = new Map(
    all<Stored>(db, 'SELECT * FROM conflict WHERE photo = ?', [photo]).map((row) => [keyOf(row), row]),
  );
  let moved = false;
  const raised: NewConflict[] = [];
  for (const conflict of now) {
    const hub = conflict.hub === undefined ? null : toJson(conflict.hub);
    const sides = toJson(conflict.sides);
    const old = before.get(keyOf(conflict));
    before.delete(keyOf(conflict));
    if (old && old.hub === hub && old.sides === sides && old.shape === conflict.shape) continue;
    moved = true;
    if (!old) raised.push(conflict);
    const id = cell<number>(
      db,
      `INSERT INTO conflict (kind, bridge, photo, field, hub, sides, shape) VALUES (?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (photo, bridge, field, kind) DO UPDATE SET hub = excluded.hub, sides = excluded.sides, shape = excluded.shape
       RETURNING id`,
      [conflict.kind, conflict.bridge, photo, conflict.field, hub, sides, conflict.shape],
    );
    setKin(db, id!, conflict.kin);
  }
  for (const gone of before.values()) run(db, 'DELETE FROM conflict WHERE id = ?', [gone.id]);
  return { moved: moved || before.size > 0, raised };
}

export interface ConflictQuery {
  readonly ids?: readonly number[] | undefined;
  readonly shape?: string | undefined;
  readonly photo?: number | undefined;
  /** Seen at this photo: its own, and those of its families. */
  readonly at?: number | undefined;
  /** Only of these photos. */
  readonly photos?: readonly number[] | undefined;
  readonly field?: FieldName | undefined;
  readonly bridge?: string | undefined;
  readonly kind?: ConflictKind | undefined;
}

function condition(query: ConflictQuery): { where: string; values: SqlValue[] } {
  const parts = ['1'];
  const values: SqlValue[] = [];
  const add = (part: string, value: SqlValue) => {
    parts.push(part);
    values.push(value);
  };
  if (query.ids) add('id IN (SELECT value FROM json_each(?))', toJson(query.ids));
  if (query.shape !== undefined) add('shape = ?', query.shape);
  if (query.photo !== undefined) add('photo = ?', query.photo);
  if (query.at !== undefined) add('id IN (SELECT conflict FROM conflict_seen WHERE photo = ?)', query.at);
  if (query.photos) add('photo IN (SELECT value FROM json_each(?))', toJson(query.photos));
  if (query.field !== undefined) add('field = ?', query.field);
  if (query.bridge !== undefined) add('bridge = ?', query.bridge);
  if (query.kind !== undefined) add('kind = ?', query.kind);
  return { where: parts.join(' AND '), values };
}

/** Open conflicts in the order they came up, `after` an id. */
export function listConflicts(db: ReadableDb, query: ConflictQuery, limit: number, after = 0): ConflictRow[] {
  const { where, values } = condition(query);
  return all<Stored>(db, `SELECT * FROM conflict WHERE ${where} AND id > ? ORDER BY id LIMIT ?`, [
    ...values,
    after,
    limit,
  ]).map(loaded);
}

export function countConflicts(db: ReadableDb, query: ConflictQuery = {}): number {
  const { where, values } = condition(query);
  return cell<number>(db, `SELECT count(*) FROM conflict WHERE ${where}`, values) ?? 0;
}

/** Photos with one of the conflicts asked for. */
export function conflictPhotos(db: ReadableDb, query: ConflictQuery): number[] {
  const { where, values } = condition(query);
  return all<{ photo: number }>(
    db,
    `SELECT DISTINCT photo FROM conflict WHERE ${where} ORDER BY photo`,
    values,
  ).map((row) => row.photo);
}

/** Photos in conflict of which a library has a copy. */
export const conflictPhotosIn = (db: ReadableDb, library: string): number[] =>
  column<number>(
    db,
    `SELECT DISTINCT seen.photo FROM conflict_seen AS seen JOIN file ON file.photo = seen.photo
     WHERE file.library = ? AND file.state <> 'missing'`,
    [library],
  );

/** Every shape with how many conflicts have it, largest first. */
export function conflictShapes(
  db: ReadableDb,
  query: ConflictQuery,
  limit: number,
): { shape: string; count: number }[] {
  const { where, values } = condition(query);
  return all<{ shape: string; count: number }>(
    db,
    `SELECT shape, count(*) AS count FROM conflict WHERE ${where}
     GROUP BY shape ORDER BY count DESC, min(id) LIMIT ?`,
    [...values, limit],
  );
}

/** Fields of a photo that are in conflict in some bridges, conflicts inside a file not counted. */
export const conflictsOfPhoto = (db: ReadableDb, photo: number, bridges: readonly string[]): number =>
  cell<number>(
    db,
    `SELECT count(*) FROM conflict WHERE photo = ? AND kind <> 'inFile'
       AND bridge IN (SELECT value FROM json_each(?))`,
    [photo, toJson(bridges)],
  ) ?? 0;
