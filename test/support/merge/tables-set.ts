import { F } from './core.ts';
import { copy, NEVER, type Row } from './row.ts';

const set = (name: string, rest: Omit<Row, 'name' | 'field'>): Row => ({ name, field: F.people, ...rest });
const tags = (name: string, rest: Omit<Row, 'name' | 'field'>): Row => ({ name, field: F.keywords, ...rest });

/** Reliability.md §6.2, row by row. */
export const setRows: readonly Row[] = [
  set('held by both: kept', {
    hub: ['e'],
    sides: [copy(['e'], ['e']), copy(['e'], ['e'])],
    expect: { values: [['e'], ['e']], notes: [] },
  }),
  set('removed in one: removed everywhere', {
    hub: ['e'],
    sides: [copy(['e'], null), copy(['e'], ['e'])],
    expect: { values: [null, null], losers: 1, notes: [] },
  }),
  set('removed in both: removed', {
    hub: ['e'],
    sides: [copy(['e'], null), copy(['e'], null)],
    expect: { values: [null, null], losers: 0 },
  }),
  set('added in one: added everywhere', {
    hub: ['a'],
    sides: [copy(['a'], ['a', 'e']), copy(['a'], ['a'])],
    expect: {
      values: [
        ['a', 'e'],
        ['a', 'e'],
      ],
      losers: 0,
    },
  }),
  set('added in both: added', {
    hub: null,
    sides: [copy(null, ['e']), copy(null, ['e'])],
    expect: { values: [['e'], ['e']] },
  }),
  set('removed in one, added in another that had not seen it: kept, and shown', {
    hub: ['e'],
    sides: [copy(['e'], null), copy(null, ['e'])],
    expect: { values: [['e'], ['e']], notes: ['keptAdd'] },
  }),
  set('never in step: union', {
    sides: [copy(NEVER, ['a', 'e']), copy(NEVER, ['b'])],
    expect: {
      values: [
        ['a', 'b', 'e'],
        ['a', 'b', 'e'],
      ],
      losers: 0,
      why: 'nothing is removed',
    },
  }),
  set('never in step, one empty: never a deletion', {
    sides: [copy(NEVER, ['e']), copy(NEVER, null)],
    expect: { values: [['e'], ['e']] },
  }),
  set('never in step, all empty: nothing', {
    sides: [copy(NEVER, null), copy(NEVER, null)],
    expect: { values: [null, null], hub: NEVER, bases: [NEVER, NEVER] },
  }),
  set('a new empty copy joins: filled, nothing removed', {
    hub: ['e'],
    sides: [copy(NEVER, null), copy(['e'], ['e'])],
    expect: { values: [['e'], ['e']] },
  }),
  set('a new copy still holds what was removed: it is added again', {
    hub: null,
    sides: [copy(NEVER, ['e']), copy(null, null)],
    expect: { values: [['e'], ['e']] },
  }),
  set('back from an absence, unmoved: loses what was removed, gains what was added', {
    hub: ['b'],
    sides: [copy(['a'], ['a']), copy(['b'], ['b'])],
    expect: { values: [['b'], ['b']] },
  }),
  set('different elements added and removed: all of it', {
    hub: ['a', 'b'],
    sides: [copy(['a', 'b'], ['a', 'c']), copy(['a', 'b'], ['b', 'd'])],
    expect: {
      values: [
        ['c', 'd'],
        ['c', 'd'],
      ],
      why: 'Elements',
    },
  }),
  set('index lost (bases, no hub): what anybody holds is kept', {
    sides: [copy(['e'], ['e']), copy(null, null)],
    expect: { values: [['e'], ['e']] },
  }),
  set('unreadable: its elements are not taken for removed', {
    hub: ['e'],
    sides: [copy(['e'], ['e', 'a']), copy(['e'], null, { readable: false })],
    expect: { values: [['e', 'a'], null], bases: [['e', 'a'], ['e']] },
  }),
  set('order in a set is no change', {
    hub: ['a', 'b'],
    sides: [copy(['a', 'b'], ['b', 'a']), copy(['a', 'b'], ['a', 'b'])],
    expect: {
      values: [
        ['a', 'b'],
        ['a', 'b'],
      ],
    },
  }),
  set('a read-only copy is heard once: what is removed elsewhere later does not come back', {
    hub: ['a', 'b'],
    sides: [copy(['a'], ['a'], { writable: false }), copy(['a', 'b'], ['b'])],
    expect: { values: [['a'], ['b']], hub: ['b'], bases: [['a'], ['b']] },
  }),
  set('a read-only copy that never was in step is heard, and remembered as heard', {
    sides: [copy(NEVER, ['a'], { writable: false }), copy(NEVER, ['b'])],
    expect: { values: [['a'], ['a', 'b']], hub: ['a', 'b'], bases: [['a'], ['a', 'b']] },
  }),
];

