import { getHeapStatistics, setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** More than ordinary work needs; what a scan or a run took beyond it is worth a short stop. */
const mostBytes = 96 * 2 ** 20;
const everyMs = 60_000;
const againMs = 1_000;
const longestWaitMs = 240_000;

let collect: (() => void) | undefined;

/** V8's own collector, which it shows to nobody who does not ask at the start. */
function collector(): () => void {
  setFlagsFromString('--expose-gc');
  return runInNewContext('gc') as () => void;
}

/**
 * Gives memory back that holds nothing any more: V8 keeps on taking from a machine that has plenty, and a program that
 * watches for weeks would grow to several times of what it needs. True when there was any.
 */
export function giveBackMemory(): boolean {
  if (getHeapStatistics().total_heap_size < mostBytes) return false;
  collect ??= collector();
  collect();
  return true;
}

/**
 * Does so now and then, between two pieces of work rather than within one; an engine that never rests is not waited for
 * longer than a few minutes, else steady work would let it grow for ever. Returns how to end it.
 */
export function keepMemorySmall(isBusy: () => boolean, giveBack: () => unknown = giveBackMemory): () => void {
  let waitedMs = 0;
  let timer: NodeJS.Timeout;
  function later(ms: number): void {
    timer = setTimeout(() => {
      if (isBusy() && waitedMs < longestWaitMs) {
        waitedMs += againMs;
        return later(againMs);
      }
      waitedMs = 0;
      giveBack();
      later(everyMs);
    }, ms);
    timer.unref();
  }
  later(everyMs);
  return () => clearTimeout(timer);
}
