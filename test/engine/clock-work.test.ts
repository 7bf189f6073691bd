// What is done by the clock, with clocks that jump: timers run on, the time of day does not.
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createRounds } from '../../shared/engine/rounds.ts';
import { createWakes, type Wakes } from '../../shared/engine/wakes.ts';

const [minute, hour] = [60_000, 3_600_000];
let jump: number;
const clock = () => Date.now() + jump;
beforeEach(() => {
  vi.useFakeTimers({ now: new Date('2026-05-04T22:00:00') });
  jump = 0;
});
afterEach(() => vi.useRealTimers());

describe('a wake', () => {
  let wakes: Wakes;
  let woken: string[];
  const at = (name: string, ms: number) => wakes.at(name, clock() + ms, () => woken.push(name));
  beforeEach(() => {
    wakes = createWakes(clock);
    woken = [];
  });
  afterEach(() => wakes.clear());

  test('comes at its time, also in months; a later one of its name takes its place', () => {
    at('soon', 90_000);
    at('far', 40 * 24 * hour);
    at('moved', 1000);
    at('moved', hour);
    vi.advanceTimersByTime(90_000);
    expect(woken).toEqual(['soon']);
    vi.advanceTimersByTime(hour);
    expect(woken).toEqual(['soon', 'moved']);
    vi.advanceTimersByTime(40 * 24 * hour);
    expect(woken).toEqual(['soon', 'moved', 'far']);
  });

  test('the machine slept, or the clock was put forward: it comes within half a minute', () => {
    at('night', 5 * hour);
    vi.advanceTimersByTime(minute);
    jump = 8 * hour;
    vi.advanceTimersByTime(30_000);
    expect(woken).toEqual(['night']);
  });

  test('the clock was put back: it waits for its time', () => {
    at('night', 5 * hour);
    jump = -2 * hour;
    vi.advanceTimersByTime(6 * hour);
    expect(woken).toEqual([]);
    vi.advanceTimersByTime(hour);
    expect(woken).toEqual(['night']);
  });

  test('the clock was put back after a jump of years: whoever reckons by it is told within half a minute', () => {
    const back = vi.fn();
    wakes = createWakes(clock, back);
    jump = 10 * 365 * 24 * hour;
    at('night', 5 * hour);
    vi.advanceTimersByTime(hour);
    // A clock that is kept right is no jump.
    jump -= 2_000;
    vi.advanceTimersByTime(minute);
    expect(back).not.toHaveBeenCalled();
    jump = 0;
    vi.advanceTimersByTime(30_000);
    expect(back).toHaveBeenCalledTimes(1);
    expect(woken).toEqual([]);
  });

  test('what was cleared does not come', () => {
    at('night', hour);
    wakes.clear();
    vi.advanceTimersByTime(2 * hour);
    expect(woken).toEqual([]);
  });
});

describe('rounds', () => {
  let scans: string[];
  let audits: string[];
  let wokeUp: number;
  let rounds: ReturnType<typeof createRounds>;
  beforeEach(() => {
    [scans, audits, wokeUp] = [[], [], 0];
    rounds = createRounds({
      clock,
      scanEvery: (library) => (library === 'share' ? hour / 4 : hour),
      onScan: (library) => scans.push(library),
      auditEvery: hour,
      onAudit: (library) => audits.push(library),
      onWoken: () => (wokeUp += 1),
    });
  });
  afterEach(() => rounds.close());

  test('each library is scanned and audited in its own rhythm, within a quarter of it', () => {
    rounds.begin('disk');
    rounds.begin('share');
    vi.advanceTimersByTime(0.74 * (hour / 4));
    expect(scans).toEqual([]);
    vi.advanceTimersByTime(0.52 * (hour / 4));
    expect(scans).toEqual(['share']);
    vi.advanceTimersByTime(24 * hour);
    const times = (list: string[], name: string) => list.filter((one) => one === name).length;
    expect(times(scans, 'disk')).toBeGreaterThanOrEqual(19);
    expect(times(scans, 'disk')).toBeLessThanOrEqual(33);
    expect(times(scans, 'share')).toBeGreaterThanOrEqual(76);
    expect(times(audits, 'disk')).toBeGreaterThanOrEqual(19);
    expect(wokeUp).toBe(0);
  });

  test('a library that is gone is left alone', () => {
    rounds.begin('disk');
    rounds.end('disk');
    vi.advanceTimersByTime(5 * hour);
    expect([scans, audits]).toEqual([[], []]);
  });

  test.each([
    ['the machine slept', 8 * hour],
    ['the clock was put forward', 2 * minute],
    ['the clock was put back', -hour],
  ])('%s: everything is in doubt, once', (_, by) => {
    vi.advanceTimersByTime(minute);
    jump = by;
    vi.advanceTimersByTime(20_000);
    expect(wokeUp).toBe(1);
    vi.advanceTimersByTime(10 * minute);
    expect(wokeUp).toBe(1);
  });

  test('a busy minute is no sleep', () => {
    jump = 30_000;
    vi.advanceTimersByTime(20_000);
    expect(wokeUp).toBe(0);
  });
});
