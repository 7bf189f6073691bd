import { readdir } from 'node:fs/promises';
import { TagbridgeError } from '../../api/errors.ts';
import type { Problem } from '../../core/problem.ts';
import {
  countFiles,
  type KnownFile,
  knownFolders,
  knownInFolder,
  markMissing,
  placeOf,
  setFingerprint,
} from '../db/files.ts';
import { type LibraryRow, requireLibrary, setLibrary } from '../db/libraries.ts';
import { clearProblem, recordProblem, scanProblems } from '../db/problems.ts';
import { transaction } from '../db/sql.ts';
import { refreshPhotos } from '../photo-summary.ts';
import { checkLibrary } from './check.ts';
import { compare, folderPath } from './compare.ts';
import { excludeBy } from './exclude.ts';
import { fingerprintText } from './fingerprint.ts';
import { errnoOf } from './problem.ts';
import { fileReader, type ScanDeps, type Tally } from './scan-files.ts';
import { type Listing, walk } from './walk.ts';

export type { ScanDeps } from './scan-files.ts';

export interface ScanProgress {
  /** Files looked at, and read where they had changed. */
  readonly done: number;
  /** Null until it is known: a first scan finds out as it goes. */
  readonly total: number | null;
  /** The folder being looked at. */
  readonly folder: string;
}

export interface ScanOptions {
  /** Ends the scan; what is in the index by then stays. */
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: ScanProgress) => void) | undefined;
  /** Only these folders (relative) and all below them: those that a watcher named. */
  readonly folders?: readonly string[] | undefined;
  /** Files that are tried again though they did not change (relative paths). */
  readonly retry?: ReadonlySet<string> | undefined;
}

export interface ScanResult {
  /** Files of the library that are there. */
  readonly files: number;
  readonly added: number;
  readonly changed: number;
  readonly removed: number;
  readonly problemCount: number;
  readonly seconds: number;
  /** Why the library could not be scanned, or not to the end; nothing was inferred from what was not found. */
  readonly offline?: string;
  readonly cancelled: boolean;
  /** Photos whose files changed: their conflicts are to be looked at anew. */
  readonly photos: readonly number[];
}

class Gone extends Error {}

/** Files statted together: a window bounds memory in folders of any size. */
const windowSize = 500;

/** Trouble that may pass without the file changing. */
const passing: ReadonlySet<string> = new Set([
  'readerFailed',
  'ioError',
  'locked',
  'noPermission',
  'vanished',
  'unstable',
  'offline',
  'cancelled',
]);

interface Scan {
  readonly deps: ScanDeps;
  readonly library: LibraryRow;
  readonly options: ScanOptions;
  readonly tally: Tally;
  readonly device: string;
  /** Files the index knows that were not in their folder, which was listed without error. */
  readonly absent: KnownFile[];
  readonly listed: Set<string>;
  readonly failed: Set<string>;
  readonly check: () => Promise<void>;
  readonly step: (folder: string, files: number) => void;
}

const under = (folder: string, name: string) => (folder === '' ? name : `${folder}/${name}`);
const deviceNumber = (device: string | null): string | undefined => device?.split(':')[0];

function report(scan: Scan, path: string, problem: Problem): void {
  const { deps, library, tally } = scan;
  recordProblem(deps.db, { library: library.id, path, during: 'scan' }, problem, deps.clock());
  tally.problems.add(path);
}

/** Whether a folder is not there, by the word of the nearest folder above it that is. */
async function isGone(root: string, folder: string): Promise<boolean> {
  for (let at = folder; at !== ''; ) {
    const { folder: above, name } = placeOf('', at);
    const names = await readdir(folderPath(root, above)).catch((error: unknown) => error);
    if (Array.isArray(names)) return !names.includes(name);
    if (errnoOf(names) !== 'ENOENT') return false;
    at = above;
  }
  return false;
}

