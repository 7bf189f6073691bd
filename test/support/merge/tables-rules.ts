import type { Rule } from '../../../shared/core/bridge.ts';
import { F } from './core.ts';
import { type Action, copy, NEVER, type Row } from './row.ts';

const conflict = { conflict: 'copies' } as const;
const text = (name: string, rest: Omit<Row, 'name' | 'field'>): Row => ({ name, field: F.text, ...rest });
const set = (name: string, rest: Omit<Row, 'name' | 'field'>): Row => ({ name, field: F.people, ...rest });
const words = (name: string, rest: Omit<Row, 'name' | 'field'>): Row => ({
  name,
  field: F.keywords,
  ...rest,
});
const heron = { from: 'heron', to: 'animals|birds|heron' };
const german = [
  { from: 'Reiher', to: 'heron' },
  { from: 'Fischreiher', to: 'heron' },
  { from: 'Ente', to: 'duck' },
];
const target = { role: 'target' } as const;

const L = (library: string) => ({ library });
const rules = (list: readonly Rule[], seen?: readonly number[]): Action => ({
  rules: list,
  ...(seen ? { seen } : {}),
});
const two = [copy('v', 'x', L('A')), copy('v', 'y', L('B'))];

/** Rules of a bridge. */
export const ruleRows: readonly Row[] = [
  text('rule: none: asks', { hub: 'v', sides: two, action: rules([]), expect: conflict }),
  text('rule: prefer a library', {
    hub: 'v',
    sides: two,
    action: rules([{ field: '*', kind: 'prefer', library: 'B' }]),
    expect: { values: ['y', 'y'], losers: 1 },
  }),
  text('rule: prefer a library that has no copy: asks', {
    hub: 'v',
    sides: two,
    action: rules([{ field: '*', kind: 'prefer', library: 'C' }]),
    expect: conflict,
  }),
  text('rule: asking for this field comes before preferring for all', {
    hub: 'v',
    sides: two,
    action: rules([
      { field: '*', kind: 'prefer', library: 'B' },
      { field: 'headline', kind: 'ask' },
    ]),
    expect: conflict,
  }),
  text('rule: prefer settles no undo', {
    hub: 'v',
    held: true,
    sides: two,
    action: rules([{ field: '*', kind: 'prefer', library: 'B' }]),
    expect: { conflict: 'undone' },
  }),
  text('rule: prefer changes nothing where nobody disagrees', {
    hub: 'v',
    sides: [copy('v', 'x', L('A')), copy('v', 'v', L('B'))],
    action: rules([{ field: '*', kind: 'prefer', library: 'B' }]),
    expect: { values: ['x', 'x'] },
  }),
  text('rule: newest by order of observation', {
    hub: 'v',
    sides: two,
    action: rules([{ field: '*', kind: 'newest' }], [2, 1]),
    expect: { values: ['x', 'x'] },
  }),
  text('rule: newest without an honest order: asks', {
    hub: 'v',
    sides: two,
    action: rules([{ field: '*', kind: 'newest' }]),
    expect: conflict,
  }),
  text('rule: newest with one order unknown: asks', {
    hub: 'v',
    sides: two,
    action: rules([{ field: '*', kind: 'newest' }], [2]),
    expect: conflict,
  }),
  text('rule: newest of two at once: asks', {
    hub: 'v',
    sides: two,
    action: rules([{ field: '*', kind: 'newest' }], [2, 2]),
    expect: conflict,
  }),
  text('rule: fill blanks: filled', {
    sides: [copy(NEVER, 'x', L('A')), copy(NEVER, null, L('B'))],
    action: rules([{ field: '*', kind: 'fillBlanks' }]),
    expect: { values: ['x', 'x'] },
  }),
  text('rule: fill blanks: a value is never replaced', {
    hub: 'v',
    sides: [copy('v', 'x', L('A')), copy('v', 'v', L('B'))],
    action: rules([{ field: '*', kind: 'fillBlanks' }]),
    expect: { values: ['x', 'v'], bases: ['x', 'v'], losers: 0 },
  }),
  text('rule: fill blanks: differing copies are no conflict', {
    hub: 'v',
    sides: two,
    action: rules([{ field: '*', kind: 'fillBlanks' }]),
    expect: { values: ['x', 'y'], hub: 'v', bases: ['v', 'v'] },
  }),
  text('rule: never leaves: the value stays in its library', {
    sides: [copy(NEVER, 'x', L('A')), copy(NEVER, null, L('B')), copy(NEVER, null, L('C'))],
    action: rules([{ field: 'headline', kind: 'neverLeaves', library: 'A' }]),
    expect: { values: ['x', null, null], hub: NEVER, bases: [NEVER, NEVER, NEVER] },
  }),
  text('rule: never leaves to one library: the others go on', {
    sides: [copy(NEVER, 'x', L('A')), copy(NEVER, null, L('B')), copy(NEVER, null, L('C'))],
    action: rules([{ field: 'headline', kind: 'neverLeaves', from: 'A', to: 'C' }]),
    expect: { values: ['x', 'x', null], bases: ['x', 'x', NEVER] },
  }),
  text('rule: never leaves for another field means nothing here', {
    sides: [copy(NEVER, 'x', L('A')), copy(NEVER, null, L('B'))],
    action: rules([{ field: 'gps', kind: 'neverLeaves', library: 'A' }]),
    expect: { values: ['x', 'x'] },
  }),
  text('rule: mirror: the target is made equal, its value kept as a loser', {
    hub: 'v',
    sides: [copy('v', 'v', L('A')), copy('v', 'x', { ...L('B'), ...target })],
    action: rules([{ field: '*', kind: 'mirror', to: 'B' }]),
    expect: { values: ['v', 'v'], losers: 1 },
  }),
  set('rule: mirror: the elements of its own go', {
    hub: ['a'],
    sides: [copy(['a'], ['a', 'b'], L('A')), copy(['a'], ['a', 'own'], { ...L('B'), ...target })],
    action: rules([{ field: '*', kind: 'mirror', to: 'B' }]),
    expect: {
      values: [
        ['a', 'b'],
        ['a', 'b'],
      ],
      losers: 1,
    },
  }),
  text('rule: mirror: what no source ever had goes, and is kept as a loser', {
    sides: [copy(NEVER, null, L('A')), copy(NEVER, 'x', { ...L('B'), ...target })],
    action: rules([{ field: '*', kind: 'mirror', to: 'B' }]),
    expect: { values: [null, null], losers: 1 },
  }),
  set('rule: mirror: at first sight too, only what the sources have together stays', {
    sides: [
      copy(NEVER, ['a'], L('A')),
      copy(NEVER, ['c'], L('C')),
      copy(NEVER, ['a', 'own'], { ...L('B'), ...target }),
    ],
    action: rules([{ field: '*', kind: 'mirror', to: 'B' }]),
    expect: {
      values: [
        ['a', 'c'],
        ['a', 'c'],
        ['a', 'c'],
      ],
      losers: 1,
    },
  }),
  text('rule: mirror: a source that cannot be read clears nothing', {
    sides: [copy(NEVER, null, { ...L('A'), readable: false }), copy(NEVER, 'x', { ...L('B'), ...target })],
    action: rules([{ field: '*', kind: 'mirror', to: 'B' }]),
    expect: { values: [null, 'x'], hub: NEVER, bases: [NEVER, NEVER] },
  }),
  text('rule: mirror: sources that disagree at first sight: asks', {
    sides: [copy(NEVER, 'x', L('A')), copy(NEVER, 'y', L('C')), copy(NEVER, 'z', { ...L('B'), ...target })],
    action: rules([{ field: '*', kind: 'mirror', to: 'B' }]),
    expect: conflict,
  }),
  text('rule: newest of two whose spans overlap: asks', {
    hub: 'v',
    sides: [...two, copy('v', 'v', L('C'))],
    action: rules([{ field: '*', kind: 'newest' }], [2, 2.5, 9]),
    expect: conflict,
  }),
  text('rule: prefer between two libraries', {
    hub: 'v',
    sides: [...two, copy('v', 'v', L('C'))],
    action: rules([{ field: '*', kind: 'prefer', library: 'A', from: 'A', to: 'B' }]),
    expect: { values: ['x', 'x', 'x'], losers: 2 },
  }),
  text('rule: prefer between two libraries: a third that changed is asked about', {
    hub: 'v',
    sides: [...two, copy('v', 'z', L('C'))],
    action: rules([{ field: '*', kind: 'prefer', library: 'A', from: 'A', to: 'B' }]),
    expect: conflict,
  }),
  text('rule: fill blanks of one library: the others are brought in step', {
    hub: 'v',
    sides: [copy('v', 'x', L('A')), copy('v', 'v', L('B')), copy('v', 'v', L('C'))],
    action: rules([{ field: '*', kind: 'fillBlanks', to: 'B' }]),
    expect: { values: ['x', 'v', 'x'], bases: ['x', 'v', 'x'], losers: 1 },
  }),
  words('rule: vocabulary: a word that travels is called by its path, everywhere', {
    hub: ['old'],
    sides: [copy(['old'], ['old', 'heron'], L('A')), copy(['old'], ['old'], L('B'))],
    action: rules([{ field: 'keywords', kind: 'vocabulary', words: [heron] }]),
    expect: {
      values: [
        ['old', 'animals|birds|heron'],
        ['old', 'animals|birds|heron'],
      ],
    },
  }),
  words('rule: vocabulary: what stands below a word moves with it', {
    hub: null,
    sides: [copy(null, ['heron|grey'], L('A')), copy(null, null, L('B'))],
    action: rules([{ field: '*', kind: 'vocabulary', words: [heron] }]),
    expect: { values: [['animals|birds|heron|grey'], ['animals|birds|heron|grey']], losers: 1 },
  }),
  words('rule: vocabulary: a library keeps its own word for it', {
    hub: null,
    sides: [copy(null, ['Reiher'], L('A')), copy(null, ['duck'], L('B'))],
    action: rules([{ field: 'keywords', kind: 'vocabulary', library: 'A', words: german }]),
    expect: {
      values: [
        ['Reiher', 'Ente'],
        ['duck', 'heron'],
      ],
      hub: ['duck', 'heron'],
      bases: [
        ['duck', 'heron'],
        ['duck', 'heron'],
      ],
    },
  }),
  words('rule: vocabulary: of two words for one thing the one that is there stays', {
    hub: ['heron'],
    sides: [copy(['heron'], ['Fischreiher'], L('A')), copy(['heron'], ['heron', 'lake'], L('B'))],
    action: rules([{ field: 'keywords', kind: 'vocabulary', library: 'A', words: german }]),
    expect: {
      values: [
        ['Fischreiher', 'lake'],
        ['heron', 'lake'],
      ],
      hub: ['heron', 'lake'],
      bases: [
        ['heron', 'lake'],
        ['heron', 'lake'],
      ],
    },
  }),
  words('rule: vocabulary: a word removed under its own name is removed', {
    hub: ['heron'],
    sides: [copy(['heron'], null, L('A')), copy(['heron'], ['heron'], L('B'))],
    action: rules([{ field: 'keywords', kind: 'vocabulary', library: 'A', words: german }]),
    expect: { values: [null, null], losers: 1 },
  }),
  words('rule: vocabulary: upper and lower case are one word, as it was decided', {
    hub: ['Paris'],
    sides: [copy(['Paris'], ['paris', 'Lyon'], L('A')), copy(['Paris'], ['Paris', 'lyon'], L('B'))],
    action: rules([{ field: 'keywords', kind: 'vocabulary', anyCase: true }]),
    expect: {
      values: [
        ['Paris', 'Lyon'],
        ['Paris', 'Lyon'],
      ],
      losers: 2,
    },
  }),
  words('rule: vocabulary: a source is heard in other words and not written', {
    hub: null,
    sides: [copy(null, ['heron'], { ...L('A'), role: 'source' }), copy(null, null, L('B'))],
    action: rules([{ field: 'keywords', kind: 'vocabulary', words: [heron] }]),
    expect: {
      values: [['heron'], ['animals|birds|heron']],
      hub: ['animals|birds|heron'],
      bases: [['animals|birds|heron'], ['animals|birds|heron']],
    },
  }),
  text('planned: what a blank copy is to get was heard from another copy before: no news, it is its base', {
    hub: null,
    sides: [copy(null, null, L('A')), copy('x', 'x', L('B')), copy(NEVER, 'x', { ...L('B'), planned: true })],
    action: rules([{ field: '*', kind: 'fillBlanks' }]),
    expect: { values: [null, 'x', 'x'], bases: [null, 'x', 'x'], losers: 0 },
  }),
  text('planned: it gives way to what was decided, as the copy it was heard from does', {
    hub: 'v',
    sides: [copy('v', 'v'), copy('x', 'x'), copy(NEVER, 'x', { planned: true })],
    action: rules([]),
    expect: { values: ['v', 'v', 'v'] },
  }),
  text('planned: a base that was planned before it counts no more than none', {
    hub: null,
    sides: [copy(null, null, L('A')), copy('x', 'x', L('B')), copy(null, 'x', { ...L('B'), planned: true })],
    action: rules([{ field: '*', kind: 'fillBlanks' }]),
    expect: { values: [null, 'x', 'x'], bases: [null, 'x', 'x'], losers: 0 },
  }),
  text('planned: heard from no copy of the bridge: news', {
    hub: null,
    sides: [copy(null, null), copy(NEVER, 'x', { planned: true })],
    action: rules([]),
    expect: { values: ['x', 'x'] },
  }),
  text('planned: heard from a target only, whose own words do not travel: news', {
    hub: null,
    sides: [copy(null, null), copy('x', 'x', target), copy(NEVER, 'x', { planned: true })],
    action: rules([]),
    expect: { values: ['x', 'x', 'x'] },
  }),
  text('planned: two blank copies do not vouch for each other', {
    hub: null,
    sides: [copy(null, null), copy('x', 'x', { planned: true }), copy(NEVER, 'x', { planned: true })],
    action: rules([]),
    expect: { values: ['x', 'x', 'x'] },
  }),
  text('planned: a copy that cannot be read vouches for nothing', {
    hub: null,
    sides: [copy(null, null), copy('x', 'x', { readable: false }), copy(NEVER, 'x', { planned: true })],
    action: rules([]),
    expect: { values: ['x', 'x', 'x'], bases: ['x', 'x', 'x'] },
  }),
  words('planned: heard only from a copy that has just come to it: news of both', {
    hub: [],
    sides: [
      copy(null, ['animals|birds|heron']),
      copy(null, ['heron']),
      copy(NEVER, ['heron'], { planned: true }),
    ],
    action: rules([]),
    expect: {
      values: [['animals|birds|heron'], ['animals|birds|heron'], ['animals|birds|heron']],
    },
  }),
  text('planned: before the first decision everything is news', {
    hub: NEVER,
    sides: [copy('x', 'x'), copy(NEVER, 'y'), copy(NEVER, 'x', { planned: true })],
    action: rules([]),
    expect: conflict,
  }),
  {
    name: 'planned: a rule between two libraries holds while a third waits for what another bridge plans for it',
    field: F.rating,
    hub: 3,
    sides: [copy(3, 5, L('A')), copy(3, 3, L('B')), copy(NEVER, 3, { ...L('C'), planned: true })],
    action: rules([{ field: '*', kind: 'fillBlanks', from: 'A', to: 'B' }]),
    expect: { values: [5, 3, 5], hub: 5, bases: [5, 3, 5] },
  },
];
