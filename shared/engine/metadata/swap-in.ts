import { linkSync, renameSync, rmSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { sameStat, statOrNothing } from '../stat.ts';
import { contentHash, copyDurably, syncFolder } from './bytes.ts';
import type { Exchanger } from './exchanger.ts';
import { hashAt } from './hash-at.ts';
import { changedSince, Refused, type Swap } from './replace.ts';
import { isErrno } from './system-problem.ts';
import { isUnwritten, takePlace } from './take-place.ts';

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

function mustBeUntouched({ path, target }: Swap): void {
  const now = statOrNothing(path);
  const same =
    target.before === undefined ? now === undefined : now !== undefined && sameStat(now, target.before);
  if (!same) throw new Refused(changedSince);
}

/** Keeps the old bytes under the undo name: the same file by a link where possible, else a copy proven equal. */
async function keepOld(swap: Swap, undo: string): Promise<void> {
  const { path, target } = swap;
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
  const same = before === undefined ? now === undefined : isUnwritten(now, before);
  if (!same) throw new Refused(changedSince);
}

/** A link never replaces a file that appeared meanwhile; a rename would. */
function linkOrRename(from: string, to: string): void {
  try {
    linkSync(from, to);
  } catch (error) {
    if (isErrno(error, 'EEXIST')) throw new Refused(changedSince);
    if (!isErrno(error, ...noLinks)) throw error;
    renameSync(from, to);
    return;
  }
  rmSync(from, { force: true });
}

async function create(swap: Swap): Promise<void> {
  await patiently(() => {
    mustBeTheSame(swap);
    linkOrRename(swap.temp!, swap.path);
  });
}

/** The file goes to the undo name itself: what another program put in its place just before comes out again. */
async function remove(swap: Swap): Promise<void> {
  const { path, undo, target } = swap;
  if (undo === undefined) return patiently(() => rmSync(path));
  await patiently(() => {
    mustBeTheSame(swap);
    renameSync(path, undo);
  });
  if (!isUnwritten(statOrNothing(undo), target.before)) {
    linkOrRename(undo, path);
    throw new Refused(changedSince);
  }
  await syncFolder(dirname(undo));
}

async function replace(swap: Swap, exchanger: Exchanger): Promise<void> {
  const { path, temp, undo } = swap;
  if (undo !== undefined) await keepOld(swap, undo);
  try {
    mustBeTheSame(swap);
    if (await takePlace(swap, exchanger)) return;
    await patiently(() => {
      mustBeTheSame(swap);
      renameSync(temp!, path);
    });
  } catch (error) {
    dropUndo(swap);
    throw error;
  }
}

/**
 * Takes the undo name back after a replacement that did not happen: only where the photo still stands and the new
 * file still waits. A rename may report an error and yet have been carried out.
 */
function dropUndo({ path, undo, temp, target }: Swap): void {
  if (undo === undefined || statOrNothing(path) === undefined) return;
  const waiting = temp === undefined ? undefined : statOrNothing(temp);
  if (waiting === undefined || (target.after !== undefined && waiting.ino !== target.after.ino)) return;
  rmSync(undo, { force: true });
}

/** Puts one prepared file in its place. Either it is there afterwards, or the old one is and this throws. */
export async function swapIn(swap: Swap, exchanger: Exchanger): Promise<void> {
  const { path, target } = swap;
  if (swap.racy && target.beforeHash !== undefined && (await contentHash(path)) !== target.beforeHash) {
    throw new Refused(changedSince);
  }
  mustBeUntouched(swap);
  if (target.action === 'create') await create(swap);
  else if (target.action === 'delete') await remove(swap);
  else await replace(swap, exchanger);
  await syncFolder(dirname(path));
}

/** The old bytes change places with ours; where another program's file comes out instead, it goes back. */
async function putBack({ path, undo, target }: Swap, kept: string, exchanger: Exchanger): Promise<void> {
  await exchanger.exchange(kept, path).catch(() => false);
  const out = await hashAt(kept);
  if (out === target.afterHash) return rm(kept, { force: true });
  if (out !== target.beforeHash) return void (await exchanger.exchange(kept, path));
  const now = await hashAt(path);
  if (now === (target.action === 'delete' ? undefined : target.afterHash))
    await patiently(() => renameSync(undo!, path));
}

/**
 * Brings the old bytes back where a later part of the same photo could not be put in place. What another program made
 * of our file meanwhile stays.
 */
export async function swapBack(swap: Swap, exchanger: Exchanger): Promise<void> {
  const { path, undo, target } = swap;
  if (target.action !== 'create') {
    if (undo !== undefined) await putBack(swap, undo, exchanger);
  } else if ((await hashAt(path)) === target.afterHash) await rm(path, { force: true });
  await syncFolder(dirname(path));
}