/** Reliability.md §6.3 and decision 7 of design.md. */
export const keywordRows: readonly Row[] = [
  tags('renamed in one: renamed everywhere', {
    hub: ['P'],
    sides: [copy(['P'], ['Q']), copy(['P'], ['P'])],
    expect: { values: [['Q'], ['Q']], notes: [] },
  }),
  tags('renamed in one, a child added below the old name in another: both, the straggler is shown', {
    hub: ['P'],
    sides: [copy(['P'], ['Q']), copy(['P'], ['P|child'])],
    expect: {
      values: [
        ['Q', 'P|child'],
        ['P|child', 'Q'],
      ],
      hub: ['P|child', 'Q'],
      notes: ['straggler'],
    },
  }),
  tags('renamed to two names: both kept, shown as diverging', {
    hub: ['P'],
    sides: [copy(['P'], ['Q']), copy(['P'], ['R'])],
    expect: {
      values: [
        ['Q', 'R'],
        ['R', 'Q'],
      ],
      notes: ['divergingRename'],
    },
  }),
  tags('renamed in one, removed in another: the new name is kept', {
    hub: ['P'],
    sides: [copy(['P'], ['Q']), copy(['P'], null)],
    expect: { values: [['Q'], ['Q']], notes: [] },
  }),
  tags('X moved below Y, Y moved below X: both paths kept, shown as crossing', {
    hub: ['X', 'Y'],
    sides: [copy(['X', 'Y'], ['Y|X']), copy(['X', 'Y'], ['X|Y'])],
    expect: {
      values: [
        ['Y|X', 'X|Y'],
        ['X|Y', 'Y|X'],
      ],
      hub: ['X|Y', 'Y|X'],
      notes: ['crossingMove'],
    },
  }),
  tags('a whole branch renamed, one leaf added below the old name: shown as straggler', {
    hub: ['a|x', 'a|y'],
    sides: [copy(['a|x', 'a|y'], ['b|x', 'b|y']), copy(['a|x', 'a|y'], ['a|x', 'a|y', 'a|z'])],
    expect: {
      values: [
        ['b|x', 'b|y', 'a|z'],
        ['a|z', 'b|x', 'b|y'],
      ],
      notes: ['straggler'],
    },
  }),
  tags('a flat keyword is the one path with that leaf that another copy holds', {
    sides: [copy(NEVER, ['animals|birds|heron']), copy(NEVER, ['heron'])],
    expect: { values: [['animals|birds|heron'], ['animals|birds|heron']], losers: 0 },
  }),
  tags('with two candidates it stays flat', {
    sides: [copy(NEVER, ['birds|heron', 'prints|heron']), copy(NEVER, ['heron'])],
    expect: {
      values: [
        ['birds|heron', 'prints|heron', 'heron'],
        ['heron', 'birds|heron', 'prints|heron'],
      ],
    },
  }),
  tags('two candidates in two copies: it stays flat', {
    sides: [copy(NEVER, ['birds|heron']), copy(NEVER, ['prints|heron']), copy(NEVER, ['heron'])],
    expect: {
      values: [
        ['birds|heron', 'heron', 'prints|heron'],
        ['prints|heron', 'birds|heron', 'heron'],
        ['heron', 'birds|heron', 'prints|heron'],
      ],
    },
  }),
  tags('flat in a base of its own right: it stays flat', {
    hub: ['heron'],
    sides: [copy(['heron'], ['heron', 'birds|heron']), copy(['heron'], ['heron'])],
    expect: {
      values: [
        ['heron', 'birds|heron'],
        ['heron', 'birds|heron'],
      ],
    },
  }),
  tags('a program flattened the path: the path another copy holds stands for it', {
    hub: ['birds|heron'],
    sides: [copy(['birds|heron'], ['heron']), copy(['birds|heron'], ['birds|heron'])],
    expect: { values: [['birds|heron'], ['birds|heron']] },
  }),
  tags('a program flattened the path while the others are away: the hub knows it', {
    hub: ['birds|heron'],
    sides: [copy(['birds|heron'], ['heron']), copy(['birds|heron'], null, { readable: false })],
    expect: { values: [['birds|heron'], null], bases: [['birds|heron'], ['birds|heron']] },
  }),
  tags('a path that another copy just moved is the one that counts, not the hub', {
    hub: ['birds|heron'],
    sides: [copy(['birds|heron'], ['heron']), copy(['birds|heron'], ['prints|heron'])],
    expect: { values: [['prints|heron'], ['prints|heron']] },
  }),
  tags('an ancestor of a held path is implied', {
    sides: [copy(NEVER, ['animals', 'animals|birds']), copy(NEVER, ['animals|birds'])],
    expect: {
      values: [['animals', 'animals|birds'], ['animals|birds']],
      hub: ['animals|birds'],
      bases: [['animals|birds'], ['animals|birds']],
    },
  }),
  tags('a longer path in one makes the shorter one in another implied', {
    hub: ['animals'],
    sides: [copy(['animals'], ['animals|birds']), copy(['animals'], ['animals'])],
    expect: { values: [['animals|birds'], ['animals|birds']], losers: 0 },
  }),
  tags('flat and full path of one leaf in the same copy are two', {
    sides: [copy(NEVER, ['birds|heron', 'heron']), copy(NEVER, null)],
    expect: {
      values: [
        ['birds|heron', 'heron'],
        ['birds|heron', 'heron'],
      ],
    },
  }),
  tags('case is identity', {
    sides: [copy(NEVER, ['Paris']), copy(NEVER, ['paris'])],
    expect: {
      values: [
        ['Paris', 'paris'],
        ['paris', 'Paris'],
      ],
    },
  }),
  tags('Unicode form and blanks are not', {
    sides: [copy(NEVER, ['Zu\u0308rich']), copy(NEVER, ['Zürich'])],
    expect: { values: [['Zu\u0308rich'], ['Zürich']], hub: ['Zürich'], bases: [['Zürich'], ['Zürich']] },
  }),
  tags('the order a copy has its keywords in stays', {
    hub: ['b', 'a'],
    sides: [copy(['b', 'a'], ['b', 'a', 'c']), copy(['b', 'a'], ['b', 'a'])],
    expect: {
      values: [
        ['b', 'a', 'c'],
        ['b', 'a', 'c'],
      ],
    },
  }),
];
