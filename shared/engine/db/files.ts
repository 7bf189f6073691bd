import type { RawTags } from '../../core/raw-tags.ts';
import type { Snapshot } from '../../core/snapshot.ts';
import type { Fingerprint, MediaFacts } from '../types.ts';
import { fromJson, pack, toJson, unpack } from './json.ts';
import { setKeywords } from './keywords.ts';
import { indexText } from './search.ts';
import { all, cell, one, type ReadableDb, run, type WritableDb } from './sql.ts';

/** `problem`: it could not be read; takes part in nothing, keeps what was last read. `missing`: not found any more. */
export type FileState = 'ok' | 'problem' | 'missing';
/** How a file came to its photo; null: alone, or the first. */
export type Match = 'hash' | 'content' | 'linked' | 'edited';

/** A file without what was read from it. */
export interface FileRef {
  readonly id: number;
  /** Library id. */
  readonly library: string;
  readonly path: string;
  readonly name: string;
  readonly state: FileState;
  readonly photo: number | null;
}

export interface FileRow extends FileRef {
  readonly folder: string;
  readonly fingerprint: Fingerprint;
  readonly size: number;
  readonly mtime: number;
  readonly identity: string | null;
  readonly match: Match | null;
  readonly confidence: number | null;
  readonly missingSince: number | null;
  readonly readAt: number | null;
  readonly reader: string | null;
  /** Null only when the file could never be read. */
  readonly facts: MediaFacts | null;
  readonly snapshot: Snapshot | null;
}

interface Stored extends Omit<FileRow, 'fingerprint' | 'facts' | 'snapshot'> {
  fingerprint: string;
  facts: string | null;
  snapshot: string | null;
}

const refColumns = 'file.id, file.library, file.path, file.name, file.state, file.photo';
const selectRow = `SELECT ${refColumns}, folder, fingerprint, size, mtime, identity, match, confidence,
  missing_since AS missingSince, read_at AS readAt, reader, facts, snapshot
  FROM file LEFT JOIN reading ON reading.file = file.id`;

const loaded = (row: Stored): FileRow => ({
  ...row,
  fingerprint: fromJson<Fingerprint>(row.fingerprint),
  facts: row.facts === null ? null : fromJson<MediaFacts>(row.facts),
  snapshot: row.snapshot === null ? null : fromJson<Snapshot>(row.snapshot),
});

const rows = (db: ReadableDb, tail: string, values: readonly (string | number)[]): FileRow[] =>
  all<Stored>(db, `${selectRow} ${tail}`, values).map(loaded);

export const fileById = (db: ReadableDb, id: number): FileRow | undefined =>
  rows(db, 'WHERE file.id = ?', [id])[0];

/** `path` is relative to the root of the library (by id). */
export const fileByPath = (db: ReadableDb, library: string, path: string): FileRow | undefined =>
  rows(db, 'WHERE library = ? AND path = ?', [library, path])[0];

/** Those that exist, in the order of their ids. Ask for a window, not for a library. */
export const filesByIds = (db: ReadableDb, ids: readonly number[]): FileRow[] =>
  rows(db, 'WHERE file.id IN (SELECT value FROM json_each(?)) ORDER BY file.id', [toJson(ids)]);

/** The libraries (ids) in which some files are, and the bytes of the largest one. */
export const reachOf = (db: ReadableDb, ids: readonly number[]) => {
  const found = all<{ library: string; largest: number }>(
    db,
    'SELECT library, max(size) AS largest FROM file WHERE id IN (SELECT value FROM json_each(?)) GROUP BY library',
    [toJson(ids)],
  );
  return {
    libraries: found.map(({ library }) => library),
    largest: Math.max(0, ...found.map(({ largest }) => largest)),
  };
};

/** The copies of some photos, photo by photo, missing ones left out. */
export const copiesOfPhotos = (db: ReadableDb, photos: readonly number[]): FileRow[] =>
  rows(db, `WHERE photo IN (SELECT value FROM json_each(?)) AND state <> 'missing' ORDER BY photo, file.id`, [
    toJson(photos),
  ]);

/** The tags previously read from a file: the `last` of `interpret`. */
export function lastRaw(db: ReadableDb, file: number): RawTags | undefined {
  const raw = cell<Uint8Array>(db, 'SELECT raw FROM reading WHERE file = ?', [file]);
  return raw && unpack<RawTags>(raw);
}

/** What a file was found to hold when it was last read. */
export interface LastReading {
  readonly readAt: number | null;
  readonly facts: MediaFacts;
  readonly snapshot: Snapshot;
}

