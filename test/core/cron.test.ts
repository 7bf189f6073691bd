import { Cron } from 'croner';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cronMistake, looksRight } from '../../shared/core/cron.ts';

const mistake = (text: string) => cronMistake(text, looksRight);

test.each([
  '0 3 * * *',
  '30 22 * * 1-5',
  '*/30 8-20 * * *',
  '0 0 1,15 * *',
  '0 12 L * *',
  '0 12 15W * *',
  '15 10 * jan-mar MON,FRI',
  '0 9 * * 1#2',
  '0 9 * * 5L',
  '0 9 * * 7',
])('nothing is wrong with %s', (text) => {
  expect(mistake(text)).toBeUndefined();
});

test.each([
  ['', 'it has 0 parts, and five are needed'],
  ['30 22', 'it has 2 parts, and five are needed'],
  ['0 3 * * * *', 'it has 6 parts, and five are needed'],
  ['60 3 * * *', '“60” cannot be the minute; a minute goes from 0 to 59'],
  ['0 25 * * *', '“25” cannot be the hour; an hour goes from 0 to 23'],
  ['0 5-1 * * *', '“5-1” cannot be the hour'],
  ['0 3 0 * *', '“0” cannot be the day'],
  ['0 3 * 13 *', '“13” cannot be the month'],
  ['0 3 * * MONDAY', '“MONDAY” cannot be the weekday'],
  ['*/0 3 * * *', '“*/0” cannot be the minute'],
  ['5/15 3 * * *', '“5/15” cannot be the minute'],
  ['x 3 * * *', '“x” cannot be the minute'],
])('what is wrong is named: "%s"', (text, words) => {
  expect(mistake(text)).toContain(words);
});

const runs = (text: string): boolean => {
  try {
    return new Cron(text, { paused: true }) instanceof Cron;
  } catch {
    return false;
  }
};

test('what the clock takes is never called wrong', () => {
  const part = fc
    .array(fc.constantFrom(...Array.from('0123456789**?,-/L#W+'), 'JAN', 'mon', '*/'), {
      minLength: 1,
      maxLength: 5,
    })
    .map((signs) => signs.join(''));
  const parts = fc
    .tuple(part, fc.nat(4))
    .map(([text, at]) => Array.from({ length: 5 }, (_, other) => (other === at ? text : '*')).join(' '));
  fc.assert(
    fc.property(parts, (text) => {
      fc.pre(runs(text));
      expect(mistake(text)).toBeUndefined();
    }),
    { numRuns: 2000 },
  );
});
