import { mostInOneSecond } from '../../core/family.ts';
import type { MediaFacts } from '../types.ts';
import type { FileRef } from './files.ts';
import { fromJson, toJson } from './json.ts';
import { all, column, type ReadableDb } from './sql.ts';

/** A file with what tells its family. */
export interface Relative extends FileRef {
  readonly folder: string;
  readonly captured: string | null;
  readonly facts: MediaFacts;
}

const relatives = (db: ReadableDb, where: string, values: readonly (string | number | null)[]): Relative[] =>
  all<Omit<Relative, 'facts'> & { facts: string }>(
    db,
    `SELECT file.id, library, path, folder, name, state, photo, captured, facts
     FROM file JOIN reading ON reading.file = file.id
     WHERE photo IS NOT NULL AND state <> 'missing' AND ${where} ORDER BY file.id`,
    values,
  ).map((row) => ({ ...row, facts: fromJson<MediaFacts>(row.facts) }));

/** Every file of some photos that was ever read. */
export const filesOfPhotos = (db: ReadableDb, photos: readonly number[]): Relative[] =>
  relatives(db, 'photo IN (SELECT value FROM json_each(?))', [toJson(photos)]);

/** Files in the folder of a file that have its name up to the dot. */
export const filesBeside = (
  db: ReadableDb,
  { library, folder, name }: Pick<Relative, 'library' | 'folder' | 'name'>,
): Relative[] => {
  const stem = name.replace(/\.[^.]*$/, '');
  return relatives(
    db,
    `library = ?1 AND folder = ?2 AND lower(substr(name, 1, length(?3) + 1)) = lower(?3 || '.')`,
    [library, folder, stem],
  );
};

/** Photos with a file taken in the same second as one of these photos, themselves among them. */
export function takenWith(db: ReadableDb, photos: readonly number[]): number[] {
  const seconds = column<string>(
    db,
    `SELECT DISTINCT substr(captured, 1, 19) FROM file
     WHERE photo IN (SELECT value FROM json_each(?)) AND length(captured) >= 19 AND state <> 'missing'`,
    [toJson(photos)],
  );
  const found = new Set(photos);
  for (const second of seconds) {
    const some = column<number>(
      db,
      `SELECT photo FROM file WHERE substr(captured, 1, 19) = ? AND captured IS NOT NULL AND photo IS NOT NULL
         AND state <> 'missing' LIMIT ?`,
      [second, mostInOneSecond + 1],
    );
    if (some.length <= mostInOneSecond) for (const photo of some) found.add(photo);
  }
  return [...found];
}

/** SQL that holds for a `photo` with copies, or with another photo of the same second. */
export const mayHaveKin = `(photo.copies > 1 OR EXISTS (
  SELECT 1 FROM file AS own JOIN file AS other ON substr(other.captured, 1, 19) = substr(own.captured, 1, 19)
  WHERE own.photo = photo.id AND own.state <> 'missing' AND length(own.captured) >= 19
    AND other.captured IS NOT NULL AND other.photo <> photo.id AND other.state <> 'missing'))`;
