import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { keepCurrent } from '../../renderer/state/keep-current.ts';
import { touch } from '../../renderer/state/topics.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

/** Asks that take this long each, and how often they were asked. */
function asking(ms: number) {
  const asks = vi.fn(() => new Promise<void>((resolve) => setTimeout(resolve, ms)));
  return { asks, stop: keepCurrent(asks, ['bridges']) };
}

test('asks at once, and again only when one of its topics moved', async () => {
  const { asks, stop } = asking(10);
  await vi.advanceTimersByTimeAsync(1000);
  touch('photos');
  await vi.advanceTimersByTimeAsync(1000);
  expect(asks).toHaveBeenCalledTimes(1);
  touch('bridges');
  expect(asks).toHaveBeenCalledTimes(2);
  stop();
});

test('what moves many times a second is asked for a quarter of the time, and once more at the end', async () => {
  const { asks, stop } = asking(100);
  for (let at = 0; at < 40; at += 1) {
    touch('bridges');
    await vi.advanceTimersByTimeAsync(100);
  }
  expect(asks.mock.calls.length).toBeGreaterThanOrEqual(9);
  expect(asks.mock.calls.length).toBeLessThanOrEqual(11);
  await vi.advanceTimersByTimeAsync(1000);
  const then = asks.mock.calls.length;
  await vi.advanceTimersByTimeAsync(10_000);
  expect(asks).toHaveBeenCalledTimes(then);
  stop();
});

test('ended, it asks no more', async () => {
  const { asks, stop } = asking(10);
  stop();
  touch('bridges');
  await vi.advanceTimersByTimeAsync(1000);
  expect(asks).toHaveBeenCalledTimes(1);
});
