import type { LibraryRow } from './db/libraries.ts';
import type { ReadableDb } from './db/sql.ts';
import { checkLibrary, type LibraryCheck } from './files/check.ts';
import { takeFingerprint } from './fingerprint.ts';
import type { Fingerprint } from './types.ts';

/** How planning looks at the disk without opening a file; simulations put one of their own in its place. */
export interface Disk {
  /** Stats a file (absolute path) and its sidecars. Throws the system's error. */
  fingerprint(path: string): Promise<Fingerprint>;
  /** Whether a library is there, and is the one we know. */
  check(db: ReadableDb, library: LibraryRow): Promise<LibraryCheck>;
}

export const realDisk: Disk = {
  fingerprint: (path) => takeFingerprint(path),
  check: checkLibrary,
};
