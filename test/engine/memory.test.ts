// A watcher that runs for weeks gives back what a burst of work took.
import { getHeapStatistics } from 'node:v8';
import { afterEach, expect, type Mock, test, vi } from 'vitest';
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

const row = (name: string, play: (giveBack: Mock, busy: (is: boolean) => void) => void) =>
  test(name, () => {
    vi.useFakeTimers();
    const giveBack = vi.fn();
    let isBusy = false;
    const end = keepMemorySmall(() => isBusy, giveBack);
    play(giveBack, (is) => {
      isBusy = is;
    });
    end();
    giveBack.mockClear();
    vi.advanceTimersByTime(3_600_000);
    expect(giveBack).not.toHaveBeenCalled();
  });

row('once a minute while nothing runs, and not when it was ended', (giveBack) => {
  vi.advanceTimersByTime(59_000);
  expect(giveBack).toHaveBeenCalledTimes(0);
  vi.advanceTimersByTime(61_000);
  expect(giveBack).toHaveBeenCalledTimes(2);
});

row('what runs when it is due is let end, and soon after it is done', (giveBack, busy) => {
  busy(true);
  vi.advanceTimersByTime(120_000);
  expect(giveBack).toHaveBeenCalledTimes(0);
  busy(false);
  vi.advanceTimersByTime(1_000);
  expect(giveBack).toHaveBeenCalledTimes(1);
});

row('an engine that never rests does so all the same, every five minutes', (giveBack, busy) => {
  busy(true);
  vi.advanceTimersByTime(299_000);
  expect(giveBack).toHaveBeenCalledTimes(0);
  vi.advanceTimersByTime(301_000);
  expect(giveBack).toHaveBeenCalledTimes(2);
});
