import { describe, expect, test } from 'vitest';
import { redoable, undoable } from '../../renderer/features/frame/undo.tsx';
import { rank, ranked } from '../../renderer/features/palette/rank.ts';
import { boxOf, layoutOf, pixelsFor } from '../../renderer/features/photos/layout.ts';
import { matchesKey } from '../../renderer/lib/keys.ts';
import { toKeyword } from '../../renderer/lib/keywords.ts';
import { filterOf, withFilter } from '../../renderer/lib/query-filters.ts';
import { fromText, toText } from '../../renderer/lib/value-input.ts';
import { bytes, count, duration, isolate, moment, until } from '../../renderer/lib/words.ts';
import { placeOf } from '../../renderer/state/navigation.ts';
import {
  batches,
  dropEdits,
  editedFields,
  editPhotos,
  merged,
  undoEdit,
  usePending,
} from '../../renderer/state/pending.ts';
import type { RunView } from '../../shared/api/views.ts';
import { parseQuery } from '../../shared/core/query.ts';
import { fieldDef } from '../../shared/core/registry.ts';

describe('filters are terms of the query', () => {
  test.each([
    ['', 'rating', '3', 'rating>=3'],
    ['heron', 'rating', '3', 'heron rating>=3'],
    ['heron rating>=3', 'rating', '5', 'heron rating>=5'],
    ['rating>=3 heron', 'rating', '', 'heron'],
    ['', 'library', 'My archive', 'library:"My archive"'],
    ['library:"My archive" heron', 'library', '', 'heron'],
    ['', 'keyword', 'animals|birds', 'keyword:animals|birds'],
    ['-label:red', 'label', 'blue', '-label:red label:blue'],
    ['a OR b', 'label', 'red', '(a OR b) label:red'],
  ] as const)('%s, with %s %s: %s', (query, name, value, expected) => {
    const next = withFilter(query, name, value);
    expect(next).toBe(expected);
    expect(parseQuery(next).ok).toBe(true);
  });

  test.each([
    ['heron library:"My archive"', 'library', 'My archive'],
    ['-label:red', 'label', ''],
    ['label:red OR label:blue', 'label', ''],
    ['rating>=4', 'rating', '4'],
    ['xrating>=4', 'rating', ''],
  ] as const)('%s: the %s filter says “%s”', (query, name, expected) => {
    expect(filterOf(query, name)).toBe(expected);
  });
});

describe('edits one after another are one', () => {
  test.each([
    ['a later value wins', { set: { rating: 3 } }, { set: { rating: 5 } }, { set: { rating: 5 } }],
    ['clearing forgets the value', { set: { rating: 3 } }, { clear: ['rating'] }, { clear: ['rating'] }],
    ['a value forgets the clearing', { clear: ['rating'] }, { set: { rating: 2 } }, { set: { rating: 2 } }],
    [
      'a keyword added, then removed',
      { addKeywords: ['a', 'b'] },
      { removeKeywords: ['a'] },
      { addKeywords: ['b'], removeKeywords: ['a'] },
    ],
    [
      'a keyword removed, then added',
      { removeKeywords: ['a'] },
      { addKeywords: ['a'] },
      { addKeywords: ['a'] },
    ],
    [
      'different fields stand side by side',
      { set: { rating: 1 } },
      { set: { label: 'red' } },
      { set: { rating: 1, label: 'red' } },
    ],
  ] as const)('%s', (_words, first, then, expected) => {
    expect(merged(first, then)).toEqual(expected);
  });

  test('photos with the same edit are written together', () => {
    dropEdits();
    editPhotos([1, 2, 3], { set: { rating: 4 } });
    editPhotos([2], { set: { label: 'red' } });
    editPhotos([9], { set: { rating: 4 } });
    expect(batches()).toEqual([
      { edit: { set: { rating: 4 } }, photos: [1, 3, 9] },
      { edit: { set: { rating: 4, label: 'red' } }, photos: [2] },
    ]);
    expect(undoEdit()).toBe(true);
    expect(usePending.getState().edits.has(9)).toBe(false);
    dropEdits();
    expect(undoEdit()).toBe(false);
  });

  test('editedFields names each field once a time it is touched', () => {
    expect(
      editedFields({ addKeywords: ['a'], removeKeywords: ['b'], set: { rating: 1 }, clear: ['city'] }),
    ).toEqual(['keywords', 'rating', 'city']);
  });
});

describe('keys', () => {
  const press = (init: KeyboardEventInit) => new KeyboardEvent('keydown', init);
  test.each([
    ['K', { key: 'k' }, true],
    ['K', { key: 'k', ctrlKey: true }, false],
    ['Mod+K', { key: 'k', ctrlKey: true }, true],
    ['Mod+Z', { key: 'Z', ctrlKey: true, shiftKey: true }, false],
    ['Mod+Shift+Z', { key: 'Z', ctrlKey: true, shiftKey: true }, true],
    ['?', { key: '?', shiftKey: true }, true],
    ['/', { key: '/' }, true],
    ['Space', { key: ' ' }, true],
    ['5', { key: '5', code: 'Numpad5' }, true],
    ['Shift+ArrowDown', { key: 'ArrowDown', shiftKey: true }, true],
    ['ArrowDown', { key: 'ArrowDown', shiftKey: true }, false],
    ['P', { key: 'p', altKey: true }, false],
  ] as const)('%s and %o: %s', (key, init, expected) => {
    expect(matchesKey(key, press(init))).toBe(expected);
  });
});

