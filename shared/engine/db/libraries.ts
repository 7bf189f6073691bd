import { TagbridgeError } from '../../api/errors.ts';
import type { IptcText, LibraryState, SidecarNaming, WritePolicy } from '../../core/library.ts';
import { fromJson, toJson } from './json.ts';
import { all, cell, one, type ReadableDb, run, type WritableDb } from './sql.ts';

export interface LibraryRow {
  /** The marker's id. */
  readonly id: string;
  readonly name: string;
  /** Absolute real path of the root. */
  readonly path: string;
  readonly writes: WritePolicy;
  readonly sidecar: SidecarNaming;
  readonly exclude: readonly string[];
  readonly keepMtime: boolean;
  readonly iptc: IptcText;
  /** `st_dev:st_ino` of the root when it was last online. */
  readonly device: string | null;
  readonly state: LibraryState;
  readonly stateReason: string | null;
  readonly addedAt: number;
  readonly scannedAt: number | null;
}

interface Stored extends Omit<LibraryRow, 'exclude' | 'keepMtime'> {
  exclude: string;
  keepMtime: number;
}

const columns = `id, name, path, writes, sidecar, exclude, keep_mtime AS keepMtime, iptc, device, state,
  state_reason AS stateReason, added_at AS addedAt, scanned_at AS scannedAt`;

const loaded = (row: Stored): LibraryRow => ({
  ...row,
  exclude: fromJson<string[]>(row.exclude),
  keepMtime: row.keepMtime === 1,
});

const stored = (library: LibraryRow) => ({
  ...library,
  exclude: toJson(library.exclude),
  keepMtime: library.keepMtime ? 1 : 0,
});

/** Every library, in the order they were added. */
export const listLibraries = (db: ReadableDb): LibraryRow[] =>
  all<Stored>(db, `SELECT ${columns} FROM library ORDER BY added_at, id`).map(loaded);

/** By id or by name (in any case). */
export function findLibrary(db: ReadableDb, ref: string): LibraryRow | undefined {
  const row =
    one<Stored>(db, `SELECT ${columns} FROM library WHERE id = ?`, [ref]) ??
    one<Stored>(db, `SELECT ${columns} FROM library WHERE name = ?`, [ref]);
  return row && loaded(row);
}

/** As `findLibrary`; throws `NOT_FOUND` naming those there are. */
export function requireLibrary(db: ReadableDb, ref: string): LibraryRow {
  const found = findLibrary(db, ref);
  if (found) return found;
  const names = listLibraries(db).map((library) => library.name);
  throw new TagbridgeError('NOT_FOUND', `There is no library named ${ref}.`, {
    hint: names.length > 0 ? `Libraries: ${names.join(', ')}.` : 'Add one with: tagbridge library add PATH',
  });
}

function assertNameFree(db: ReadableDb, name: string, except?: string): void {
  const other = one<{ id: string }>(db, 'SELECT id FROM library WHERE name = ?', [name]);
  if (other && other.id !== except)
    throw new TagbridgeError('REFUSED', `There is a library named ${name} already.`, {
      hint: 'Choose another name with --name.',
    });
}

/** Throws `REFUSED` when the name is taken. Whether the folder may be a library is not decided here. */
export function addLibrary(db: WritableDb, library: LibraryRow): void {
  assertNameFree(db, library.name);
  run(
    db,
    `INSERT INTO library (id, name, path, writes, sidecar, exclude, keep_mtime, iptc, device, state, state_reason, added_at, scanned_at)
     VALUES (:id, :name, :path, :writes, :sidecar, :exclude, :keepMtime, :iptc, :device, :state, :stateReason, :addedAt, :scannedAt)`,
    { ...stored(library) },
  );
}

/** Whether it was away and is back, and nobody has judged yet what follows from that. */
export const hasReturned = (db: ReadableDb, id: string): boolean =>
  cell<number>(db, 'SELECT returned FROM library WHERE id = ?', [id]) === 1;

export const forgetReturned = (db: WritableDb, id: string): void => {
  run(db, 'UPDATE library SET returned = 0 WHERE id = ?', [id]);
};

/** Changes what is named, keeps the rest. One that was away and is not any more has returned (`hasReturned`). */
export function setLibrary(
  db: WritableDb,
  id: string,
  patch: Partial<Omit<LibraryRow, 'id' | 'addedAt'>>,
): LibraryRow {
  const library: LibraryRow = { ...requireLibrary(db, id), ...patch };
  assertNameFree(db, library.name, id);
  run(
    db,
    `UPDATE library SET name = :name, path = :path, writes = :writes, sidecar = :sidecar, exclude = :exclude,
       keep_mtime = :keepMtime, iptc = :iptc, device = :device,
       returned = iif(state = 'offline' AND :state <> 'offline', 1, returned), state = :state, state_reason = :stateReason, scanned_at = :scannedAt
     WHERE id = :id`,
    { ...stored(library) },
  );
  return library;
}

/** What was read of the library is to be read anew by its next scan, although no file changed. */
export const readAnew = (db: WritableDb, id: string): void => {
  run(db, `UPDATE file SET read_at = NULL WHERE library = ? AND state = 'ok'`, [id]);
};

/** Forgets the library and its files; their photos are left to `refreshPhotos`. Nothing on disk is touched. */
export function deleteLibrary(db: WritableDb, id: string): void {
  const files = '(SELECT id FROM file WHERE library = :id)';
  run(db, `DELETE FROM search WHERE rowid IN ${files}`, { id });
  run(db, `DELETE FROM link WHERE a IN ${files} OR b IN ${files}`, { id });
  run(db, 'DELETE FROM library WHERE id = ?', [id]);
}

/** Files present and problems open, per library id. */
export function libraryCounts(db: ReadableDb): Map<string, { files: number; problemCount: number }> {
  const rows = all<{ id: string; files: number; problemCount: number }>(
    db,
    `SELECT id, (SELECT count(*) FROM file WHERE library = library.id AND state <> 'missing') AS files,
       (SELECT count(*) FROM problem WHERE library = library.id AND NOT ignored) AS problemCount FROM library`,
  );
  return new Map(rows.map(({ id, ...counts }) => [id, counts]));
}
