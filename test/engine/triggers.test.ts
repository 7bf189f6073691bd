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
  ['nonsense', 'every now and then', 'it has 4 parts, and five are needed'],
  ['a word', 'daily', 'it has 1 part, and five are needed'],
  ['a minute that there is not', '60 3 * * *', '“60” cannot be the minute; a minute goes from 0 to 59'],
  ['an hour that there is not', '0 25 * * *', '“25” cannot be the hour; an hour goes from 0 to 23'],
  ['a day that there is not', '0 3 32 * *', '“32” cannot be the day; a day goes from 1 to 31'],
  ['a month that there is not', '0 3 * 13 *', '“13” cannot be the month; a month goes from 1 to 12'],
  [
    'a weekday written out',
    '0 3 * * MONDAY',
    '“MONDAY” cannot be the weekday; a weekday goes from 0 (Sunday)',
  ],
  ['the wrong way round', '0 5-1 * * *', '“5-1” cannot be the hour'],
  ['a day that never comes', '0 0 31 2 *', 'The schedule "0 0 31 2 *" never comes.'],
])('a schedule that cannot be kept is refused, naming what is wrong: %s', (_about, cron, words) => {
  const right = { hint: expect.stringContaining('"0 3 * * *" is every night at three') };
  expect(() => checkTrigger(schedule(cron))).toThrow(
    expect.objectContaining({ code: 'USAGE', message: expect.stringContaining(words), data: right }),
  );
});
