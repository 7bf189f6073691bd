import { TagbridgeError } from '../api/errors.ts';
import type { ScanView } from '../api/views.ts';
import {
  findLibrary,
  forgetReturned,
  hasReturned,
  type LibraryRow,
  listLibraries,
  requireLibrary,
} from './db/libraries.ts';
import { countProblems } from './db/problems.ts';
import { type ScanOptions, type ScanResult, scanLibrary } from './files/scan.ts';
import type { Job } from './jobs.ts';
import { contentHash } from './metadata/bytes.ts';
import type { Services } from './services.ts';
import { recoverLibraries } from './sync/recover.ts';
import { judgedOnLeave, judgedOnReturn, refreshInTurns } from './sync/refresh-conflicts.ts';

/**
 * Scans one library in its turn, and looks at the conflicts of what changed. `told`: an event told of it a moment ago.
 * `returned`: it had been away.
 */
export async function scanOne(
  services: Services,
  library: string,
  { told, ...options }: ScanOptions & { readonly told?: boolean } = {},
): Promise<ScanResult & { readonly returned: boolean }> {
  const { db, reader, clock, hub, locks } = services;
  const wasOffline = findLibrary(db, library)?.state === 'offline';
  const watched = told === true && services.watching(library) === 'events';
  const result = await locks.within([library], async () => {
    await recoverLibraries(services, [library]);
    return scanLibrary({ db, reader, clock, contentHash, watched }, library, options);
  });
  const returned = result.offline === undefined && (wasOffline || hasReturned(db, library));
  // What is away takes part in nothing, in no conflict either. Who was stopped before that was known begins with it.
  const left = result.offline !== undefined && !services.away.has(library) ? judgedOnLeave(db, library) : [];
  const others = returned ? judgedOnReturn(db, library) : left;
  await refreshInTurns(services, [...new Set([...result.photos, ...others])]);
  // Not before: who is stopped in between judges it at the next start.
  if (returned) forgetReturned(db, library);
  if (result.offline === undefined) services.away.delete(library);
  else services.away.add(library);
  hub.emit({ kind: 'libraries' });
  if (result.photos.length > 0) hub.emit({ kind: 'problems', total: countProblems(db) });
  return { ...result, returned };
}

type Scanned = ScanView['libraries'][number];

const viewOf = (library: LibraryRow, result: ScanResult): Scanned => {
  const { files, added, changed, removed, problemCount, seconds, offline } = result;
  const base = { name: library.name, files, added, changed, removed, problemCount, seconds };
  return offline === undefined ? base : { ...base, offline };
};

async function scanAll(
  services: Services,
  libraries: readonly LibraryRow[],
  job: Job,
  options: (library: LibraryRow) => ScanOptions,
): Promise<ScanView> {
  const scanned: Scanned[] = [];
  let before = 0;
  for (const library of libraries) {
    let done = 0;
    const result = await scanOne(services, library.id, {
      ...options(library),
      signal: job.signal,
      onProgress(progress) {
        done = progress.done;
        const total = libraries.length === 1 ? progress.total : null;
        job.progress(before + done, total, `${library.name}/${progress.folder}`);
      },
    });
    before += done;
    if (result.cancelled)
      throw new TagbridgeError('CANCELLED', 'The scan was cancelled. What was read by then is kept.', {
        hint: 'Scan again to find the rest.',
      });
    scanned.push(viewOf(library, result));
  }
  return { libraries: scanned };
}

/** Brings the index up to date with the libraries named, or all. */
export function scanLibraries(
  services: Services,
  input: { readonly libraries?: readonly string[] | undefined; readonly job?: string | undefined },
): Promise<ScanView> {
  const { db, jobs } = services;
  const libraries = input.libraries?.map((ref) => requireLibrary(db, ref)) ?? listLibraries(db);
  const title = libraries.length === 1 ? `Scan ${libraries[0]!.name}` : `Scan ${libraries.length} libraries`;
  return jobs.run({ id: input.job, kind: 'scan', title }, (job) =>
    scanAll(services, libraries, job, () => ({})),
  );
}

/** Tries files again that had a problem; `retries` by library id, relative paths. */
export function retryFiles(
  services: Services,
  retries: ReadonlyMap<string, ReadonlySet<string>>,
): Promise<ScanView> {
  const libraries = [...retries.keys()].map((id) => requireLibrary(services.db, id));
  return services.jobs.run({ kind: 'scan', title: 'Try problems again' }, (job) =>
    scanAll(services, libraries, job, (library) => ({
      retry: retries.get(library.id) ?? new Set(),
      folders: [
        ...new Set(
          [...(retries.get(library.id) ?? [])].map((path) =>
            path.slice(0, Math.max(path.lastIndexOf('/'), 0)),
          ),
        ),
      ],
    })),
  );
}
