import { readdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { SidecarNaming } from '../core/library.ts';
import {
  type FolderNames,
  type FoundSidecars,
  findSidecars,
  folderNames,
  mayTakeShortName,
} from './sidecars.ts';
import { sameStat, statFile } from './stat.ts';
import type { Fingerprint } from './types.ts';

interface Listing {
  readonly mtimeNs: string;
  readonly at: number;
  readonly names: Promise<FolderNames>;
}

/** Folder listings are kept this long while the folder's own time stands still: a scan asks once per file. */
const listingMs = 1000;
const listings = new Map<string, Listing>();

/** The names in a folder. Throws the system's error. */
async function namesIn(folder: string, fresh: boolean): Promise<FolderNames> {
  const { mtimeNs } = await statFile(folder);
  const known = listings.get(folder);
  const now = performance.now();
  if (!fresh && known?.mtimeNs === mtimeNs && now - known.at < listingMs) return known.names;
  const names = readdir(folder).then(folderNames);
  listings.delete(folder);
  listings.set(folder, { mtimeNs, at: now, names });
  if (listings.size > 16) listings.delete(listings.keys().next().value!);
  names.catch(() => listings.delete(folder));
  return names;
}

/** The sidecars of the file at `path` (absolute). */
export async function sidecarsOf(path: string, fresh = false): Promise<FoundSidecars> {
  const folder = dirname(path);
  return findSidecars(folder, await namesIn(folder, fresh), basename(path));
}

/** The naming for a new sidecar of the file at `path`: the library's, unless another RAW claims that name too. */
export async function namingFor(path: string, naming: SidecarNaming): Promise<SidecarNaming> {
  if (naming !== 'adobe') return naming;
  const names = await namesIn(dirname(path), false);
  return mayTakeShortName(names, basename(path)) ? naming : 'darktable';
}

/**
 * Stats the file at `path` (absolute) and its sidecars, without opening the file. `fresh` does not trust a listing
 * taken a moment ago. Throws the system's error for the file itself, and for a sidecar that vanished meanwhile.
 */
export async function takeFingerprint(path: string, fresh = false): Promise<Fingerprint> {
  const media = await statFile(path);
  const folder = dirname(path);
  const sidecars = await Promise.all(
    (await sidecarsOf(path, fresh)).own.map(async ({ store, name }) => ({
      store,
      name,
      stat: await statFile(join(folder, name)),
    })),
  );
  return { media, sidecars };
}

/** Whether nothing about the file and its sidecars changed between two looks. */
export const sameFingerprint = (a: Fingerprint, b: Fingerprint): boolean =>
  sameStat(a.media, b.media) &&
  a.sidecars.length === b.sidecars.length &&
  a.sidecars.every((one, at) => {
    const other = b.sidecars[at];
    return (
      other !== undefined &&
      one.store === other.store &&
      one.name === other.name &&
      sameStat(one.stat, other.stat)
    );
  });
