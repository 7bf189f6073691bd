import type { Rule } from '../../../shared/core/bridge.ts';
import { F } from './core.ts';
import { type Action, copy, NEVER, type Row } from './row.ts';

const conflict = { conflict: 'copies' } as const;
const text = (name: string, rest: Omit<Row, 'name' | 'field'>): Row => ({ name, field: F.text, ...rest });
const set = (name: string, rest: Omit<Row, 'name' | 'field'>): Row => ({ name, field: F.people, ...rest });
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
];
