import type { Exchanger } from './exchanger.ts';
import { hashAt } from './hash-at.ts';
import { dropTemps, Refused, type Swap } from './replace.ts';
import { swapBack, swapIn } from './swap-in.ts';

/** Whether the new bytes are in place (or, for a removal, the file is gone), whatever a call reported. */
export async function isDone({ path, target }: Swap): Promise<boolean> {
  const now = await hashAt(path).catch(() => null);
  return target.action === 'delete' ? now === undefined : now !== null && now === target.afterHash;
}

/**
 * Puts all files of one photo in place. When one cannot be, those before it are taken back: the photo is wholly old
 * and the error is thrown. `mayGoOn` is asked just before the first one.
 */
export async function carryOut(swaps: readonly Swap[], exchanger: Exchanger): Promise<void> {
  const done: Swap[] = [];
  try {
    for (const swap of swaps) {
      try {
        await swapIn(swap, exchanger);
      } catch (error) {
        if (error instanceof Refused || !(await isDone(swap))) throw error;
      }
      done.push(swap);
    }
  } catch (error) {
    for (const swap of done.toReversed()) await swapBack(swap, exchanger);
    throw error;
  } finally {
    await dropTemps(swaps);
  }
}
