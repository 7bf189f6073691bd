import { TagbridgeError } from '../../api/errors.ts';
import { countFiles, knownFolders } from '../db/known-files.ts';
import { type LibraryRow, requireLibrary, setLibrary } from '../db/libraries.ts';
import { scanProblems } from '../db/problems.ts';
import { checkLibrary } from './check.ts';
import { excludeBy } from './exclude.ts';
import { fileReader, type ScanDeps, type Tally } from './scan-files.ts';
import { scanFolder, skipFolder } from './scan-folder.ts';
import { clearSolved, inferMissing } from './scan-missing.ts';
import { Gone, parentOf, type Scan, type ScanOptions } from './scan-state.ts';
import { walk } from './walk.ts';

export type { ScanDeps } from './scan-files.ts';
export type { ScanOptions, ScanProgress } from './scan-state.ts';

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
  /** Folders with files that are still being written, and how long to wait for each, ms. */
  readonly unsettled: ReadonlyMap<string, number>;
  /** Photos whose files changed: their conflicts are to be looked at anew. */
  readonly photos: readonly number[];
}

/** Folders in which the index knows something, and all above them. */
function familiarFolders(scan: Scan): Set<string> {
  const found = new Set(['']);
  for (const folder of knownFolders(scan.deps.db, scan.library.id))
    for (let at = folder; !found.has(at); at = parentOf(at)) found.add(at);
  return found;
}

async function visit(scan: Scan): Promise<void> {
  const { deps, library, options, tally, check } = scan;
  const { signal, folders } = options;
  const reader = fileReader(deps, library, tally, { check, signal, onRead: () => scan.step('', 1) });
  const familiar = folders && familiarFolders(scan);
  const into = familiar && ((folder: string) => !familiar.has(folder));
  try {
    for await (const listing of walk(library.path, excludeBy(library.exclude), {
      from: folders,
      into,
      signal,
    }))
      await (listing.error ? skipFolder(scan, listing) : scanFolder(scan, listing, reader));
  } finally {
    await reader.finish();
  }
  signal?.throwIfAborted();
}

/** Visits, and infers what is missing only from a library that was there all the time. */
async function pass(scan: Scan): Promise<number> {
  await visit(scan);
  await scan.check();
  const removed = inferMissing(scan);
  clearSolved(scan);
  return removed;
}

function begin(deps: ScanDeps, library: LibraryRow, options: ScanOptions, device: string): Scan {
  const total = countFiles(deps.db, library.id);
  const tally: Tally = { added: 0, changed: 0, photos: new Set(), problems: new Set() };
  let done = 0;
  return {
    deps,
    library,
    options,
    tally,
    device,
    known: new Map(scanProblems(deps.db, library.id).map(({ path, code }) => [path, code])),
    absent: [],
    listed: new Map(),
    failed: new Set(),
    gone: new Set(),
    unsettled: new Map(),
    async check() {
      const now = await checkLibrary(deps.db, library);
      if (!now.online) throw new Gone(now.reason);
    },
    step(folder, files) {
      done += files;
      const known = total > 0 && !options.folders;
      options.onProgress?.({ done, total: known ? Math.max(total, done) : null, folder });
    },
  };
}

type Outcome = Pick<ScanResult, 'added' | 'changed' | 'removed' | 'cancelled' | 'photos' | 'unsettled'> & {
  readonly offline?: string;
};

const isAbort = (error: unknown, signal: AbortSignal | undefined): boolean =>
  signal?.aborted === true &&
  (error === signal.reason || (error instanceof Error && error.name === 'AbortError'));

const failed = (library: LibraryRow, error: unknown): unknown =>
  error instanceof TagbridgeError
    ? error
    : new TagbridgeError('FAILED', `Scanning ${library.name} failed.`, {
        hint: 'Scan again; what was read is kept.',
        detail: error instanceof Error ? (error.stack ?? error.message) : String(error),
      });

async function scanOnline(scan: Scan): Promise<Outcome> {
  const { deps, library, options, tally, device } = scan;
  const outcome = (rest: { removed?: number; cancelled?: boolean; offline?: string }): Outcome => ({
    added: tally.added,
    changed: tally.changed,
    removed: 0,
    cancelled: false,
    photos: [...tally.photos],
    unsettled: scan.unsettled,
    ...rest,
  });
  try {
    const removed = await pass(scan);
    const scannedAt = options.folders ? {} : { scannedAt: Math.floor(deps.clock()) };
    setLibrary(deps.db, library.id, { device, ...scannedAt });
    return outcome({ removed });
  } catch (error) {
    if (error instanceof Gone) return outcome({ offline: error.message });
    if (isAbort(error, options.signal)) return outcome({ cancelled: true });
    throw failed(library, error);
  }
}

/**
 * Brings the index up to date with a library's folder: looks at every file, reads those that changed, and takes as
 * missing what is gone while the library was there to be looked at. One at a time per library (by id or name).
 */
export async function scanLibrary(
  deps: ScanDeps,
  id: string,
  options: ScanOptions = {},
): Promise<ScanResult> {
  const { db } = deps;
  const started = performance.now();
  const library = requireLibrary(db, id);
  const check = await checkLibrary(db, library);
  let outcome: Outcome = {
    added: 0,
    changed: 0,
    removed: 0,
    cancelled: false,
    photos: [],
    unsettled: new Map(),
  };
  if (check.online) {
    setLibrary(db, library.id, { state: 'scanning', stateReason: null });
    try {
      outcome = await scanOnline(begin(deps, library, options, check.device));
    } finally {
      setLibrary(db, library.id, { state: 'online', stateReason: null });
    }
  } else outcome = { ...outcome, offline: check.reason };
  if (outcome.offline !== undefined)
    setLibrary(db, library.id, { state: 'offline', stateReason: outcome.offline });
  return {
    ...outcome,
    files: countFiles(db, library.id),
    problemCount: scanProblems(db, library.id).filter((problem) => !problem.ignored).length,
    seconds: (performance.now() - started) / 1000,
  };
}
