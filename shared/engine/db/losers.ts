import type { FieldName } from '../../core/registry.ts';
import type { MaybeValue } from '../../core/value.ts';
import { fromJson, toJson } from './json.ts';
import { all, type ReadableDb, run, type WritableDb } from './sql.ts';

/** A value that lost a merge or a resolve. */
export interface Loser {
  readonly photo: number;
  readonly file: number | null;
  readonly field: FieldName;
  readonly value: MaybeValue;
  /** Library id. */
  readonly library: string | null;
  readonly run: string | null;
  readonly at: number;
}

/** Keeps it for ever: no value that a person set is lost. */
export const keepLoser = (db: WritableDb, loser: Loser): void => {
  run(db, 'INSERT INTO loser (photo, file, field, value, library, run, at) VALUES (?, ?, ?, ?, ?, ?, ?)', [
    loser.photo,
    loser.file,
    loser.field,
    toJson(loser.value),
    loser.library,
    loser.run,
    loser.at,
  ]);
};

/** What a photo's field lost, newest first. */
export const losersOf = (db: ReadableDb, photo: number, field: FieldName): Loser[] =>
  all<Omit<Loser, 'value'> & { value: string }>(
    db,
    'SELECT photo, file, field, value, library, run, at FROM loser WHERE photo = ? AND field = ? ORDER BY id DESC',
    [photo, field],
  ).map((row) => ({ ...row, value: fromJson<MaybeValue>(row.value) }));
