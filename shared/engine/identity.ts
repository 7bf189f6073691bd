import { CONFIDENCE, type IdentityKey, photoIdentity } from '../core/identity.ts';
import type { Match as FileMatch } from './db/files.ts';
import { linksOf, setLink } from './db/links.ts';
import { all, cell, column, one, type ReadableDb, run, transaction, type WritableDb } from './db/sql.ts';
import { deletePhoto, refreshPhotos } from './photo-summary.ts';
import type { MediaFacts } from './types.ts';

interface Placed {
  readonly id: number;
  readonly photo: number | null;
  readonly identity: string | null;
  readonly match: string | null;
}

const placed = (db: ReadableDb, file: number): Placed =>
  one<Placed>(db, 'SELECT id, photo, identity, match FROM file WHERE id = ?', [file])!;

/** The photo that files with this picture belong to: by its first sight, or because a person linked one of them. */
const photoWith = (db: ReadableDb, key: string): number | undefined =>
  cell<number>(db, 'SELECT id FROM photo WHERE identity = ?', [key]) ??
  cell<number>(
    db,
    `SELECT photo FROM file WHERE identity = ? AND match = 'linked' AND photo IS NOT NULL ORDER BY id LIMIT 1`,
    [key],
  );

const newPhoto = (db: WritableDb, identity: string | null): number =>
  run(db, 'INSERT INTO photo (identity) VALUES (?)', [identity]).id;

/** A person said that the file is not the picture of one of the photo's copies. */
function isBarred(db: ReadableDb, file: number, photo: number): boolean {
  const barred = linksOf(db, file).filter((link) => !link.same);
  if (barred.length === 0) return false;
  const copies = new Set(column<number>(db, 'SELECT id FROM file WHERE photo = ?', [photo]));
  return barred.some((link) => copies.has(link.a === file ? link.b : link.a));
}

type Match = FileMatch | null;

const matchOf = (key: IdentityKey | null): Match =>
  key === null ? null : key.rung === 'content' ? 'content' : 'hash';

/** Puts a file into a photo. One that joins has no base there: what it was in step with was another picture. */
function place(db: WritableDb, file: Placed, photo: number, key: string | null, match: Match): void {
  if (file.photo !== null && file.photo !== photo) run(db, 'DELETE FROM base WHERE file = ?', [file.id]);
  run(db, 'UPDATE file SET photo = ?, identity = ?, match = ?, confidence = ? WHERE id = ?', [
    photo,
    key,
    match,
    match === null ? null : CONFIDENCE[match],
    file.id,
  ]);
}

/** A file that has no photo, or must leave the one it has: to the photo with its picture, else to a new one. */
function settle(db: WritableDb, file: Placed, key: IdentityKey | null): number {
  const known = key === null ? undefined : photoWith(db, key.key);
  if (known !== undefined && !isBarred(db, file.id, known)) {
    place(db, file, known, key!.key, matchOf(key));
    return known;
  }
  const photo = newPhoto(db, known === undefined ? (key?.key ?? null) : null);
  place(db, file, photo, key?.key ?? null, null);
  return photo;
}

const hasOthers = (db: ReadableDb, file: Placed, photo: number): boolean =>
  one(db, 'SELECT 1 FROM file WHERE photo = ? AND id <> ? LIMIT 1', [photo, file.id]) !== undefined;

/** A file whose picture is not the one it had at this path. */
function changedPicture(db: WritableDb, file: Placed, photo: number, key: IdentityKey | null): void {
  const text = key?.key ?? null;
  const known = key === null ? undefined : photoWith(db, key.key);
  if (known === photo) place(db, file, photo, text, matchOf(key));
  else if (file.match === 'linked') place(db, file, photo, text, 'linked');
  // It is another known picture: files were swapped or overwritten, not edited.
  else if (known !== undefined) settle(db, file, key);
  else if (hasOthers(db, file, photo)) place(db, file, photo, text, 'edited');
  else {
    run(db, 'UPDATE photo SET identity = ? WHERE id = ?', [text, photo]);
    place(db, file, photo, text, null);
  }
}

/**
 * Gives a file that was just read its photo, inside the caller's transaction. What a person linked or unlinked
 * stays. Returns the photos that have other files now, or whose files changed: refresh them (`refreshPhotos`).
 */
export function assignPhoto(db: WritableDb, file: number, facts: MediaFacts): number[] {
  const before = placed(db, file);
  const key = photoIdentity(facts);
  if (before.photo === null) return [settle(db, before, key)];
  if (before.identity !== (key?.key ?? null)) changedPicture(db, before, before.photo, key);
  const after = placed(db, file).photo;
  return after === before.photo ? [before.photo] : [before.photo, after!];
}

/** Gives a file that could never be read a photo of its own, so that it can be shown. */
export function assignUnread(db: WritableDb, file: number): number[] {
  const before = placed(db, file);
  return [before.photo ?? settle(db, before, null)];
}

/**
 * A person says that two files hold the same picture: all copies of the second's photo become copies of the first's.
 * Returns that photo. Both photos are refreshed; what they were in step with is forgotten for those that joined.
 */
export function linkFiles(
  db: WritableDb,
  a: number,
  b: number,
  at: number,
): { photo: number; photos: number[] } {
  return transaction(db, () => {
    const [first, second] = [placed(db, a), placed(db, b)];
    setLink(db, a, b, true, at);
    const photo = first.photo!;
    const joining = all<Placed>(db, 'SELECT id, photo, identity, match FROM file WHERE photo = ?', [
      second.photo,
    ]);
    if (photo !== second.photo)
      for (const file of joining) {
        for (const copy of column<number>(db, 'SELECT id FROM file WHERE photo = ?', [photo]))
          run(db, 'DELETE FROM link WHERE NOT same AND a = ? AND b = ?', [
            Math.min(copy, file.id),
            Math.max(copy, file.id),
          ]);
        place(db, file, photo, file.identity, 'linked');
      }
    if (photo !== second.photo && second.photo !== null) deletePhoto(db, second.photo);
    // An edited copy that is confirmed is linked from now on.
    for (const file of [first, second])
      if (file.match === 'edited') place(db, placed(db, file.id), photo, file.identity, 'linked');
    refreshPhotos(db, [photo]);
    return {
      photo,
      photos: second.photo === null || second.photo === photo ? [photo] : [photo, second.photo],
    };
  });
}

/** A person says that a file is not the picture of its photo's other copies: it gets a photo of its own. */
export function unlinkFile(db: WritableDb, file: number, at: number): { photo: number; photos: number[] } {
  return transaction(db, () => {
    const before = placed(db, file);
    const others = column<number>(db, 'SELECT id FROM file WHERE photo = ? AND id <> ?', [
      before.photo,
      file,
    ]);
    if (others.length === 0) return { photo: before.photo!, photos: [] };
    for (const other of others) setLink(db, file, other, false, at);
    const photo = newPhoto(db, null);
    place(db, before, photo, before.identity, null);
    refreshPhotos(db, [photo, before.photo!]);
    return { photo, photos: [before.photo!, photo] };
  });
}
