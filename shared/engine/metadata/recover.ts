import { lstat, rm } from 'node:fs/promises';
import type { Problem } from '../../core/problem.ts';
import { statFile } from '../stat.ts';
import { hashAt } from './carry-out.ts';
import { isHiddenName } from './hidden-place.ts';
import type { JournalEntry, RecoverResult } from './ports.ts';
import { dropTemps, type Swap, swapBack, swapIn, toSwap } from './replace.ts';
import { systemProblem } from './system-problem.ts';

/** `done`: the new file is in place. `waiting`: the old one is. `foreign`: another program's, ours still waits. */
type Where = 'done' | 'waiting' | 'foreign';

const exists = async (path: string): Promise<boolean> => (await hashOrGone(path)) !== undefined;
const hashOrGone = (path: string): Promise<string | undefined> => hashAt(path);

async function whereIs({ path, temp, undo, target }: Swap): Promise<Where> {
  const now = await hashAt(path);
  if (target.action === 'delete') {
    if (now === undefined) return 'done';
    return now === target.beforeHash ? 'waiting' : 'foreign';
  }
  if (now !== undefined && now === target.afterHash) return 'done';
  if (now === target.beforeHash) return 'waiting';
  // Our file went in and was edited since: its temporary name is gone, and the old bytes are kept.
  const wentIn = temp !== undefined && !(await exists(temp)) && (undo === undefined || (await exists(undo)));
  return wentIn ? 'done' : 'foreign';
}

const undoIsWhole = async ({ undo, target }: Swap): Promise<boolean> =>
  target.action === 'create' || (undo !== undefined && (await hashAt(undo)) === target.beforeHash);

const tempIsWhole = async ({ temp, target }: Swap): Promise<boolean> =>
  target.action === 'delete' || (temp !== undefined && (await hashAt(temp)) === target.afterHash);

/** Finishes a replacement that a crash left open. The link to the undo name may already be there. */
async function finish(swap: Swap): Promise<void> {
  if (swap.undo !== undefined) await rm(swap.undo, { force: true });
  const before = swap.target.before === undefined ? undefined : await statFile(swap.path);
  const { before: _, ...rest } = swap.target;
  await swapIn({ ...swap, target: before === undefined ? rest : { ...rest, before } });
}

/** The present stat of a file whose old bytes were proven to be in place. */
async function standing({ path, target: { before } }: Swap) {
  return before === undefined ? [] : [{ before, now: await statFile(path) }];
}

async function rollBack(swaps: readonly Swap[], where: readonly Where[]): Promise<RecoverResult> {
  for (const [at, swap] of swaps.entries()) {
    if (where[at] === 'done') await swapBack(swap);
    else if (swap.undo !== undefined && where[at] === 'waiting') await rm(swap.undo, { force: true });
  }
  await dropTemps(swaps);
  const proven = swaps.filter((_, at) => where[at] !== 'foreign');
  return { outcome: 'rolledBack', standing: (await Promise.all(proven.map(standing))).flat() };
}

const stuck = (problem: Problem): RecoverResult => ({ outcome: 'stuck', problem });

async function recoverPrepared(swaps: readonly Swap[]): Promise<RecoverResult> {
  const where = await Promise.all(swaps.map(whereIs));
  const all = async (test: (swap: Swap) => Promise<boolean>, at: Where): Promise<boolean> =>
    (await Promise.all(swaps.filter((_, i) => where[i] === at).map(test))).every(Boolean);
  if (!where.includes('done')) return rollBack(swaps, where);
  if (!where.includes('foreign') && (await all(tempIsWhole, 'waiting'))) {
    for (const [at, swap] of swaps.entries()) if (where[at] === 'waiting') await finish(swap);
    await dropTemps(swaps);
    return { outcome: 'finished' };
  }
  if (await all(undoIsWhole, 'done')) return rollBack(swaps, where);
  return stuck({
    code: 'changedSince',
    message:
      'The write was cut short, and another program changed the photo since. All its versions were kept.',
  });
}

/** Leaves no name alone that could not be ours: a journal may have been damaged. */
const isOurs = ({ target }: Swap): boolean =>
  [target.temp, target.undo].every((name) => name === undefined || isHiddenName(name));

/**
 * After a crash: the photo becomes wholly new where any of its files already is, else wholly old. Deletes only names
 * that were journalled. Doing it twice is the same as once. `stuck`: nothing was decided (the library is not there, or
 * the drive fails); try again later.
 */
export async function recoverEntry(
  entry: JournalEntry,
  state: 'intent' | 'prepared',
): Promise<RecoverResult> {
  try {
    await lstat(entry.root);
  } catch (error) {
    return stuck({ ...systemProblem(error), code: 'offline' });
  }
  const swaps = entry.targets.map((target) => toSwap(entry.root, target, true));
  if (!swaps.every(isOurs)) {
    return stuck({ code: 'writeFailed', message: 'The journal names files that are not Tagbridge’s own.' });
  }
  try {
    if (state === 'prepared') return await recoverPrepared(swaps);
    await dropTemps(swaps);
    return { outcome: 'rolledBack' };
  } catch (error) {
    return stuck(systemProblem(error));
  }
}
