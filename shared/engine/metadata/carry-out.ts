import { contentHash } from './bytes.ts';
import { dropTemps, type Swap, swapBack, swapIn } from './replace.ts';
import { isErrno } from './system-problem.ts';

/** SHA-256 of what is at the path now; undefined where there is nothing. */
export async function hashAt(path: string): Promise<string | undefined> {
  try {
    return await contentHash(path);
  } catch (error) {
    if (isErrno(error, 'ENOENT')) return undefined;
    throw error;
  }
}

/** Whether the new bytes are in place (or, for a removal, the file is gone), whatever a call reported. */
export async function isDone({ path, target }: Swap): Promise<boolean> {
  const now = await hashAt(path).catch(() => null);
  return target.action === 'delete' ? now === undefined : now !== null && now === target.afterHash;
}

/**
 * Puts all files of one photo in place. When one cannot be, those before it are taken back: the photo is wholly old
 * and the error is thrown. `mayGoOn` is asked just before the first one.
 */
export async function carryOut(swaps: readonly Swap[]): Promise<void> {
  const done: Swap[] = [];
  try {
    for (const swap of swaps) {
      try {
        await swapIn(swap);
      } catch (error) {
        if (!(await isDone(swap))) throw error;
      }
      done.push(swap);
    }
  } catch (error) {
    for (const swap of done.toReversed()) await swapBack(swap);
    throw error;
  } finally {
    await dropTemps(swaps);
  }
}
