import { join } from 'node:path';
import { isMarked } from '../../core/interpret.ts';
import type { RawTags } from '../../core/raw-tags.ts';
import type { FieldName } from '../../core/registry.ts';
import type { Snapshot } from '../../core/snapshot.ts';
import { type FileRow, reachOf } from '../db/files.ts';
import { findLibrary, type LibraryRow, requireLibrary, setLibrary } from '../db/libraries.ts';
import { transaction } from '../db/sql.ts';
import { fingerprintText, isRacy, seenOf } from '../files/fingerprint.ts';
import { errnoOf, statProblem } from '../files/problem.ts';
import { takeProblem, takeReading } from '../intake.ts';
import { throwIfCancelled } from '../jobs.ts';
import type { WriteJob, WriteResult } from '../metadata/ports.ts';
import { refreshPhotos } from '../photo-summary.ts';
import type { Services } from '../services.ts';
import type { Fingerprint, MediaFile, ReadResult } from '../types.ts';
import { judgedOnLeave, refreshInTurns } from './refresh-conflicts.ts';

export const mediaFileOf = (library: LibraryRow, file: Pick<FileRow, 'path'>): MediaFile => ({
  root: library.path,
  path: file.path,
  writes: library.writes,
  sidecar: library.sidecar,
  keepMtime: library.keepMtime,
  iptc: library.iptc,
});

/** Where the bytes of an earlier write came back, what was kept of the file from then; null: nothing was. */
export type Before = RawTags | null | undefined;

/** What the new reading of a written file builds on. */
interface WrittenOver {
  readonly before: Before;
  /** What was last read of the file. */
  readonly last: RawTags | undefined;
  /** The fields that the write decided. */
  readonly wrote: readonly FieldName[];
}

/**
 * Puts what a write read back into the index, inside the caller's transaction. The writer proved the picture equal,
 * so what is known of it stays.
 */
export function storeWritten(
  { db, reader, clock }: Services,
  file: FileRow,
  result: Pick<Extract<WriteResult, { ok: true }>, 'raw' | 'facts' | 'fingerprint'>,
  { before, last, wrote }: WrittenOver,
): Snapshot {
  const by = { reader: reader.id, readAt: clock(), hashed: false, watched: true };
  const { snapshot, photos } = takeReading(db, file, result, {
    ...by,
    ...(before === undefined ? { wrote, last: last ?? null } : { last: before }),
  });
  refreshPhotos(db, photos);
  return snapshot;
}

/**
 * What a file with this fingerprint holds, as far as the index knows it for certain: read from just these bytes, by
 * the reader in use. The marks are no part of that.
 */
export function knownOf(
  { reader }: Services,
  file: FileRow,
  last: RawTags | undefined,
  fingerprint: Fingerprint,
): WriteJob['known'] {
  if (file.state !== 'ok' || file.readAt === null || file.facts === null || last === undefined)
    return undefined;
  const isOf = fingerprintText(file.fingerprint) === fingerprintText(fingerprint);
  if (!isOf || file.reader !== reader.id || isRacy(fingerprint, file.readAt)) return undefined;
  const stores = last.stores.map(({ store, tags, warnings }) => ({ store, tags, warnings }));
  return { raw: { stores }, facts: file.facts };
}

/** What of a file's last reading an undo needs beside its bytes. */
export const markedLast = (last: RawTags | undefined): RawTags | undefined =>
  last && isMarked(last) ? last : undefined;

/** Asks whether libraries are there, and remembers the answer. Nothing is inferred from one that is not. */
export async function checkLibraries(services: Services, ids: Iterable<string>): Promise<void> {
  const { db, hub, disk } = services;
  for (const id of new Set(ids)) {
    const library = findLibrary(db, id);
    if (!library) continue;
    const check = await disk.check(db, library);
    const state = check.online ? (library.state === 'scanning' ? 'scanning' : 'online') : 'offline';
    const stateReason = check.online ? null : check.reason;
    if (state === library.state && stateReason === library.stateReason) continue;
    setLibrary(db, id, { state, stateReason });
    hub.emit({ kind: 'libraries' });
    // What is away takes part in nothing, in no conflict either; what was to be written there waits for it.
    if (!check.online) await refreshInTurns(services, judgedOnLeave(db, id));
    if (library.state !== 'offline' || !check.online) continue;
    // Its watch has not noticed yet: what waits for the drive, and what was changed on it, is found by a scan.
    services.librariesChanged();
  }
}

/** As `checkLibraries`, for the libraries of some files. */
export const lookAtLibraries = (services: Services, files: readonly number[]): Promise<void> =>
  checkLibraries(services, reachOf(services.db, files).libraries);

type Look = { readonly file: FileRow; readonly result: ReadResult; readonly readAt: number };

const vanished = (message: string): ReadResult => ({ ok: false, problem: { code: 'vanished', message } });

/** Reads a file anew if it is not what the index knows; undefined where it is. */
async function lookAt(services: Services, library: LibraryRow, file: FileRow): Promise<Look | undefined> {
  const readAt = services.clock();
  let seen: Fingerprint;
  try {
    seen = await services.disk.fingerprint(join(library.path, file.path));
  } catch (error) {
    const gone = errnoOf(error) === 'ENOENT' || errnoOf(error) === 'ENOTDIR';
    const result: ReadResult = gone
      ? vanished('The file is not there any more. It takes part in nothing until the next scan finds out.')
      : { ok: false, problem: statProblem(error) };
    return { file, result, readAt };
  }
  const same = fingerprintText(seen) === fingerprintText(file.fingerprint);
  if (same && file.readAt !== null && !isRacy(seen, file.readAt)) return undefined;
  return { file, result: await services.reader.read(mediaFileOf(library, file), { hash: true }), readAt };
}

function take(services: Services, { file, result, readAt }: Look): number[] {
  const { db, reader } = services;
  const by = { reader: reader.id, readAt };
  if (result.ok) return takeReading(db, file, result, { ...by, hashed: true }).photos;
  if (result.problem.code === 'cancelled') return [];
  return takeProblem(db, file, result.problem, seenOf(result.fingerprint ?? file.fingerprint), by);
}

/** Trouble may be the library's: a file is blamed only while its library is there. */
async function believed(services: Services, looks: readonly Look[]): Promise<Look[]> {
  const troubled = looks.filter((look) => !look.result.ok).map((look) => look.file.library);
  await checkLibraries(services, troubled);
  const isOffline = (library: string) => findLibrary(services.db, library)?.state === 'offline';
  return looks.filter((look) => look.result.ok || !isOffline(look.file.library));
}

/**
 * Looks again at files that a plan is about to decide with: those that changed since the index read them are read
 * anew. Files of libraries that are offline are left as they are. Returns photos that changed.
 */
export async function lookAgain(
  services: Services,
  files: readonly FileRow[],
  signal?: AbortSignal,
): Promise<number[]> {
  const { db } = services;
  const libraries = new Map(
    [...new Set(files.map((file) => file.library))].map((id) => [id, requireLibrary(db, id)]),
  );
  throwIfCancelled(signal);
  const looks = await Promise.all(
    files
      .filter((file) => libraries.get(file.library)!.state !== 'offline')
      .map((file) => lookAt(services, libraries.get(file.library)!, file)),
  );
  const fresh = await believed(
    services,
    looks.filter((look) => look !== undefined),
  );
  if (fresh.length === 0) return [];
  return transaction(db, () => {
    const photos = new Set(fresh.flatMap((look) => take(services, look)));
    refreshPhotos(db, photos);
    return [...photos];
  });
}
