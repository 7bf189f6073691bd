import { type BigIntStats, lstatSync } from 'node:fs';
import { lstat } from 'node:fs/promises';
import { errnoOf } from './errno.ts';
import type { FileStat } from './types.ts';

/** The parts of a stat that tell whether a file is still the same one (reliability.md §5.2). */
export const toFileStat = (stats: BigIntStats): FileStat => ({
  dev: String(stats.dev),
  ino: String(stats.ino),
  size: Number(stats.size),
  mtimeNs: String(stats.mtimeNs),
  ctimeNs: String(stats.ctimeNs),
});

/** Stat without following a last symbolic link. Throws the system's error. */
export const statFile = async (path: string): Promise<FileStat> =>
  toFileStat(await lstat(path, { bigint: true }));

/** As `statFile`, at once; for the instant before a replacement, where nothing may come between. */
export const statFileSync = (path: string): FileStat => toFileStat(lstatSync(path, { bigint: true }));

/** As `statFileSync`; undefined where there is nothing. An error that nobody reads would cost more than the stat. */
export function statOrNothing(path: string): FileStat | undefined {
  const stats = lstatSync(path, { bigint: true, throwIfNoEntry: false });
  return stats && toFileStat(stats);
}

/** Whether something is at the path; undefined where the system does not say. */
export function isThere(path: string): boolean | undefined {
  try {
    return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
  } catch (error) {
    return errnoOf(error) === 'ENAMETOOLONG' ? false : undefined;
  }
}

/** Whether two stats are of the same, untouched file. */
export const sameStat = (a: FileStat, b: FileStat): boolean =>
  a.dev === b.dev &&
  a.ino === b.ino &&
  a.size === b.size &&
  a.mtimeNs === b.mtimeNs &&
  a.ctimeNs === b.ctimeNs;
