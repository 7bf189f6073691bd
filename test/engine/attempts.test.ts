import { expect, test } from 'vitest';
import { createAttempts } from '../../shared/engine/attempts.ts';
import { quietUntil } from '../../shared/engine/triggers.ts';
import type { Fingerprint } from '../../shared/engine/types.ts';

const looks = (size: number, ctimeMs = 0): Fingerprint => ({
  media: { dev: '1', ino: '2', size, mtimeNs: '0', ctimeNs: String(BigInt(ctimeMs) * 1_000_000n) },
  sidecars: [],
});

test('a file that keeps failing is tried ever more rarely, then no more; at once when it changed', () => {
  let now = 0;
  const attempts = createAttempts(() => now);
  const pauses: number[] = [];
  const fail = (passing?: boolean) => attempts.failed(7, 1, looks(10), passing);
  for (fail(); attempts.next() !== undefined; fail()) {
    expect(attempts.resting(7, looks(10))).toBe(true);
    pauses.push(attempts.next()! - now);
    now = attempts.next()!;
    expect(attempts.due()).toEqual([1]);
    expect(attempts.resting(7, looks(10))).toBe(false);
  }
  expect(pauses.slice(0, 3)).toEqual([2_000, 8_000, 32_000]);
  expect(pauses.at(-1)).toBe(12 * 3_600_000);
  expect(pauses).toHaveLength(9);
  now += 365 * 24 * 3_600_000;
  expect(attempts.due()).toEqual([]);
  expect(attempts.resting(7, looks(10))).toBe(true);
  // Trouble of the drive ends without a trace in the file.
  fail(true);
  expect(attempts.next()).toBe(now + 12 * 3_600_000);
  expect(attempts.resting(7, looks(11))).toBe(false);
  attempts.worked(7);
  expect(attempts.next()).toBeUndefined();
});

test('a photo whose time has come is told once: what needs no write any more is not tried over and over', () => {
  let now = 0;
  const attempts = createAttempts(() => now);
  attempts.failed(7, 1, looks(10));
  now = attempts.next()!;
  expect(attempts.due()).toEqual([1]);
  // Nobody tried the file: it holds by now what was to be written.
  expect([attempts.due(), attempts.next()]).toEqual([[], undefined]);
  expect(attempts.resting(7, looks(10))).toBe(false);
  attempts.failed(7, 1, looks(10));
  expect(attempts.next()).toBe(now + 8_000);
});

test('a clock that was put back does not make a file rest for years', () => {
  let now = 10 * 365 * 24 * 3_600_000;
  const attempts = createAttempts(() => now);
  attempts.failed(7, 1, looks(10));
  now = 1000;
  expect(attempts.resting(7, looks(10))).toBe(false);
  expect(attempts.due()).toEqual([1]);
});

const at = (time: string) => new Date(`2026-05-04T${time}:00`).getTime();
const quiet = (from: string, to: string) => ({ kind: 'auto', quiet: { from, to } }) as const;

test.each([
  ['within a day', quiet('08:00', '20:00'), '12:30', '20:00'],
  ['before they begin', quiet('08:00', '20:00'), '07:59', undefined],
  ['when they end', quiet('08:00', '20:00'), '20:00', undefined],
  ['over midnight, in the evening', quiet('22:00', '06:00'), '23:00', '+06:00'],
  ['over midnight, in the morning', quiet('22:00', '06:00'), '05:59', '06:00'],
  ['over midnight, by day', quiet('22:00', '06:00'), '12:00', undefined],
  ['none', { kind: 'auto' } as const, '12:00', undefined],
  ['by hand', { kind: 'manual' } as const, '12:00', undefined],
])('quiet hours %s', (_, trigger, now, end) => {
  const day = end?.startsWith('+') ? 24 * 3_600_000 : 0;
  expect(quietUntil(trigger, at(now))).toBe(end && at(end.replace('+', '')) + day);
});
