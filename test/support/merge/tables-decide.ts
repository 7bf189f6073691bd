import { F } from './core.ts';
import { type Action, copy, NEVER, type Row } from './row.ts';

const conflict = { conflict: 'copies' } as const;
const text = (name: string, rest: Omit<Row, 'name' | 'field'>): Row => ({ name, field: F.text, ...rest });
const set = (name: string, rest: Omit<Row, 'name' | 'field'>): Row => ({ name, field: F.people, ...rest });
const target = { role: 'target' } as const;
const readOnly = { writable: false } as const;

const resolve = (take: Extract<Action, { resolve: unknown }>['resolve']): Action => ({ resolve: take });
const apart = [copy('v', 'x'), copy('v', 'y'), copy('v', 'v')];

/** Reliability.md §6.5: a person decides. */
export const resolveRows: readonly Row[] = [
  text('resolve: the value of one copy', {
    hub: 'v',
    sides: apart,
    action: resolve({ files: [2] }),
    expect: { values: ['y', 'y', 'y'], losers: 2 },
  }),
  text('resolve: the value last decided', {
    hub: 'v',
    sides: apart,
    action: resolve({ hub: true }),
    expect: { values: ['v', 'v', 'v'], losers: 2 },
  }),
  text('resolve: no value was ever decided', {
    sides: [copy(NEVER, 'x'), copy(NEVER, 'y')],
    action: resolve({ hub: true }),
    expect: { values: ['x', 'y'], hub: NEVER, bases: [NEVER, NEVER], why: 'ever decided' },
  }),
  text('resolve: a value of its own', {
    hub: 'v',
    sides: apart,
    action: resolve({ value: 'z' }),
    expect: { values: ['z', 'z', 'z'], losers: 3 },
  }),
  text('resolve: empty', {
    hub: 'v',
    sides: apart,
    action: resolve({ value: '' }),
    expect: { values: [null, null, null], losers: 3 },
  }),
  text('resolve: the value a copy already holds decides too', {
    hub: 'v',
    sides: [copy('v', 'v'), copy('v', 'v')],
    action: resolve({ value: 'v' }),
    expect: { values: ['v', 'v'] },
  }),
  text('resolve: copies of the chosen library that disagree give no answer', {
    hub: 'v',
    sides: apart,
    action: resolve({ files: [1, 2] }),
    expect: { values: ['x', 'y', 'v'], hub: 'v', bases: ['v', 'v', 'v'], why: 'no answer' },
  }),
  text('resolve: a chosen copy that cannot be read gives no answer', {
    hub: 'v',
    sides: [copy('v', 'x'), copy('v', null, { readable: false })],
    action: resolve({ files: [2] }),
    expect: { values: ['x', null], hub: 'v', bases: ['v', 'v'] },
  }),
  text('resolve: a text cannot be united', {
    hub: 'v',
    sides: apart,
    action: resolve({ union: true }),
    expect: { values: ['x', 'y', 'v'], hub: 'v', bases: ['v', 'v', 'v'], why: 'united' },
  }),
  text('resolve: who cannot be written has been heard', {
    hub: 'v',
    sides: [copy('v', 'x'), copy('v', 'y', readOnly), copy('v', 'z', { ...target, writable: false })],
    action: resolve({ files: [1] }),
    expect: { values: ['x', 'y', 'z'], bases: ['x', 'y', 'z'] },
  }),
  set('resolve: union of a set', {
    hub: ['a'],
    held: true,
    sides: [copy(['a'], ['b']), copy(['a'], ['a'])],
    action: resolve({ union: true }),
    expect: {
      values: [
        ['a', 'b'],
        ['a', 'b'],
      ],
    },
  }),
  {
    name: 'resolve: union of a list keeps the order of each',
    field: F.creators,
    hub: ['a'],
    sides: [copy(['a'], ['b', 'a']), copy(['a'], ['a', 'c'])],
    action: resolve({ union: true }),
    expect: {
      values: [
        ['a', 'c', 'b'],
        ['a', 'c', 'b'],
      ],
    },
  },
  {
    name: 'resolve: union of keywords drops what is implied',
    field: F.keywords,
    hub: null,
    held: true,
    sides: [copy(null, ['a']), copy(null, ['a|b'])],
    action: resolve({ union: true }),
    expect: { values: [['a|b'], ['a|b']] },
  },
];

const from = { library: 'from' };
const merge: Action = { push: 'merge' };
const replace: Action = { push: 'replace' };

