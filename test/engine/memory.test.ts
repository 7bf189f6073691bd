// A watcher that runs for weeks gives back what a burst of work took.
import { getHeapStatistics } from 'node:v8';
import { afterEach, expect, test, vi } from 'vitest';
import { giveBackMemory, keepMemorySmall } from '../../shared/engine/memory.ts';

const MiB = 2 ** 20;
const heap = () => getHeapStatistics().total_heap_size / MiB;
/** Some 200 MiB that nobody holds on to. */
const burst = () =>
  void Array.from({ length: 200 }, (_, at) => Array.from({ length: 2 ** 17 }, () => at + 0.5));

afterEach(() => vi.useRealTimers());

test('what holds nothing any more is given back', () => {
  burst();
  const before = heap();
  expect(giveBackMemory()).toBe(true);
  expect(heap()).toBeLessThan(before / 2);
});

test('once a minute, not while something runs, and not when it was ended', () => {
  vi.useFakeTimers();
  const giveBack = vi.fn();
  let isBusy = true;
  const end = keepMemorySmall(() => isBusy, giveBack);
  vi.advanceTimersByTime(120_000);
  expect(giveBack).toHaveBeenCalledTimes(0);
  isBusy = false;
  vi.advanceTimersByTime(60_000);
  expect(giveBack).toHaveBeenCalledTimes(1);
  end();
  vi.advanceTimersByTime(60_000);
  expect(giveBack).toHaveBeenCalledTimes(1);
});
