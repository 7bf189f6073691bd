import { lstat, readdir, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { sampleFiles } from '../db/known-files.ts';
import type { LibraryRow } from '../db/libraries.ts';
import type { ReadableDb } from '../db/sql.ts';
import { deviceOf } from './library-root.ts';
import { readMarker } from './marker.ts';
import { errnoOf } from './problem.ts';

export type LibraryCheck =
  | { readonly online: true; readonly device: string }
  /** `reason`: why, in a sentence; what to do about it is each host's to say. Nothing may be inferred from what the folder holds. */
  | { readonly online: false; readonly reason: string };

const offline = (reason: string): LibraryCheck => ({ online: false, reason });

const rootReason = (path: string, error: unknown): string => {
  const code = errnoOf(error);
  if (code === 'ENOENT' || code === 'ENOTDIR') return `The folder ${path} is not there.`;
  if (code === 'EACCES' || code === 'EPERM')
    return `The folder ${path} may not be read. Check its permissions.`;
  return `The folder ${path} cannot be read: ${error instanceof Error ? error.message : String(error)}`;
};

/** Why the marker does not vouch for the folder; undefined when it does. */
async function markerReason(library: LibraryRow): Promise<string | undefined> {
  const reading = await readMarker(library.path);
  if (reading.state === 'unreadable')
    return `The marker in ${library.path}/.tagbridge cannot be read (${reading.detail}). Nothing is read or written there until it can.`;
  if (reading.state === 'present')
    return reading.marker.id === library.id ? undefined : `Another library lies at ${library.path}.`;
  // A library that may not be written never got one.
  if (library.writes === 'none') return undefined;
  return `The marker of ${library.name} is gone from ${library.path}: the folder was emptied, its drive is not mounted, or a cleaner removed it.`;
}

const sampleSize = 50;

/** Without a marker, some known files must be where they were. */
async function sampleReason(
  db: ReadableDb,
  library: LibraryRow,
  device: string,
): Promise<string | undefined> {
  const sample = sampleFiles(db, library.id, sampleSize);
  if (sample.length === 0) return undefined;
  const looks = await Promise.all(
    sample.map((path) =>
      lstat(join(library.path, path)).then(
        () => true,
        () => false,
      ),
    ),
  );
  const there = looks.filter(Boolean).length;
  const otherDevice = library.device !== null && library.device !== device;
  if (there > 0 && (!otherDevice || there * 2 >= sample.length)) return undefined;
  return `Of the files known in ${library.path}, ${there === 0 ? 'none is' : 'few are'} there: its drive may not be mounted, or another lies there.`;
}

/**
 * Whether a library is there, and is the one we know. Asked before and after everything that would infer something
 * from what is not found: an unplugged, emptied, swapped or unreadable folder is offline, never a deletion.
 */
export async function checkLibrary(db: ReadableDb, library: LibraryRow): Promise<LibraryCheck> {
  try {
    const device = await deviceOf(library.path);
    if ((await realpath(library.path)) !== library.path)
      return offline(`The path ${library.path} leads elsewhere now.`);
    await readdir(library.path);
    const marker = await markerReason(library);
    if (marker !== undefined) return offline(marker);
    const vouched = (await readMarker(library.path)).state === 'present';
    const sample = vouched ? undefined : await sampleReason(db, library, device);
    return sample === undefined ? { online: true, device } : offline(sample);
  } catch (error) {
    return offline(rootReason(library.path, error));
  }
}