/** A folder that could not be listed: nothing is inferred of what the index knows in it and below it. */
async function skipFolder(scan: Scan, { folder, error }: Listing): Promise<void> {
  await scan.check();
  // A folder that the one above it does not name any more was deleted: that is an answer, not a failure.
  if (error!.code === 'vanished' && (await isGone(scan.library.path, folder))) return;
  scan.failed.add(folder);
  report(scan, folder === '' ? '.' : folder, error!);
}

async function scanFolder(
  scan: Scan,
  listing: Listing,
  problemCodes: ReadonlyMap<string, string>,
  reader: ReturnType<typeof fileReader>,
) {
  const { deps, library, options } = scan;
  const { folder } = listing;
  scan.listed.add(folder);
  const known = new Map(knownInFolder(deps.db, library.id, folder).map((file) => [file.name, file]));
  const compareOptions = {
    folder: folderPath(library.path, folder),
    known,
    devices: { before: deviceNumber(library.device), now: deviceNumber(scan.device)! },
    retry: (file: KnownFile) =>
      options.retry?.has(file.path) === true ||
      file.reader !== deps.reader.id ||
      passing.has(problemCodes.get(file.path) ?? ''),
  };
  for (const { name, problem } of listing.refused) report(scan, under(folder, name), problem);
  for (let at = 0; at < listing.media.length; at += windowSize) {
    options.signal?.throwIfAborted();
    const names = listing.media.slice(at, at + windowSize);
    const found = await compare(listing, names, compareOptions);
    if (found.problems.length > 0) await scan.check();
    for (const { name, problem } of found.problems) report(scan, under(folder, name), problem);
    if (found.renumbered.length > 0)
      transaction(deps.db, () => {
        for (const { id, fingerprint } of found.renumbered)
          setFingerprint(deps.db, id, fingerprintText(fingerprint));
      });
    scan.step(folder, names.length - found.changed.length);
    for (const changed of found.changed)
      await reader.add({ ...changed, place: placeOf(library.id, under(folder, changed.name)) });
  }
  const present = new Set(listing.media);
  for (const file of known.values())
    if (file.state !== 'missing' && !present.has(file.name)) scan.absent.push(file);
}

const isBelow = (path: string, folders: ReadonlySet<string>): boolean => {
  for (let at = path; ; at = at.slice(0, Math.max(at.lastIndexOf('/'), 0))) {
    if (folders.has(at)) return true;
    if (at === '') return false;
  }
};

/** Files of folders that are not there any more, none of which lies below a folder that could not be listed. */
function addVanishedFolders(scan: Scan): void {
  const { deps, library, options } = scan;
  const scope = options.folders && new Set(options.folders);
  for (const folder of knownFolders(deps.db, library.id)) {
    if (scan.listed.has(folder) || isBelow(folder, scan.failed)) continue;
    if (scope && !isBelow(folder, scope)) continue;
    const files = knownInFolder(deps.db, library.id, folder).filter((file) => file.state !== 'missing');
    scan.absent.push(...files);
  }
}

const deviceIn = (file: KnownFile) => (JSON.parse(file.fingerprint) as { media: { dev: string } }).media.dev;

/**
 * What was not found is missing, if the library is still there and the file lay on its own volume: one on a volume
 * mounted inside the library is not gone because that volume is.
 */
function inferMissing(scan: Scan): number {
  const { deps, library } = scan;
  addVanishedFolders(scan);
  const own = new Set([deviceNumber(library.device), deviceNumber(scan.device)]);
  const now = deps.clock();
  return transaction(deps.db, () => {
    let removed = 0;
    const touched = new Set<number>();
    for (const file of scan.absent) {
      // It may have been found under another name meanwhile.
      if (!own.has(deviceIn(file)) || !markMissing(deps.db, file.id, file.path, now)) continue;
      removed += 1;
      clearProblem(deps.db, library.id, file.path, 'scan');
      if (file.photo !== null) touched.add(file.photo);
    }
    refreshPhotos(deps.db, touched);
    for (const photo of touched) scan.tally.photos.add(photo);
    return removed;
  });
}