/** Undefined for a file that was never read. */
export const lastReading = (db: ReadableDb, file: number): LastReading | undefined => {
  const row = one<{ readAt: number | null; facts: string; snapshot: string }>(
    db,
    'SELECT read_at AS readAt, facts, snapshot FROM reading JOIN file ON file.id = reading.file WHERE reading.file = ?',
    [file],
  );
  return row && { readAt: row.readAt, facts: fromJson(row.facts), snapshot: fromJson(row.snapshot) };
};

/** What a stat tells, in the form it is stored. */
export interface Seen {
  /** As `fingerprintText` gives it. */
  readonly fingerprint: string;
  readonly inode: string;
  readonly size: number;
  /** Milliseconds. */
  readonly mtime: number;
}

export interface FilePlace {
  readonly library: string;
  readonly path: string;
  readonly folder: string;
  readonly name: string;
}

const split = (path: string): { folder: string; name: string } => {
  const cut = path.lastIndexOf('/');
  return { folder: path.slice(0, Math.max(cut, 0)), name: path.slice(cut + 1) };
};
export const placeOf = (library: string, path: string): FilePlace => ({ library, path, ...split(path) });

/** A file met for the first time; its reading follows at once, or its problem does. */
export const insertFile = (db: WritableDb, place: FilePlace, seen: Seen): number =>
  run(
    db,
    `INSERT INTO file (library, path, folder, name, state, fingerprint, inode, size, mtime)
     VALUES (?, ?, ?, ?, 'problem', ?, ?, ?, ?)`,
    [
      place.library,
      place.path,
      place.folder,
      place.name,
      seen.fingerprint,
      seen.inode,
      seen.size,
      seen.mtime,
    ],
  ).id;

export interface Reading extends Seen {
  readonly raw: RawTags;
  readonly facts: MediaFacts;
  readonly snapshot: Snapshot;
  readonly reader: string;
  /** When the reader began. */
  readonly readAt: number;
}

const own = <T>(value: unknown, is: (value: unknown) => value is T): T | null => (is(value) ? value : null);
const isString = (value: unknown): value is string => typeof value === 'string';
const isInteger = (value: unknown): value is number => Number.isInteger(value);

/** Puts what was read in the place of what was known, with keywords and full text. Identity is not decided here. */
export function storeReading(db: WritableDb, file: number, path: string, reading: Reading): void {
  const { rating, label, captureTime, keywords } = reading.snapshot.values;
  run(
    db,
    `UPDATE file SET state = 'ok', fingerprint = ?, inode = ?, size = ?, mtime = ?, rating = ?, label = ?, captured = ?,
       missing_since = NULL, read_at = ?, reader = ? WHERE id = ?`,
    [
      reading.fingerprint,
      reading.inode,
      reading.size,
      reading.mtime,
      own(rating, isInteger),
      own(label, isString),
      own(captureTime, isString),
      reading.readAt,
      reading.reader,
      file,
    ],
  );
  run(
    db,
    `INSERT INTO reading (file, facts, snapshot, raw) VALUES (?, ?, ?, ?)
     ON CONFLICT (file) DO UPDATE SET facts = excluded.facts, snapshot = excluded.snapshot, raw = excluded.raw`,
    [file, toJson(reading.facts), toJson(reading.snapshot), pack(reading.raw)],
  );
  setKeywords(db, file, Array.isArray(keywords) ? keywords.filter(isString) : []);
  indexText(db, file, path, reading.snapshot.values);
}

/** It is there but cannot be read: it keeps what was last read, and takes part in nothing. */
export const markProblem = (
  db: WritableDb,
  file: number,
  seen: Seen & { readonly readAt: number; readonly reader: string },
): void => {
  run(
    db,
    `UPDATE file SET state = 'problem', fingerprint = ?, inode = ?, size = ?, mtime = ?, read_at = ?, reader = ?, missing_since = NULL WHERE id = ?`,
    [seen.fingerprint, seen.inode, seen.size, seen.mtime, seen.readAt, seen.reader, file],
  );
};

/** Not found where it was, while its library and folder were there to be looked at. False: it is elsewhere by now. */
export const markMissing = (db: WritableDb, file: number, path: string, at: number): boolean =>
  run(
    db,
    `UPDATE file SET state = 'missing', missing_since = ? WHERE id = ? AND path = ? AND state <> 'missing'`,
    [at, file, path],
  ).changes > 0;

/** A file that was found under another name keeps its id, photo and bases. */
export const moveFile = (db: WritableDb, file: number, to: FilePlace): void => {
  run(db, `UPDATE file SET path = ?, folder = ?, name = ?, missing_since = NULL WHERE id = ?`, [
    to.path,
    to.folder,
    to.name,
    file,
  ]);
};

/** The same file on a device that has another number now. */
export const setFingerprint = (db: WritableDb, file: number, fingerprint: string): void => {
  run(db, 'UPDATE file SET fingerprint = ? WHERE id = ?', [fingerprint, file]);
};
