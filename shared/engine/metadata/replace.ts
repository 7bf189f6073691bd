import { linkSync, renameSync, rmSync } from 'node:fs';
import { rm, unlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Problem } from '../../core/problem.ts';
import { sameStat, statFileSync } from '../stat.ts';
import type { FileStat } from '../types.ts';
import { contentHash, copyDurably, syncFolder } from './bytes.ts';
import type { JournalTarget } from './ports.ts';
import { isErrno } from './system-problem.ts';

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

/** File systems without hard links, or with too many, say so with one of these. */
const noLinks = ['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'EXDEV', 'EMLINK', 'ENOSYS', 'EINVAL', 'UNKNOWN'];
/** What virus scanners and indexers cause on Windows for a moment. */
const passing = process.platform === 'win32' ? ['EPERM', 'EBUSY', 'EACCES'] : [];
const patienceMs = 10_000;

/** Calls `step` again while Windows says that somebody looks at the file. */
async function patiently(step: () => void): Promise<void> {
  const until = performance.now() + patienceMs;
  for (let pause = 20; ; pause = Math.min(pause * 2, 1_000)) {
    try {
      return step();
    } catch (error) {
      if (!isErrno(error, ...passing) || performance.now() > until) throw error;
    }
    await wait(pause);
  }
}

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

function statOrNothing(path: string): FileStat | undefined {
  try {
    return statFileSync(path);
  } catch (error) {
    if (isErrno(error, 'ENOENT')) return undefined;
    throw error;
  }
}

function mustBeUntouched({ path, target }: Swap): void {
  const now = statOrNothing(path);
  const same =
    target.before === undefined ? now === undefined : now !== undefined && sameStat(now, target.before);
  if (!same) throw new Refused(changedSince);
}

/** Keeps the old bytes under the undo name: the same file by a link where possible, else a copy proven equal. */
async function keepOld(swap: Swap): Promise<void> {
  const { path, undo, target } = swap;
  if (undo === undefined) return;
  try {
    linkSync(path, undo);
  } catch (error) {
    if (!isErrno(error, ...noLinks)) throw error;
    mustBeUntouched(swap);
    await copyDurably(path, undo);
    if ((await contentHash(undo)) !== target.beforeHash) throw new Refused(changedSince);
    mustBeUntouched(swap);
  }
  await syncFolder(dirname(undo));
}

/** After a link the old file has a new ctime; who it is and what it holds must still be the same. */
function mustBeTheSame({ path, target: { before } }: Swap): void {
  const now = statOrNothing(path);
  const same =
    before === undefined
      ? now === undefined
      : now !== undefined &&
        now.ino === before.ino &&
        now.dev === before.dev &&
        now.size === before.size &&
        now.mtimeNs === before.mtimeNs;
  if (!same) throw new Refused(changedSince);
}

/** Puts one prepared file in its place. Either it is there afterwards, or the old one is and this throws. */
export async function swapIn(swap: Swap): Promise<void> {
  const { path, temp, target } = swap;
  if (swap.racy && target.beforeHash !== undefined && (await contentHash(path)) !== target.beforeHash) {
    throw new Refused(changedSince);
  }
  mustBeUntouched(swap);
  await keepOld(swap);
  try {
    await patiently(() => {
      mustBeTheSame(swap);
      if (target.action === 'create') {
        // A link never replaces a file that appeared meanwhile; a rename would.
        linkOrRename(temp!, path);
      } else if (target.action === 'delete') {
        rmSync(path);
      } else {
        renameSync(temp!, path);
      }
    });
  } catch (error) {
    dropUndo(swap);
    throw error;
  }
  await syncFolder(dirname(path));
}

function linkOrRename(temp: string, path: string): void {
  try {
    linkSync(temp, path);
  } catch (error) {
    if (isErrno(error, 'EEXIST')) throw new Refused(changedSince);
    if (!isErrno(error, ...noLinks)) throw error;
    renameSync(temp, path);
    return;
  }
  rmSync(temp, { force: true });
}

/**
 * Takes the undo name back after a replacement that did not happen: only where the photo still stands and the new
 * file still waits. A rename may report an error and yet have been carried out.
 */
function dropUndo({ path, undo, temp }: Swap): void {
  if (undo === undefined || statOrNothing(path) === undefined) return;
  if (temp !== undefined && statOrNothing(temp) === undefined) return;
  rmSync(undo, { force: true });
}

/** Brings the old bytes back where a later part of the same photo could not be put in place. */
export async function swapBack({ path, undo, target }: Swap): Promise<void> {
  if (target.action === 'create') {
    await rm(path, { force: true });
  } else if (undo !== undefined) {
    await patiently(() => renameSync(undo, path));
  }
  await syncFolder(dirname(path));
}

/** Every name ExifTool or we may have made on the way to a temporary file. */
export const tempNames = (temp: string): string[] => [temp, `${temp}.2`, `${temp}_exiftool_tmp`];

/** Removes temporary files; never throws, the next recovery tries again. */
export async function dropTemps(swaps: readonly Swap[]): Promise<void> {
  const names = swaps.flatMap(({ temp }) => (temp === undefined ? [] : tempNames(temp)));
  await Promise.all(names.map((name) => unlink(name).catch(() => undefined)));
}