/** Problems of places that this scan looked at and found nothing wrong with any more. */
function clearSolved(scan: Scan): void {
  const { deps, library, options, tally } = scan;
  const scope = options.folders && new Set(options.folders);
  transaction(deps.db, () => {
    for (const { path, unread } of scanProblems(deps.db, library.id)) {
      if (unread || tally.problems.has(path) || isBelow(path, scan.failed)) continue;
      if (scope && !isBelow(path, scope)) continue;
      clearProblem(deps.db, library.id, path, 'scan');
    }
  });
}

const isAbort = (error: unknown, signal: AbortSignal | undefined): boolean =>
  signal?.aborted === true &&
  (error === signal.reason || (error instanceof Error && error.name === 'AbortError'));

async function pass(scan: Scan): Promise<number> {
  const { deps, library, options } = scan;
  const codes = new Map(scanProblems(deps.db, library.id).map(({ path, code }) => [path, code]));
  const reader = fileReader(deps, library, scan.tally, {
    check: scan.check,
    signal: options.signal,
    onRead: () => scan.step('', 1),
  });
  const exclude = excludeBy(library.exclude);
  const from = options.folders ? { from: options.folders } : {};
  try {
    for await (const listing of walk(library.path, exclude, { ...from, signal: options.signal }))
      await (listing.error ? skipFolder(scan, listing) : scanFolder(scan, listing, codes, reader));
  } finally {
    await reader.finish();
  }
  options.signal?.throwIfAborted();
  await scan.check();
  const removed = inferMissing(scan);
  clearSolved(scan);
  return removed;
}

/**
 * Brings the index up to date with a library's folder: looks at every file, reads those that changed, and takes as
 * missing what is gone while the library was there to be looked at. One at a time per library.
 */
export async function scanLibrary(
  deps: ScanDeps,
  id: string,
  options: ScanOptions = {},
): Promise<ScanResult> {
  const { db, clock } = deps;
  const started = performance.now();
  const library = requireLibrary(db, id);
  const tally: Tally = { added: 0, changed: 0, photos: new Set(), problems: new Set() };
  let removed = 0;
  let offline: string | undefined;
  let cancelled = false;
  const first = await checkLibrary(db, library);
  if (!first.online) offline = first.reason;
  else {
    setLibrary(db, library.id, { state: 'scanning', stateReason: null });
    try {
      removed = await pass(scanOf(deps, library, options, tally, first.device));
      setLibrary(db, library.id, {
        device: first.device,
        ...(options.folders ? {} : { scannedAt: clock() }),
      });
    } catch (error) {
      if (error instanceof Gone) offline = error.message;
      else if (isAbort(error, options.signal)) cancelled = true;
      else throw asScanError(library, error);
    } finally {
      setLibrary(db, library.id, { state: 'online', stateReason: null });
    }
  }
  if (offline !== undefined) setLibrary(db, library.id, { state: 'offline', stateReason: offline });
  return {
    files: countFiles(db, library.id),
    added: tally.added,
    changed: tally.changed,
    removed,
    problemCount: scanProblems(db, library.id).length,
    seconds: (performance.now() - started) / 1000,
    ...(offline === undefined ? {} : { offline }),
    cancelled,
    photos: [...tally.photos],
  };
}

const asScanError = (library: LibraryRow, error: unknown): unknown =>
  error instanceof TagbridgeError
    ? error
    : new TagbridgeError('FAILED', `Scanning ${library.name} failed.`, {
        hint: 'Scan again; what was read is kept.',
        detail: error instanceof Error ? (error.stack ?? error.message) : String(error),
      });

function scanOf(
  deps: ScanDeps,
  library: LibraryRow,
  options: ScanOptions,
  tally: Tally,
  device: string,
): Scan {
  const known = countFiles(deps.db, library.id);
  let done = 0;
  return {
    deps,
    library,
    options,
    tally,
    device,
    absent: [],
    listed: new Set(),
    failed: new Set(),
    async check() {
      const now = await checkLibrary(deps.db, library);
      if (!now.online) throw new Gone(now.reason);
    },
    step(folder, files) {
      done += files;
      options.onProgress?.({
        done,
        total: known === 0 || options.folders ? null : Math.max(known, done),
        folder,
      });
    },
  };
}
