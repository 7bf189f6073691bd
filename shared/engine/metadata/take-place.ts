import { renameSync } from 'node:fs';
import type { Problem } from '../../core/problem.ts';
import { statOrNothing } from '../stat.ts';
import type { FileStat } from '../types.ts';
import type { Exchanger } from './exchanger.ts';
import { changedSince, isSameFile, Refused, type Swap } from './replace.ts';

/** The same file with the same bytes, as far as a stat tells; a link or a rename gave it another ctime. */
export const isUnwritten = (now: FileStat | undefined, before: FileStat | undefined): boolean =>
  isSameFile(now, before) && now?.size === before?.size && now?.mtimeNs === before?.mtimeNs;

const keptAs = (undo: string): Problem => ({
  code: 'lateEdit',
  message: `Another program saved the photo while it was replaced. Its version was kept as ${undo}.`,
});

/**
 * Puts back what another program had put in place just before us. Where that fails, or yet another version came in
 * between, what came out is kept under the undo name and `lateEdit` says so.
 */
async function giveBack({ path, temp, undo }: Swap, ours: FileStat, exchanger: Exchanger): Promise<void> {
  const theirs = statOrNothing(temp!);
  try {
    await exchanger.exchange(temp!, path).catch(() => false);
    const out = statOrNothing(temp!);
    if (isSameFile(out, ours)) return;
    if (isSameFile(out, theirs)) {
      renameSync(temp!, path);
      return;
    }
    await exchanger.exchange(temp!, path);
  } catch {
    // Told below.
  }
  if (undo === undefined) return;
  renameSync(temp!, undo);
  throw new Refused(keptAs(undo));
}

/**
 * Puts the new file in the photo's place in the one step that also hands out what was there; that has the temporary
 * name then. Where it is another file than we had looked at, it is put back and `changedSince` is thrown: nothing is
 * lost that came between our last look and the replacement. False, and nothing done, where there is no such step.
 */
export async function takePlace(swap: Swap, exchanger: Exchanger): Promise<boolean> {
  const { path, temp, target } = swap;
  const ours = statOrNothing(temp!);
  if (ours === undefined) return false;
  let failure: unknown;
  const isDone = await exchanger.exchange(temp!, path).catch((error: unknown) => {
    failure = error;
    return false;
  });
  // Whatever was reported: the name that holds our file tells whether the step was made.
  const out = statOrNothing(temp!);
  if (!isDone && isSameFile(out, ours)) {
    if (statOrNothing(path) === undefined) throw new Refused(changedSince);
    if (failure !== undefined) throw failure;
    return false;
  }
  if (isUnwritten(out, target.before)) return true;
  await giveBack(swap, ours, exchanger);
  throw new Refused(changedSince);
}
