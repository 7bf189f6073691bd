import type { Dirent } from 'node:fs';
import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { isMediaName } from '../../core/formats.ts';
import type { Problem } from '../../core/problem.ts';
import { standsFor } from '../placeholder.ts';
import { keyOf } from '../sidecars.ts';
import type { Exclude } from './exclude.ts';
import { badNameProblem, folderProblem, linkProblem } from './problem.ts';

/** One folder as it was listed. All names are as on disk. */
export interface Listing {
  /** Relative to the root, `/` between names, '' for the root itself. */
  readonly folder: string;
  /** Media files, in order. */
  readonly media: readonly string[];
  /** Every name, sidecars among them. */
  readonly names: readonly string[];
  /** Folders in it (relative paths) that belong to the library, in order. */
  readonly folders: readonly string[];
  /** What looks like a media file and cannot be one of the library's. */
  readonly refused: readonly { readonly name: string; readonly problem: Problem }[];
  /** Media files that are in the cloud only, or whose sidecar is: nothing is known of them, and they are not gone. */
  readonly away: readonly string[];
  /** Set when the folder could not be listed: nothing is known of it and of what is below it. */
  readonly error?: Problem;
}

const under = (folder: string, name: string) => (folder === '' ? name : `${folder}/${name}`);
const byCodeUnit = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/** What a name is, asked of the file itself where the folder does not say (some network volumes). */
async function kindOf(entry: Dirent, path: string): Promise<'file' | 'folder' | 'link' | 'other'> {
  const known = entry.isFile() || entry.isDirectory() || entry.isSymbolicLink();
  const odd = entry.isFIFO() || entry.isSocket() || entry.isBlockDevice() || entry.isCharacterDevice();
  const about = known || odd ? entry : await lstat(path).catch(() => entry);
  if (about.isFile()) return 'file';
  if (about.isDirectory()) return 'folder';
  return about.isSymbolicLink() ? 'link' : 'other';
}

/** Takes the files out whose sidecar is in the cloud only: without it they would look as if they had none. */
function takeAway(media: string[], stubs: readonly string[]): { media: string[]; away: string[] } {
  const away = stubs.filter(isMediaName);
  const sidecars = new Set(stubs.filter((name) => /\.xmp$/i.test(name)).map(keyOf));
  const isAway = (name: string) => sidecars.has(keyOf(name));
  return {
    media: media.filter((name) => !isAway(name)),
    away: [...away, ...media.filter((name) => isAway(name) && !away.includes(name))].sort(byCodeUnit),
  };
}

async function list(root: string, folder: string, exclude: Exclude): Promise<Listing> {
  const entries = await readdir(join(root, folder), { withFileTypes: true });
  const media: string[] = [];
  const names: string[] = [];
  const folders: string[] = [];
  const stubs: string[] = [];
  const refused: { name: string; problem: Problem }[] = [];
  for (const entry of entries) {
    const { name } = entry;
    const path = under(folder, name);
    const kind = await kindOf(entry, join(root, path));
    if (kind === 'folder') {
      if (!exclude.folder(path, name)) folders.push(path);
      continue;
    }
    // Also names left out have a say in whose sidecar a sidecar is.
    names.push(name);
    const meant = standsFor(name);
    if (meant !== undefined && !exclude.file(under(folder, meant), meant)) stubs.push(meant);
    if (kind === 'other' || exclude.file(path, name)) continue;
    const looksMedia = isMediaName(name);
    if (kind === 'link') {
      if (looksMedia) refused.push({ name, problem: linkProblem });
      continue;
    }
    if (!looksMedia) continue;
    // Bytes that are no UTF-8 arrive as this character, and then name no file at all.
    if (name.includes('\ufffd')) refused.push({ name, problem: badNameProblem });
    else media.push(name);
  }
  const here = takeAway(media.sort(byCodeUnit), stubs);
  return { folder, ...here, names, refused, folders: folders.sort(byCodeUnit) };
}

export interface WalkOptions {
  /** Start at these folders; the root when not said. */
  readonly from?: readonly string[] | undefined;
  /** Whether to go into a folder that was found; always when not said. */
  readonly into?: ((folder: string) => boolean) | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Lists a tree folder by folder, parents first. Symbolic links are not followed, so it ends on loops too. A folder
 * that cannot be listed comes with its error, and the walk goes on beside it.
 */
export async function* walk(
  root: string,
  exclude: Exclude,
  { from = [''], into = () => true, signal }: WalkOptions = {},
): AsyncGenerator<Listing> {
  const waiting = [...new Set(from)].sort(byCodeUnit).reverse();
  const seen = new Set<string>();
  while (waiting.length > 0) {
    signal?.throwIfAborted();
    const folder = waiting.pop()!;
    if (seen.has(folder)) continue;
    if (from.length > 1 || from[0] !== '') seen.add(folder);
    try {
      const listing = await list(root, folder, exclude);
      waiting.push(...listing.folders.filter(into).reverse());
      yield listing;
    } catch (error) {
      yield { folder, media: [], away: [], names: [], folders: [], refused: [], error: folderProblem(error) };
    }
  }
}
