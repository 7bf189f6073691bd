import { describe, expect, test } from 'vitest';
import type { PlanOutcome } from '../../shared/api/views.ts';
import { editingOf } from '../../shared/host/cli/edit.ts';
import { noteLines, noteStep, noteText } from '../../shared/host/cli/note-words.ts';

describe('findings of a plan in words', () => {
  test.each([
    ['keptAdd', ['lake'], '“lake” was removed in one copy and added in another: it is kept.'],
    [
      'straggler',
      ['birds', 'animals|birds', 'birds|crane'],
      '“birds|crane” is left below the old name “birds”, which is called “animals|birds” now.',
    ],
    [
      'divergingRename',
      ['P', 'Q', 'R'],
      '“P” was renamed to “Q” in one copy and to “R” in another: both are kept.',
    ],
    ['crossingMove', ['X|Y', 'Y|X'], '“X|Y” and “Y|X” were moved below each other: both are kept.'],
    [
      'renamed',
      ['P|c', 'Q|c'],
      '“P|c” is taken as “Q|c”: the name was changed before, and this copy did not know.',
    ],
  ] as const)('%s', (kind, paths, text) => {
    expect(noteText({ kind, paths })).toBe(text);
  });

  test('a straggler comes with the command that moves it, as a shell takes it', () => {
    const paths = ['it’s "old"', 'new|name', 'it’s "old"|two words'];
    expect(noteStep({ kind: 'straggler', paths })).toBe(
      `tagbridge edit --where 'keyword:"it’s \\"old\\"|two words"' --rename-keyword 'it’s "old"|two words=new|name|two words'`,
    );
    expect(noteStep({ kind: 'keptAdd', paths: ['a'] })).toBeUndefined();
  });

  test('each finding once, with its photos, and how many there are beside', () => {
    const notes = [{ kind: 'keptAdd', paths: ['lake'], field: 'keywords', photos: 3 }] as const;
    expect(noteLines({ notes, noteTotal: 2 } as unknown as PlanOutcome)).toEqual([
      '“lake” was removed in one copy and added in another: it is kept. (3 photos)',
      '… and 1 more finding.',
    ]);
    expect(noteLines({} as PlanOutcome)).toEqual([]);
  });
});

describe('--rename-keyword', () => {
  test('takes an old and a new path', () => {
    expect(editingOf({ renameKeyword: ['animals|bird = animals|birds', 'a=b'] })).toEqual({
      renameKeywords: [
        { from: 'animals|bird', to: 'animals|birds' },
        { from: 'a', to: 'b' },
      ],
    });
  });

  test.each(['a', '=b', 'a=', 'a=b=c', ' = '])('“%s” is wrong usage', (text) => {
    expect(() => editingOf({ renameKeyword: [text] })).toThrow('are no two keywords');
  });
});
