import { unlink } from 'node:fs/promises';
import { join } from 'node:path';
import type { Problem } from '../../core/problem.ts';
import { isThere, statOrNothing } from '../stat.ts';
import type { FileStat } from '../types.ts';
import type { JournalTarget } from './ports.ts';

/** Thrown where a replacement must not go on; carries the Problem to report. Nothing of the photo was changed. */
export class Refused extends Error {
  readonly problem: Problem;
  constructor(problem: Problem) {
    super(problem.message);
    this.problem = problem;
  }
}

export const changedSince: Problem = {
  code: 'changedSince',
  message:
    'Another program changed the file meanwhile. Its version was kept and nothing was written; plan again.',
};

/**
 * Times that cannot tell two moments apart: whole seconds (FAT, some shares), or a change so shortly before the stat
 * that another one could bear the same time (git's racy rule).
 */
export const isRacy = (stat: FileStat, lookedAtMs: number): boolean =>
  (stat.mtimeNs.endsWith('000000000') && stat.ctimeNs.endsWith('000000000')) ||
  lookedAtMs - Number(BigInt(stat.ctimeNs) / 1_000_000n) < 2_000;

/** One physical file on its way. Paths are absolute; `racy`: look at the bytes too before trusting the stat. */
export interface Swap {
  readonly target: JournalTarget;
  readonly path: string;
  readonly temp: string | undefined;
  readonly undo: string | undefined;
  readonly racy: boolean;
}

export function toSwap(root: string, target: JournalTarget, racy: boolean): Swap {
  const at = (path: string | undefined): string | undefined =>
    path === undefined ? undefined : join(root, path);
  return { target, path: join(root, target.path), temp: at(target.temp), undo: at(target.undo), racy };
}

/** Every name ExifTool or we may have made on the way to a temporary file. */
export const tempNames = (temp: string): string[] => [temp, `${temp}.2`, `${temp}_exiftool_tmp`];

/** Whether something is at the path; true where the drive does not say. */
export const mayBeThere = (path: string): boolean => isThere(path) ?? true;

/** Removes temporary files (most are long gone: to see that costs a fraction of trying); never throws, the next recovery tries again. */
export async function removeTemps(swaps: readonly Swap[]): Promise<void> {
  const names = swaps.flatMap(({ temp }) => (temp === undefined ? [] : tempNames(temp)));
  await Promise.all(names.filter(mayBeThere).map((name) => unlink(name).catch(() => undefined)));
}

/** Whether two stats are of one file, whatever became of its bytes. */
export const isSameFile = (a: FileStat | undefined, b: FileStat | undefined): boolean =>
  a !== undefined && b !== undefined && a.dev === b.dev && a.ino === b.ino;

/** After an exchange the temporary name may hold a version of another program that could not be put back. */
function isTheirs({ temp, target: { before, after } }: Swap): boolean {
  if (temp === undefined || after === undefined) return false;
  try {
    const now = statOrNothing(temp);
    return now !== undefined && !isSameFile(now, before) && !isSameFile(now, after);
  } catch {
    return true;
  }
}

/** As `removeTemps`, for those that hold our new file or the photo's old one. */
export const dropTemps = (swaps: readonly Swap[]): Promise<void> =>
  removeTemps(swaps.filter((swap) => !isTheirs(swap)));
