import { sameValue } from '../core/equal.ts';
import { asMeant } from '../core/meant.ts';
import { type FieldName, fieldDef, fieldNames } from '../core/registry.ts';
import type { Snapshot } from '../core/snapshot.ts';
import type { MaybeValue } from '../core/value.ts';
import { fromJson, toJson } from './db/json.ts';
import { deleteLibrary } from './db/libraries.ts';
import { type Meant, meantOf } from './db/meant.ts';
import { all, column, one, type ReadableDb, run, transaction, type WritableDb } from './db/sql.ts';

interface Copy {
  readonly id: number;
  readonly library: string;
  readonly name: string;
  readonly state: string;
  readonly mtime: number;
  readonly rating: number | null;
  readonly captured: string | null;
}

/** The copy that stands for the photo first: of the library added first, whichever was scanned first. */
const copiesOf = (db: ReadableDb, photo: number): Copy[] =>
  all<Copy>(
    db,
    `SELECT file.id, library, file.name, file.state, mtime, rating, captured
     FROM file JOIN library ON library.id = file.library WHERE photo = ? AND file.state <> 'missing'
     ORDER BY file.state <> 'ok', library.rowid, file.path`,
    [photo],
  );

type Values = (field: FieldName) => MaybeValue;

/** A copy's values as our last writes meant them, while the file still holds what those read back as. */
function valuesMeant(values: Snapshot['values'], meant: ReadonlyMap<FieldName, Meant> | undefined): Values {
  return (field) => {
    const value = values[field] ?? null;
    const write = meant?.get(field);
    return write ? asMeant(fieldDef(field), value, write.meant, write.readBack) : value;
  };
}

/** The fields on which a photo's readable copies are not the same. */
function differsBetween(db: ReadableDb, files: readonly number[]): FieldName[] {
  const rows = all<{ file: number; snapshot: string }>(
    db,
    'SELECT file, snapshot FROM reading WHERE file IN (SELECT value FROM json_each(?)) ORDER BY file',
    [toJson(files)],
  );
  if (rows.length < 2) return [];
  // Equal text is equal: most copies that are in step say the same in the same words.
  const first = rows[0]!;
  const meant = meantOf(db, files);
  if (meant.size === 0 && rows.every((row) => row.snapshot === first.snapshot)) return [];
  const copies = rows.map((row) => valuesMeant(fromJson<Snapshot>(row.snapshot).values, meant.get(row.file)));
  return fieldNames.filter((field) =>
    copies.some((copy) => !sameValue(fieldDef(field), copies[0]!(field), copy(field))),
  );
}

/** Forgets a photo that no file points to, and what was decided of it. Lost values are kept. */
export function deletePhoto(db: WritableDb, photo: number): void {
  for (const table of ['hub', 'held', 'conflict', 'bridge_waiting'])
    run(db, `DELETE FROM ${table} WHERE photo = ?`, [photo]);
  run(db, 'DELETE FROM photo WHERE id = ?', [photo]);
}

const hide = `UPDATE photo SET copies = 0, libraries = 0, cover = NULL, differs = '[]' WHERE id = ?`;

function refresh(db: WritableDb, photo: number): void {
  const copies = copiesOf(db, photo);
  const cover = copies[0];
  if (!cover) {
    const known = one(db, 'SELECT 1 FROM file WHERE photo = ? LIMIT 1', [photo]);
    if (known) run(db, hide, [photo]);
    else deletePhoto(db, photo);
    return;
  }
  const readable = copies.filter((copy) => copy.state === 'ok').map((copy) => copy.id);
  run(
    db,
    `UPDATE photo SET copies = ?, libraries = ?, cover = ?, name = ?, rating = ?, captured = ?, differs = ? WHERE id = ?`,
    [
      copies.length,
      new Set(copies.map((copy) => copy.library)).size,
      cover.id,
      cover.name,
      cover.rating ?? 0,
      cover.captured ?? new Date(cover.mtime).toISOString(),
      toJson(differsBetween(db, readable)),
      photo,
    ],
  );
}

/**
 * Brings what a photo's row says of its copies up to date. Call it in the transaction that changed a file's state,
 * photo, reading or `meant`.
 */
export function refreshPhotos(db: WritableDb, photos: Iterable<number>): void {
  for (const photo of new Set(photos)) refresh(db, photo);
}

/** Forgets a library, its files, and the photos that were nowhere else. Nothing on disk is touched. Returns the photos. */
export const forgetLibrary = (db: WritableDb, library: string): number[] =>
  transaction(db, () => {
    const photos = column<number>(
      db,
      'SELECT DISTINCT photo FROM file WHERE library = ? AND photo IS NOT NULL',
      [library],
    );
    deleteLibrary(db, library);
    refreshPhotos(db, photos);
    return photos;
  });