describe('what people read and type', () => {
  test.each([
    [count(1, 'photo'), '1 photo'],
    [count(12_480, 'photo'), '12,480 photos'],
    [count(2, 'copy', 'copies'), '2 copies'],
    [bytes(999), '999 bytes'],
    [bytes(8_400_000), '8.4 MB'],
    [duration(0.2), '1 s'],
    [duration(59), '59 s'],
    [duration(180), '3 min'],
    [duration(7500), '2 h 5 min'],
  ])('%s', (text, expected) => expect(text).toBe(expected));

  test('a moment is told from today', () => {
    const now = new Date(2026, 4, 3, 15, 0).getTime();
    expect(moment(new Date(2026, 4, 3, 14, 5).getTime(), now)).toBe('today 14:05');
    expect(moment(new Date(2026, 4, 2, 9, 10).getTime(), now)).toBe('yesterday 09:10');
    expect(moment(new Date(2025, 11, 24, 9, 10).getTime(), now)).toBe('24 Dec 2025 09:10');
    expect(moment(new Date(2026, 4, 4, 8).getTime(), now)).toBe('tomorrow 08:00');
    expect(until(new Date(2026, 4, 3, 21, 25).getTime(), now)).toBe('until 21:25');
    expect(until(new Date(2026, 4, 4, 8).getTime(), now)).toBe('until tomorrow 08:00');
  });

  test('only a name that runs the other way is set apart', () => {
    expect(isolate('nas (2)')).toBe('nas (2)');
    expect(isolate('صور العائلة')).toBe('\u2068صور العائلة\u2069');
  });

  test.each([
    ['animals > birds › heron', 'animals|birds|heron'],
    [' heron ', 'heron'],
    ['a||b', 'a|b'],
    ['A/B testing', 'A/B testing'],
  ])('the keyword “%s”', (typed, path) => expect(toKeyword(typed)).toBe(path));

  test.each([
    ['creators', ['Ana Ferreira', 'Smith; Jones Ltd'], 'Ana Ferreira; "Smith; Jones Ltd"'],
    ['title', { 'x-default': 'Harbour', pt: 'Porto' }, 'Harbour'],
    ['city', 'Faro', 'Faro'],
  ] as const)('%s is edited as text and read back', (name, value, text) => {
    const field = fieldDef(name);
    expect(toText(field, value)).toBe(text);
    expect(fromText(field, text, value)).toEqual(value);
  });

  test('the address names a screen and what it shows', () => {
    expect(placeOf('#/conflicts?photo=12')).toEqual({ screen: 'conflicts', params: { photo: '12' } });
    expect(placeOf('')).toEqual({ screen: 'photos', params: {} });
    expect(placeOf('#/nowhere')).toEqual({ screen: 'photos', params: {} });
  });

  test('the palette puts the beginnings of words first', () => {
    expect(rank('Rate 3 stars', 'rate')).toBeGreaterThan(rank('Clear the rating', 'rat'));
    expect(rank('Label red', 'red lab')).toBeGreaterThan(0);
    expect(rank('Label red', 'blue')).toBe(0);
    const action = (title: string, group: string) => ({ id: title, title, group, run: () => undefined });
    const all = [action('New bridge', 'Bridges'), action('Go to Bridges', 'Go to')];
    expect(ranked(all, 'bridges').map(({ title }) => title)).toEqual(['Go to Bridges', 'New bridge']);
  });
});

describe('the grid’s measures', () => {
  test('a 1440 × 900 window shows at least 60 thumbnails beside the inspector', () => {
    const { columns, rowHeight } = layoutOf(1440 - 208 - 276 - 10, 98, false);
    expect(columns * Math.floor((900 - 44 - 41 - 32) / rowHeight)).toBeGreaterThanOrEqual(60);
  });
  test.each([320, 777, 1024, 2560])('columns fill %i pixels and never more', (width) => {
    const { columns, cellWidth, gap } = layoutOf(width, 98, false);
    expect(columns * (cellWidth + gap)).toBeLessThanOrEqual(width);
    expect(width - columns * (cellWidth + gap)).toBeLessThan(columns + 2 * gap);
  });
  test('a turned picture stands upright in its cell', () => {
    expect(boxOf({ width: 6000, height: 4000, orientation: 6 }, 90, 72)).toEqual({ width: 48, height: 72 });
    expect(boxOf({ width: 6000, height: 4000, orientation: 1 }, 90, 72)).toEqual({ width: 90, height: 60 });
  });
  test('pictures are asked for in a few sizes, sharp on dense screens', () => {
    expect([pixelsFor(98, 1), pixelsFor(98, 2), pixelsFor(400, 2)]).toEqual([160, 320, 1024]);
  });
});

describe('what undo and redo are about', () => {
  const run = (id: string, more: Partial<RunView> = {}): RunView => ({
    run: id,
    plan: id,
    at: 0,
    kind: 'edit',
    title: id,
    state: 'done',
    written: 1,
    skipped: 0,
    problems: 0,
    undone: null,
    bridges: [],
    fields: [],
    libraries: [],
    ...more,
  });
  test.each([
    ['the newest run', [run('b'), run('a')], 'b', undefined],
    [
      'after an undo: the one before, and the one undone',
      [run('u', { kind: 'undo' }), run('b', { undone: 'u' }), run('a')],
      'a',
      'b',
    ],
    [
      'a new edit ends redo',
      [run('c'), run('u', { kind: 'undo' }), run('b', { undone: 'u' })],
      'c',
      undefined,
    ],
    ['a run that still goes on is left alone', [run('b', { state: 'running' }), run('a')], 'a', undefined],
    ['a run that wrote nothing has nothing to undo', [run('b', { written: 0 }), run('a')], 'a', undefined],
    ['nothing at all', [], undefined, undefined],
  ] as const)('%s', (_words, runs, undo, redo) => {
    expect(undoable(runs)?.run).toBe(undo);
    expect(redoable(runs)?.run).toBe(redo);
  });
});
