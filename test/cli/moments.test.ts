import { expect, test } from 'vitest';
import { comingMoment, momentOf } from '../../shared/host/cli/arguments.ts';

const now = new Date(2026, 4, 4, 22, 15).getTime();
const at = (day: number, hour: number, minute = 0) => new Date(2026, 4, day, hour, minute).getTime();

test.each([
  ['1h', at(4, 23, 15)],
  ['2d', at(6, 22, 15)],
  ['22:30', at(4, 22, 30)],
  ['8:00', at(5, 8)],
  ['tomorrow', at(5, 8)],
  ['2026-05-06', at(6, 0)],
  ['2026-05-06T10:20', at(6, 10, 20)],
])('a pause until %s', (text, expected) => {
  expect(comingMoment(text, now)).toBe(expected);
});

test.each(['2026-05-04', '2020-01-01', '0h'])('no pause until %s: it is over', (text) => {
  expect(() => comingMoment(text, now)).toThrow('is over already');
});

test.each(['25:00', 'soon', '2026-13-01', ''])('“%s” is no time', (text) => {
  expect(() => comingMoment(text, now)).toThrow('is no time');
  expect(() => momentOf(text, now)).toThrow('is no time');
});

test('what was is told by how long ago', () => {
  expect([momentOf('2h', now), momentOf('2026-05-01', now)]).toEqual([at(4, 20, 15), at(1, 0)]);
});
