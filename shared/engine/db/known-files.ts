import type { FileState } from './files.ts';
import { all, cell, column, type ReadableDb } from './sql.ts';

/** What a scan compares with what it finds. */
export interface KnownFile {
  readonly id: number;
  readonly name: string;
  readonly path: string;
  readonly folder: string;
  readonly state: FileState;
  /** Text as stored: equal text, equal fingerprint. */
  readonly fingerprint: string;
  readonly readAt: number | null;
  readonly reader: string | null;
  readonly photo: number | null;
}

const known = `SELECT id, name, path, folder, state, fingerprint, read_at AS readAt, reader, photo FROM file`;

export const knownInFolder = (db: ReadableDb, library: string, folder: string): KnownFile[] =>
  all<KnownFile>(db, `${known} WHERE library = ? AND folder = ?`, [library, folder]);

/** Folders in which the index knows files that are not missing. */
export const knownFolders = (db: ReadableDb, library: string): string[] =>
  column<string>(db, `SELECT DISTINCT folder FROM file WHERE library = ? AND state <> 'missing'`, [library]);

export const countFiles = (db: ReadableDb, library: string): number =>
  cell<number>(db, `SELECT count(*) FROM file WHERE library = ? AND state <> 'missing'`, [library]) ?? 0;

/**
 * Files of a library that a newly found one may have been before: the same inode with the same size and time (a
 * rename keeps them), or the same picture. Whether they are gone from their place is for the caller to see.
 */
export const formerSelves = (
  db: ReadableDb,
  library: string,
  found: {
    readonly identity: string | null;
    readonly inode: string;
    readonly size: number;
    readonly mtime: number;
  },
): KnownFile[] =>
  all<KnownFile>(
    db,
    `${known} WHERE library = :library AND inode = :inode AND size = :size AND mtime = :mtime
     UNION ${known} WHERE library = :library AND identity = :identity LIMIT 100`,
    { library, inode: found.inode, size: found.size, mtime: found.mtime, identity: found.identity },
  );

/** Some present files, spread over the library: a sample that tells whether it is still the same folder. */
export const sampleFiles = (db: ReadableDb, library: string, count: number): string[] =>
  column<string>(
    db,
    `SELECT path FROM file WHERE library = ? AND state <> 'missing' ORDER BY id * 2654435761 % 4294967296 LIMIT ?`,
    [library, count],
  );
