import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { placeOf, setFingerprint } from '../db/files.ts';
import { type KnownFile, knownInFolder } from '../db/known-files.ts';
import { transaction } from '../db/sql.ts';
import { placeholderProblem } from '../placeholder.ts';
import type { Fingerprint } from '../types.ts';
import { type Changed, type CompareOptions, type Comparison, compare } from './compare.ts';
import { fingerprintText } from './fingerprint.ts';
import { errnoOf } from './problem.ts';
import type { FileReader } from './scan-files.ts';
import { deviceNumber, report, type Scan, under } from './scan-state.ts';
import type { Listing } from './walk.ts';

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

/** Whether a folder is not there, by the word of the nearest folder above it that is. */
async function isGone(root: string, folder: string): Promise<boolean> {
  for (let at = folder; at !== ''; ) {
    const { folder: above, name } = placeOf('', at);
    const names = await readdir(join(root, above)).catch((error: unknown) => error);
    if (Array.isArray(names)) return !names.includes(name);
    if (errnoOf(names) !== 'ENOENT') return false;
    at = above;
  }
  return false;
}

/** A folder that could not be listed: nothing is inferred of what the index knows in it and below it. */
export async function skipFolder(scan: Scan, { folder, error }: Listing): Promise<void> {
  await scan.check();
  // A folder that the one above it does not name any more was deleted: that is an answer, not a failure.
  if (error!.code === 'vanished' && (await isGone(scan.library.path, folder))) {
    scan.gone.add(folder);
    return;
  }
  scan.failed.add(folder);
  report(scan, folder === '' ? '.' : folder, error!);
}

const compareOptions = (scan: Scan, folder: string, known: CompareOptions['known']): CompareOptions => ({
  folder: join(scan.library.path, folder),
  known,
  devices: { before: deviceNumber(scan.library.device), now: deviceNumber(scan.device)! },
  retry: (file) =>
    scan.options.retry?.has(file.path) === true ||
    file.reader !== scan.deps.reader.id ||
    passing.has(scan.known.get(file.path) ?? ''),
});

const formerly = ({ known }: Changed): Fingerprint | undefined =>
  known && (JSON.parse(known.fingerprint) as Fingerprint);

async function take(scan: Scan, folder: string, found: Comparison, reader: FileReader): Promise<void> {
  if (found.problems.length > 0) await scan.check();
  for (const { name, problem } of found.problems) report(scan, under(folder, name), problem);
  if (found.renumbered.length > 0)
    transaction(scan.deps.db, () => {
      for (const { id, fingerprint } of found.renumbered)
        setFingerprint(scan.deps.db, id, fingerprintText(fingerprint));
    });
  scan.step(folder, found.unchanged + found.renumbered.length);
  for (const changed of found.changed) {
    const path = under(folder, changed.name);
    const wait = scan.options.settling?.wait(path, changed.fingerprint, formerly(changed)) ?? 0;
    if (wait > 0) scan.unsettled.set(folder, Math.max(wait, scan.unsettled.get(folder) ?? 0));
    else await reader.add({ ...changed, place: placeOf(scan.library.id, path) });
  }
}

/** Compares a folder with the index, window by window, and hands what changed to the reader. */
export async function scanFolder(scan: Scan, listing: Listing, reader: FileReader): Promise<void> {
  const { folder, media } = listing;
  // What each folder held matters only where not all of them are visited.
  scan.listed.set(folder, new Set(scan.options.folders ? listing.folders : []));
  for (const { name, problem } of listing.refused) report(scan, under(folder, name), problem);
  for (const name of listing.away) report(scan, under(folder, name), placeholderProblem);
  const rows = knownInFolder(scan.deps.db, scan.library.id, folder);
  const known = new Map<string, KnownFile>(rows.map((file) => [file.name, file]));
  const options = compareOptions(scan, folder, known);
  for (let at = 0; at < media.length; at += windowSize) {
    scan.options.signal?.throwIfAborted();
    await take(scan, folder, await compare(listing, media.slice(at, at + windowSize), options), reader);
  }
  const present = new Set([...media, ...listing.away]);
  scan.absent.push(...rows.filter((file) => file.state !== 'missing' && !present.has(file.name)));
}
