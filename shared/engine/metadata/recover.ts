import { lstat, rm } from 'node:fs/promises';
import type { Problem } from '../../core/problem.ts';
import { statFile, statOrNothing } from '../stat.ts';
import type { Exchanger } from './exchanger.ts';
import { handBack } from './hand-back.ts';
import { hashAt } from './hash-at.ts';
import { isHiddenName } from './hidden-place.ts';
import { hasTemps, leftProblem } from './leftovers.ts';
import type { JournalEntry, RecoverResult } from './ports.ts';
import { isSameFile, removeTemps, type Swap, toSwap } from './replace.ts';
import { swapBack, swapIn } from './swap-in.ts';
import { systemProblem } from './system-problem.ts';

/** `done`: the new file is in place. `waiting`: the old one is. `foreign`: another program's, ours still waits. */
type Where = 'done' | 'waiting' | 'foreign';

const exists = async (path: string): Promise<boolean> => (await hashAt(path)) !== undefined;

async function whereIs({ path, temp, undo, target }: Swap): Promise<Where> {
  const now = await hashAt(path);
  if (target.action === 'delete') {
    if (now === undefined) return 'done';
    return now === target.beforeHash ? 'waiting' : 'foreign';
  }
  if (now !== undefined && now === target.afterHash) return 'done';
  if (now === target.beforeHash) return 'waiting';
  // Our file went in and was edited since: its temporary name is gone, or has the old bytes; and those are kept.
  const waiting = temp === undefined ? undefined : await hashAt(temp);
  const wentIn = temp !== undefined && (waiting === undefined || waiting === target.beforeHash);
  return wentIn && (undo === undefined || (await exists(undo))) ? 'done' : 'foreign';
}

const undoIsWhole = async ({ undo, target }: Swap): Promise<boolean> =>
  target.action === 'create' || (undo !== undefined && (await hashAt(undo)) === target.beforeHash);

const tempIsWhole = async ({ temp, target }: Swap): Promise<boolean> =>
  target.action === 'delete' || (temp !== undefined && (await hashAt(temp)) === target.afterHash);

/** Whether what is in place is what we put there: another program's edit of it is not taken back. */
const isUnedited = async ({ path, target }: Swap): Promise<boolean> =>
  (await hashAt(path)) === (target.action === 'delete' ? undefined : target.afterHash);

/** Whether the temporary name holds nothing that is another program's only copy. */
const isDroppable = async ({ temp, target }: Swap): Promise<boolean> =>
  temp === undefined || [undefined, target.beforeHash, target.afterHash].includes(await hashAt(temp));

/** Finishes a replacement that a crash left open. The link to the undo name may already be there. */
async function finish(swap: Swap, exchanger: Exchanger): Promise<void> {
  if (swap.undo !== undefined) await rm(swap.undo, { force: true });
  const before = swap.target.before === undefined ? undefined : await statFile(swap.path);
  const { before: _, ...rest } = swap.target;
  await swapIn({ ...swap, target: before === undefined ? rest : { ...rest, before } }, exchanger);
}

/** The present stat of a file whose old bytes were proven to be in place. */
async function standing({ path, target: { before } }: Swap) {
  return before === undefined ? [] : [{ before, now: await statFile(path) }];
}

/** A link that was made for a replacement that did not come: the photo has one name again. */
async function dropUndo({ path, undo }: Swap, where: Where): Promise<void> {
  if (undo === undefined || where === 'done') return;
  if (where === 'waiting' || isSameFile(statOrNothing(path), statOrNothing(undo)))
    await rm(undo, { force: true });
}

async function rollBack(
  swaps: readonly Swap[],
  where: readonly Where[],
  exchanger: Exchanger,
): Promise<RecoverResult> {
  for (const [at, swap] of swaps.entries()) {
    if (where[at] === 'done') await swapBack(swap, exchanger);
    else await dropUndo(swap, where[at]!);
  }
  await removeTemps(swaps);
  const proven = swaps.filter((_, at) => where[at] !== 'foreign');
  return { outcome: 'rolledBack', standing: (await Promise.all(proven.map(standing))).flat() };
}

const stuck = (problem: Problem): RecoverResult => ({ outcome: 'stuck', problem });

const undecidable = stuck({
  code: 'changedSince',
  message:
    'The write was cut short, and another program changed the photo since. All its versions were kept.',
});

async function recoverPrepared(swaps: readonly Swap[], exchanger: Exchanger): Promise<RecoverResult> {
  for (const swap of swaps) await handBack(swap, exchanger);
  const where = await Promise.all(swaps.map(whereIs));
  const all = async (test: (swap: Swap) => Promise<boolean>, at?: Where): Promise<boolean> =>
    (await Promise.all(swaps.filter((_, i) => at === undefined || where[i] === at).map(test))).every(Boolean);
  if (!(await all(isDroppable))) return undecidable;
  if (!where.includes('done')) return rollBack(swaps, where, exchanger);
  if (!where.includes('foreign') && (await all(tempIsWhole, 'waiting'))) {
    for (const [at, swap] of swaps.entries()) if (where[at] === 'waiting') await finish(swap, exchanger);
    await removeTemps(swaps);
    return { outcome: 'finished' };
  }
  if ((await all(undoIsWhole, 'done')) && (await all(isUnedited, 'done')))
    return rollBack(swaps, where, exchanger);
  return undecidable;
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
  exchanger: Exchanger,
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
    if (state === 'prepared') {
      const recovered = await recoverPrepared(swaps, exchanger);
      return recovered.outcome !== 'stuck' && hasTemps(entry) ? stuck(leftProblem) : recovered;
    }
    await removeTemps(swaps);
    return hasTemps(entry) ? stuck(leftProblem) : { outcome: 'rolledBack' };
  } catch (error) {
    return stuck(systemProblem(error));
  }
}
