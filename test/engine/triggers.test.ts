import { expect, test } from 'vitest';
import { checkTrigger, nextTime } from '../../shared/engine/triggers.ts';

const schedule = (cron: string) => ({ kind: 'schedule', cron }) as const;
const at = (text: string) => new Date(text).getTime();

test.each([
  ['every night at three, asked before it', '0 3 * * *', '2026-05-01T02:59:59', '2026-05-01T03:00:00'],
  ['every night at three, asked at three', '0 3 * * *', '2026-05-01T03:00:00', '2026-05-02T03:00:00'],
  ['weekdays only, asked on a Friday night', '30 22 * * 1-5', '2026-05-01T23:00:00', '2026-05-04T22:30:00'],
  ['the 29th of February', '0 12 29 2 *', '2026-05-01T00:00:00', '2028-02-29T12:00:00'],
])('a schedule comes next: %s', (_about, cron, now, next) => {
  expect(nextTime(schedule(cron), at(now))).toBe(at(next));
});

test('what runs by hand or on change has no time of its own', () => {
  expect(nextTime({ kind: 'manual' }, 0)).toBeUndefined();
  expect(nextTime({ kind: 'auto' }, 0)).toBeUndefined();
});

test.each([
  ['nonsense', 'every now and then'],
  ['an hour that there is not', '0 25 * * *'],
  ['a day that never comes', '0 0 31 2 *'],
])('a schedule that cannot be kept is refused: %s', (_about, cron) => {
  expect(() => checkTrigger(schedule(cron))).toThrow(expect.objectContaining({ code: 'USAGE' }));
});
