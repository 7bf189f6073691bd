import { markMissing } from '../db/files.ts';
import { type KnownFile, knownFolders, knownInFolder } from '../db/known-files.ts';
import { clearProblem, scanProblems } from '../db/problems.ts';
import { transaction } from '../db/sql.ts';
import { refreshPhotos } from '../photo-summary.ts';
import type { Fingerprint } from '../types.ts';
import { deviceNumber, isBelow, parentOf, type Scan } from './scan-state.ts';

/** Whether this scan saw that a folder it did not list is not there: the nearest one above it that it listed says so. */
function isSeenGone({ listed, gone }: Scan, folder: string): boolean {
  for (let at = folder; ; at = parentOf(at)) {
    if (gone.has(at)) return true;
    if (at === '') return false;
    const above = listed.get(parentOf(at));
    if (above) return !above.has(at);
  }
}

/** Adds the files of folders that are not there any more and not below one that could not be listed. */
function addFolders(scan: Scan): void {
  const { deps, library, options, listed, failed } = scan;
  for (const folder of knownFolders(deps.db, library.id)) {
    if (listed.has(folder) || isBelow(folder, failed)) continue;
    if (options.folders && !isSeenGone(scan, folder)) continue;
    const files = knownInFolder(deps.db, library.id, folder);
    scan.absent.push(...files.filter((file) => file.state !== 'missing'));
  }
}

const deviceIn = (file: KnownFile): string => (JSON.parse(file.fingerprint) as Fingerprint).media.dev;

/**
 * What was not found is missing, if the library is still there and the file lay on its own volume: one on a volume
 * mounted inside the library is not gone because that volume is. Returns how many.
 */
export function inferMissing(scan: Scan): number {
  const { deps, library } = scan;
  addFolders(scan);
  const own = new Set([deviceNumber(library.device), deviceNumber(scan.device)]);
  const now = Math.floor(deps.clock());
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

/** Forgets problems of places that this scan looked at and found nothing wrong with any more. */
export function clearSolved(scan: Scan): void {
  const { deps, library, options, tally, listed, failed } = scan;
  const isLookedAt = (path: string) =>
    !options.folders || listed.has(path) || listed.has(parentOf(path)) || isSeenGone(scan, parentOf(path));
  transaction(deps.db, () => {
    for (const { path, unread } of scanProblems(deps.db, library.id))
      if (!unread && !tally.problems.has(path) && !isBelow(path, failed) && isLookedAt(path))
        clearProblem(deps.db, library.id, path, 'scan');
  });
}