/** Decision 4 of design.md. The first copy is pushed from. */
export const pushRows: readonly Row[] = [
  text('push merge: only from moved: written', {
    hub: 'v',
    sides: [copy('v', 'x', from), copy('v', 'v')],
    action: merge,
    expect: { values: ['x', 'x'] },
  }),
  text('push merge: from cleared it: cleared', {
    hub: 'v',
    sides: [copy('v', null, from), copy('v', 'v')],
    action: merge,
    expect: { values: [null, null], losers: 1 },
  }),
  text('push merge: only to moved: kept', {
    hub: 'v',
    sides: [copy('v', 'v', from), copy('v', 'x')],
    action: merge,
    expect: { values: ['v', 'x'], hub: 'v', bases: ['v', 'v'] },
  }),
  text('push merge: the target lags behind what the source holds: written', {
    hub: 'h',
    sides: [copy('h', 'h', from), copy('v', 'v')],
    action: merge,
    expect: { values: ['h', 'h'] },
  }),
  text('push merge: the source itself lags behind the hub: nothing to push', {
    hub: 'h',
    sides: [copy('v', 'v', from), copy('v', 'v')],
    action: merge,
    expect: { values: ['v', 'v'], hub: 'h', bases: ['v', 'v'] },
  }),
  text('push merge: the source lags behind: a copy that joined takes what was decided', {
    hub: 'h',
    sides: [copy('v', 'v', from), copy(NEVER, null)],
    action: merge,
    expect: { values: ['v', 'h'], hub: 'h', bases: ['v', 'h'] },
  }),
  text('push merge: both moved: conflict', {
    hub: 'v',
    sides: [copy('v', 'x', from), copy('v', 'y')],
    action: merge,
    expect: conflict,
  }),
  text('push merge: no base, target empty: filled', {
    sides: [copy(NEVER, 'x', from), copy(NEVER, null)],
    action: merge,
    expect: { values: ['x', 'x'] },
  }),
  text('push merge: no base, source empty: the target keeps its own', {
    sides: [copy(NEVER, null, from), copy(NEVER, 'x')],
    action: merge,
    expect: { values: [null, 'x'], hub: NEVER, bases: [NEVER, NEVER] },
  }),
  text('push merge: no base, different: conflict', {
    sides: [copy(NEVER, 'x', from), copy(NEVER, 'y')],
    action: merge,
    expect: conflict,
  }),
  text('push merge: every copy in to is written', {
    hub: 'v',
    sides: [copy('v', 'x', from), copy('v', 'v'), copy('v', 'v')],
    action: merge,
    expect: { values: ['x', 'x', 'x'] },
  }),
  text('push merge: a copy that joined is filled although the source did not move', {
    hub: 'v',
    sides: [copy('v', 'v', from), copy('v', 'v'), copy(NEVER, null)],
    action: merge,
    expect: { values: ['v', 'v', 'v'] },
  }),
  text('push merge: an unreadable source pushes nothing', {
    hub: 'v',
    sides: [copy('v', null, { ...from, readable: false }), copy('v', 'v')],
    action: merge,
    expect: { values: [null, 'v'], hub: 'v', bases: ['v', 'v'], why: 'unreadable' },
  }),
  text('push: source copies that disagree are a conflict', {
    hub: 'v',
    sides: [copy('v', 'x', from), copy('v', 'y', from), copy('v', 'v')],
    action: merge,
    expect: { ...conflict, why: 'disagree' },
  }),
  set('push merge: removals and additions go over, the target keeps its own', {
    hub: ['a', 'b'],
    sides: [copy(['a', 'b'], ['b', 'c'], from), copy(['a', 'b'], ['a', 'b', 'own'])],
    action: merge,
    expect: {
      values: [
        ['b', 'c'],
        ['b', 'c', 'own'],
      ],
      bases: [
        ['b', 'c'],
        ['b', 'c'],
      ],
    },
  }),
  set('push merge: no base: union, only the target is written', {
    sides: [copy(NEVER, ['a'], from), copy(NEVER, ['b'])],
    action: merge,
    expect: { values: [['a'], ['a', 'b']], bases: [['a'], ['a']] },
  }),
  text('push replace: the target becomes equal', {
    hub: 'v',
    sides: [copy('v', 'x', from), copy('v', 'y')],
    action: replace,
    expect: { values: ['x', 'x'], losers: 1 },
  }),
  text('push replace: clears what the source lacks', {
    sides: [copy(NEVER, null, from), copy(NEVER, 'y')],
    action: replace,
    expect: { values: [null, null], losers: 1 },
  }),
  text('push replace: an unreadable source clears nothing', {
    sides: [copy(NEVER, null, { ...from, readable: false }), copy(NEVER, 'y')],
    action: replace,
    expect: { values: [null, 'y'], hub: NEVER, bases: [NEVER, NEVER] },
  }),
  text('push replace: an unreadable target is left alone', {
    hub: 'v',
    sides: [copy('v', 'x', from), copy('v', null, { readable: false })],
    action: replace,
    expect: { values: ['x', null], bases: ['x', 'v'] },
  }),
  text('push: a source copy lies about nothing when told twice', {
    hub: 'v',
    sides: [copy('v', 'x', from), copy('v', 'x ', from), copy('v', 'v')],
    action: replace,
    expect: { values: ['x', 'x ', 'x'] },
  }),
  {
    name: 'push: flat and full path of one keyword do not disagree',
    field: F.keywords,
    sides: [copy(NEVER, ['a|b'], from), copy(NEVER, ['b'], from), copy(NEVER, null)],
    action: merge,
    expect: { values: [['a|b'], ['b'], ['a|b']], bases: [['a|b'], ['b'], ['a|b']] },
  },
  {
    name: 'push replace: an element only the target has goes',
    field: F.people,
    hub: ['a'],
    sides: [copy(['a'], ['a', 'c'], from), copy(['a'], ['a', 'own'])],
    action: replace,
    expect: {
      values: [
        ['a', 'c'],
        ['a', 'c'],
      ],
      losers: 1,
    },
  },
];
