import { describe, expect, test } from 'vitest';
import { isLosing, isOver } from '../../shared/core/safety.ts';

test.each([
  [0, 1000, false],
  [50, 100, false],
  [51, 100, true],
  [51, 1000, false],
  [100, 1000, false],
  [101, 1000, true],
  [40_000, 40_000, true],
])('more than a tenth of the files, and more than fifty: %i of %i: %s', (count, scope, expected) => {
  expect(isOver(count, scope, { share: 0.1, files: 50 })).toBe(expected);
});

describe('what counts as losing', () => {
  test.each([
    ['filling an empty field', { field: 'headline', before: null, after: 'x' }, false],
    ['overwriting a text', { field: 'headline', before: 'x', after: 'y' }, true],
    ['clearing a text', { field: 'headline', before: 'x', after: null }, true],
    ['another spelling', { field: 'headline', before: 'x ', after: 'x' }, false],
    ['adding a keyword', { field: 'keywords', before: ['a'], after: ['a', 'b'] }, false],
    ['removing a keyword', { field: 'keywords', before: ['a', 'b'], after: ['a'] }, true],
    [
      'a flat keyword finding its path',
      { field: 'keywords', before: ['heron'], after: ['birds|heron'] },
      false,
    ],
    ['a keyword made implied', { field: 'keywords', before: ['birds'], after: ['birds|heron'] }, false],
    ['removing a person', { field: 'people', before: ['A'], after: ['B'] }, true],
    [
      'adding a language',
      { field: 'title', before: { 'x-default': 'a' }, after: { 'x-default': 'a', de: 'b' } },
      false,
    ],
    ['changing a language', { field: 'title', before: { de: 'a' }, after: { de: 'b' } }, true],
    [
      'gaining a zone',
      { field: 'captureTime', before: '2024-05-01T10:20:30', after: '2024-05-01T10:20:30+02:00' },
      false,
    ],
    [
      'losing a zone',
      { field: 'captureTime', before: '2024-05-01T10:20:30+02:00', after: '2024-05-01T10:20:30' },
      true,
    ],
    [
      'adding a region',
      { field: 'regions', before: [{ name: 'A' }], after: [{ name: 'B' }, { name: 'A' }] },
      false,
    ],
    ['removing a region', { field: 'regions', before: [{ name: 'A' }], after: [{ name: 'B' }] }, true],
  ] as const)('%s', (_, change, expected) => {
    expect(isLosing(change)).toBe(expected);
  });
});
