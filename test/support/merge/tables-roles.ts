import { F } from './core.ts';
import { copy, NEVER, type Row } from './row.ts';

const conflict = { conflict: 'copies' } as const;
const text = (name: string, rest: Omit<Row, 'name' | 'field'>): Row => ({ name, field: F.text, ...rest });
const set = (name: string, rest: Omit<Row, 'name' | 'field'>): Row => ({ name, field: F.people, ...rest });
const source = { role: 'source' } as const;
const target = { role: 'target' } as const;
const readOnly = { writable: false } as const;

/** Roles of a bridge's members (design.md, decisions 2 and 3). */
export const roleRows: readonly Row[] = [
  text('a source is heard and not written', {
    hub: 'v',
    sides: [copy('v', 'v', source), copy('v', 'x')],
    expect: { values: ['v', 'x'], hub: 'x', bases: ['v', 'x'] },
  }),
  text('a copy that cannot be emptied keeps its value, and brings it back nowhere', {
    hub: 'v',
    sides: [copy('v', null), copy('v', 'v', { clearable: false }), copy('v', 'v')],
    expect: { values: [null, 'v', null], bases: [null, 'v', null] },
  }),
  text('a copy that cannot be emptied takes another value', {
    hub: 'v',
    sides: [copy('v', 'x'), copy('v', 'v', { clearable: false })],
    expect: { values: ['x', 'x'] },
  }),
  text('a source that moved goes everywhere', {
    hub: 'v',
    sides: [copy('v', 'x', source), copy('v', 'v')],
    expect: { values: ['x', 'x'] },
  }),
  text('a read-only copy is heard and not written', {
    hub: 'v',
    sides: [copy('v', 'v', readOnly), copy('v', 'x')],
    expect: { values: ['v', 'x'], hub: 'x', bases: ['v', 'x'] },
  }),
  text('a read-only copy that moved after the hub did: conflict', {
    hub: 'x',
    sides: [copy('v', 'y', readOnly), copy('x', 'x')],
    expect: conflict,
  }),
  text('a target takes what moved', {
    hub: 'v',
    sides: [copy('v', 'x'), copy('v', 'v', target)],
    expect: { values: ['x', 'x'] },
  }),
  text("a target's own change stays and does not travel", {
    hub: 'v',
    sides: [copy('v', 'v'), copy('v', 'x', target)],
    expect: { values: ['v', 'x'], hub: 'v', bases: ['v', 'v'] },
  }),
  text("a target's own change and the hub moved: conflict", {
    hub: 'v',
    sides: [copy('v', 'y'), copy('v', 'x', target)],
    expect: { ...conflict, why: 'receiving' },
  }),
  text("a target's own change, and the hub moved while it was away: conflict", {
    hub: 'h',
    sides: [copy('h', 'h'), copy('v', 'x', target)],
    expect: conflict,
  }),
  text("a target's own change is what the hub moved to: remembered", {
    hub: 'v',
    sides: [copy('v', 'x'), copy('v', 'x', target)],
    expect: { values: ['x', 'x'] },
  }),
  text('a new target with a value of its own, sources empty: it stays', {
    hub: null,
    sides: [copy(null, null), copy(NEVER, 'x', target)],
    expect: { values: [null, 'x'], bases: [null, null] },
  }),
  text('a new target with a value of its own, sources filled: conflict', {
    sides: [copy(NEVER, 'y'), copy(NEVER, 'x', target)],
    expect: conflict,
  }),
  text('targets alone have no opinion: nothing is decided', {
    sides: [copy(NEVER, 'x', target), copy(NEVER, null, target)],
    expect: { values: ['x', null], hub: NEVER, bases: [NEVER, NEVER] },
  }),
  set("a target's own elements stay, the hub's moves arrive", {
    hub: ['a'],
    sides: [copy(['a'], ['b'], source), copy(['a'], ['a', 'own'], target)],
    expect: { values: [['b'], ['own', 'b']], bases: [['b'], ['b']] },
  }),
  set('an element a target removed stays away there', {
    hub: ['a', 'b'],
    sides: [copy(['a', 'b'], ['a', 'b', 'c']), copy(['a', 'b'], ['b'], target)],
    expect: {
      values: [
        ['a', 'b', 'c'],
        ['b', 'c'],
      ],
      bases: [
        ['a', 'b', 'c'],
        ['a', 'b', 'c'],
      ],
    },
  }),
  set("a read-only target's own change is never taken for heard", {
    hub: ['a'],
    sides: [copy(['a'], ['b']), copy(['a'], ['a', 'own'], { ...target, ...readOnly })],
    expect: { values: [['b'], ['a', 'own']], bases: [['b'], ['a']] },
  }),
];
