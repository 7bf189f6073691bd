import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { sidecarNames } from '../core/formats.ts';
import { addName, dropName, type FolderNames, folderNames, near } from './sidecars.ts';
import { isThere, statFileSync } from './stat.ts';

interface Listing {
  readonly mtimeNs: string;
  /** When it was asked for, and how long that took (0 until it came), in ms. */
  readonly at: number;
  took: number;
  readonly names: Promise<FolderNames>;
}

/** Folder listings are kept this long while the folder's own time stands still: a scan asks once per file. */
const listingMs = 1000;
/**
 * Each of our own writes gives the folder another time. To list a folder of 40,000 files for each of them would take
 * longer than all else, so no more than about a tenth of the time is spent on that.
 */
const share = 10;

const listings = new Map<string, Listing>();

function list(folder: string, mtimeNs: string): Listing {
  const at = performance.now();
  const names = readdir(folder).then(folderNames);
  const listing: Listing = { mtimeNs, at, took: 0, names };
  names.then(
    () => (listing.took = performance.now() - at),
    () => listings.delete(folder),
  );
  listings.delete(folder);
  listings.set(folder, listing);
  if (listings.size > 16) listings.delete(listings.keys().next().value!);
  return listing;
}

/** Whether a listing may be used once more, if what matters in it is looked at again. */
function isUsable(known: Listing | undefined, mtimeNs: string, fresh: boolean): known is Listing {
  if (known === undefined) return false;
  const age = performance.now() - known.at;
  return age < known.took * share || (!fresh && known.mtimeNs === mtimeNs && age < listingMs);
}

/** What came or went since: the file itself, or among the names that its sidecars have by rule. */
function lookAgain(folder: string, names: FolderNames, name: string): void {
  if (!near(names, name).includes(name)) addName(names, name);
  for (const wanted of Object.values(sidecarNames(name, 'adobe'))) {
    const listed = near(names, name).includes(wanted);
    const there = isThere(join(folder, wanted));
    if (there && !listed) addName(names, wanted);
    if (there === false && listed) dropName(names, wanted);
  }
}

/**
 * The names in a folder (absolute), as far as the file `name` and its sidecars go. `fresh` does not trust a listing
 * taken a moment ago, because the folder bears the same time. Throws the system's error.
 */
export async function namesNear(folder: string, name: string, fresh: boolean): Promise<FolderNames> {
  const { mtimeNs } = statFileSync(folder);
  const known = listings.get(folder);
  if (!isUsable(known, mtimeNs, fresh)) return list(folder, mtimeNs).names;
  const names = await known.names;
  lookAgain(folder, names, name);
  return names;
}
