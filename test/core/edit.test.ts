import { describe, expect, test } from 'vitest';
import { applyChanges, diffValues, invertChanges, undoChanges } from '../../shared/core/changes.ts';
import { applyEdit, type Editing } from '../../shared/core/edit.ts';
import type { FieldValues } from '../../shared/core/snapshot.ts';

const before: FieldValues = {
  keywords: ['animals|birds|heron', 'animals|fish', 'lake'],
  rating: 3,
  title: { 'x-default': 'Dawn' },
  captureTime: '2024-05-01T10:20:30+02:00',
};

const rows: readonly [what: string, edit: Editing, after: Partial<Record<keyof FieldValues, unknown>>][] = [
  [
    'adding a keyword',
    { addKeywords: ['sky'] },
    { keywords: ['animals|birds|heron', 'animals|fish', 'lake', 'sky'] },
  ],
  ['adding one that is held', { addKeywords: ['lake'] }, {}],
  ['adding one that a longer path implies', { addKeywords: ['animals|birds'] }, {}],
  [
    'adding one that makes a held one implied',
    { addKeywords: ['lake|shore'] },
    { keywords: ['animals|birds|heron', 'animals|fish', 'lake|shore'] },
  ],
  ['removing a keyword', { removeKeywords: ['lake'] }, { keywords: ['animals|birds|heron', 'animals|fish'] }],
  ['removing a path takes everything below it', { removeKeywords: ['animals'] }, { keywords: ['lake'] }],
  [
    'removing a leaf does not leave its parent',
    { removeKeywords: ['animals|birds|heron'] },
    { keywords: ['animals|fish', 'lake'] },
  ],
  ['removing a flat name does not touch a path that ends in it', { removeKeywords: ['heron'] }, {}],
  ['removing all', { removeKeywords: ['animals', 'lake'] }, { keywords: null }],
  [
    'moving: removing comes before adding',
    { removeKeywords: ['animals|birds'], addKeywords: ['birds|heron'] },
    { keywords: ['animals|fish', 'birds|heron', 'lake'] },
  ],
  [
    'renaming takes along what is below',
    { renameKeywords: [{ from: 'animals', to: 'nature | fauna' }] },
    { keywords: ['nature|fauna|birds|heron', 'nature|fauna|fish', 'lake'] },
  ],
  ['renaming a name that only begins alike', { renameKeywords: [{ from: 'anim', to: 'x' }] }, {}],
  [
    'renaming to a name that is held makes them one',
    { renameKeywords: [{ from: 'lake', to: 'animals|fish' }] },
    { keywords: ['animals|birds|heron', 'animals|fish'] },
  ],
  [
    'renaming comes before adding and removing',
    { renameKeywords: [{ from: 'lake', to: 'sea' }], removeKeywords: ['sea'], addKeywords: ['lake|shore'] },
    { keywords: ['animals|birds|heron', 'animals|fish', 'lake|shore'] },
  ],
  [
    'setting and adding keywords at once',
    { set: { keywords: ['a'] }, addKeywords: ['b'] },
    { keywords: ['a', 'b'] },
  ],
  ['setting a field', { set: { rating: 5 } }, { rating: 5 }],
  ['setting the value it has', { set: { rating: 3, title: { 'x-default': 'Dawn ' } } }, {}],
  ['setting no stars clears', { set: { rating: 0 } }, { rating: null }],
  ['setting empty text clears', { set: { title: { 'x-default': ' ' } } }, { title: null }],
  ['setting null clears', { set: { title: null } }, { title: null }],
  ['clearing', { clear: ['title', 'headline'] }, { title: null }],
  [
    'taking a zone away is an edit',
    { set: { captureTime: '2024-05-01T10:20:30' } },
    { captureTime: '2024-05-01T10:20:30' },
  ],
];

describe('an edit', () => {
  test.each(rows)('%s', (_, edit, after) => {
    const changes = applyEdit(before, edit);
    expect(Object.fromEntries(changes.map((change) => [change.field, sorted(change.after)]))).toEqual(
      Object.fromEntries(Object.entries(after).map(([field, value]) => [field, sorted(value)])),
    );
    for (const change of changes) expect(change.before).toEqual(before[change.field] ?? null);
  });

  test.each(rows)('%s: undone, all is as before', (_, edit) => {
    const changes = applyEdit(before, edit);
    const after = applyChanges(before, changes);
    expect(applyChanges(after, invertChanges(changes))).toEqual(before);
    expect(undoChanges(after, changes)).toEqual({ changes: invertChanges(changes), refused: [] });
  });
});

const sorted = (value: unknown) => (Array.isArray(value) ? [...value].sort() : value);

describe('changes', () => {
  test('a difference is what leads from one to the other; representation is none', () => {
    const after: FieldValues = {
      keywords: ['lake', 'animals|fish', 'animals|birds|heron'],
      rating: 4,
      headline: 'x',
    };
    const changes = diffValues(before, after);
    expect(changes.map((change) => change.field).sort()).toEqual([
      'captureTime',
      'headline',
      'rating',
      'title',
    ]);
    expect(diffValues(applyChanges(before, changes), after)).toEqual([]);
  });

  test('undo refuses, field by field, what changed since', () => {
    const changes = applyEdit(before, { set: { rating: 5 }, clear: ['title'] });
    const now = { ...applyChanges(before, changes), rating: 1 };
    const undo = undoChanges(now, changes);
    expect(undo.refused).toEqual(['rating']);
    expect(undo.changes).toEqual([{ field: 'title', before: null, after: { 'x-default': 'Dawn' } }]);
  });
});
