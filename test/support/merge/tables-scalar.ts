import { F } from './core.ts';
import { copy, NEVER, type Row } from './row.ts';

const text = (name: string, rest: Omit<Row, 'name' | 'field'>): Row => ({ name, field: F.text, ...rest });
const conflict = { conflict: 'copies' } as const;

/** Reliability.md §6.1, row by row. */
export const scalarRows: readonly Row[] = [
  text('nobody moved: nothing', {
    hub: 'v',
    sides: [copy('v', 'v'), copy('v', 'v')],
    expect: { values: ['v', 'v'], losers: 0 },
  }),
  text('one moved: it goes everywhere', {
    hub: 'v',
    sides: [copy('v', 'x'), copy('v', 'v')],
    expect: { values: ['x', 'x'], losers: 1 },
  }),
  text('both moved alike: remembered, nothing written', {
    hub: 'v',
    sides: [copy('v', 'x'), copy('v', 'x')],
    expect: { values: ['x', 'x'], losers: 0 },
  }),
  text('both moved differently: conflict', {
    hub: 'v',
    sides: [copy('v', 'x'), copy('v', 'y')],
    expect: { ...conflict, why: 'differently' },
  }),
  text('one cleared it: empty everywhere', {
    hub: 'v',
    sides: [copy('v', null), copy('v', 'v')],
    expect: { values: [null, null], losers: 1 },
  }),
  text('both cleared it: remembered', {
    hub: 'v',
    sides: [copy('v', null), copy('v', null)],
    expect: { values: [null, null] },
  }),
  text('one cleared, one changed: conflict', {
    hub: 'v',
    sides: [copy('v', null), copy('v', 'x')],
    expect: { ...conflict, why: 'removed' },
  }),
  text('was empty, one set it: it goes everywhere', {
    hub: null,
    sides: [copy(null, 'x'), copy(null, null)],
    expect: { values: ['x', 'x'], losers: 0 },
  }),
  text('was empty, both set it differently: conflict', {
    hub: null,
    sides: [copy(null, 'x'), copy(null, 'y')],
    expect: conflict,
  }),
  text('never in step, one empty: filled', {
    sides: [copy(NEVER, 'x'), copy(NEVER, null)],
    expect: { values: ['x', 'x'], losers: 0, why: 'filled' },
  }),
  text('never in step, alike: remembered', {
    sides: [copy(NEVER, 'x'), copy(NEVER, 'x')],
    expect: { values: ['x', 'x'] },
  }),
  text('never in step, different: conflict', {
    sides: [copy(NEVER, 'x'), copy(NEVER, 'y')],
    expect: { ...conflict, why: 'never were' },
  }),
  text('never in step, all empty: nothing', {
    sides: [copy(NEVER, null), copy(NEVER, null)],
    expect: { values: [null, null], hub: NEVER, bases: [NEVER, NEVER] },
  }),
  text('one unreadable: neither read nor written, its base stays', {
    hub: 'v',
    sides: [copy('v', 'x'), copy('v', null, { readable: false }), copy('v', 'v')],
    expect: { values: ['x', null, 'x'], bases: ['x', 'v', 'x'] },
  }),
  text('all unreadable: nothing', {
    hub: 'v',
    sides: [copy('v', null, { readable: false }), copy('v', null, { readable: false })],
    expect: { values: [null, null], hub: 'v', bases: ['v', 'v'], why: 'No copy can be read' },
  }),
  text('one alone, never decided: nothing to compare', {
    sides: [copy(NEVER, 'x'), copy(NEVER, null, { readable: false })],
    expect: { values: ['x', null], hub: NEVER, bases: [NEVER, NEVER], why: 'Only one' },
  }),
  text('one alone with a hub: its change is decided for the absent ones', {
    hub: 'v',
    sides: [copy('v', 'x'), copy('v', null, { readable: false })],
    expect: { values: ['x', null], bases: ['x', 'v'] },
  }),
  text('three, two moved alike: the third takes it', {
    hub: 'v',
    sides: [copy('v', 'x'), copy('v', 'x'), copy('v', 'v')],
    expect: { values: ['x', 'x', 'x'] },
  }),
  text('three, two moved apart: conflict, the third keeps the old value', {
    hub: 'v',
    sides: [copy('v', 'x'), copy('v', 'y'), copy('v', 'v')],
    expect: conflict,
  }),
  text('back from an absence, unmoved: takes the hub', {
    hub: 'h',
    sides: [copy('v', 'v'), copy('h', 'h')],
    expect: { values: ['h', 'h'], why: 'lag behind' },
  }),
  text('back from an absence, moved, hub unmoved: it goes everywhere', {
    hub: 'v',
    sides: [copy('v', 'x'), copy('v', 'v'), copy('v', 'v')],
    expect: { values: ['x', 'x', 'x'] },
  }),
  text('back from an absence, both moved: conflict with the hub', {
    hub: 'h',
    sides: [copy('v', 'x'), copy('h', 'h')],
    expect: { ...conflict, why: 'decided without it' },
  }),
  text('back from an absence, moved to what was decided: remembered', {
    hub: 'h',
    sides: [copy('v', 'h'), copy('h', 'h')],
    expect: { values: ['h', 'h'] },
  }),
  text('one lags behind the hub, another moved on from it: the later goes everywhere', {
    hub: 'h',
    sides: [copy('v', 'v'), copy('h', 'x')],
    expect: { values: ['x', 'x'] },
  }),
  text('hub was cleared meanwhile, the returning copy changed: conflict', {
    hub: null,
    sides: [copy('v', 'x'), copy(null, null)],
    expect: conflict,
  }),
  text('a new empty copy joins: filled', {
    hub: 'h',
    sides: [copy(NEVER, null), copy('h', 'h')],
    expect: { values: ['h', 'h'] },
  }),
  text('a new copy with another value joins: conflict', {
    hub: 'h',
    sides: [copy(NEVER, 'x'), copy('h', 'h')],
    expect: conflict,
  }),
  text('a new copy with a value joins an emptied field: filled, empty contradicts no newcomer', {
    hub: null,
    sides: [copy(NEVER, 'x'), copy(null, null)],
    expect: { values: ['x', 'x'] },
  }),
  text('index lost (bases, no hub), alike: remembered', {
    sides: [copy('x', 'x'), copy('x', 'x')],
    expect: { values: ['x', 'x'] },
  }),
  text('index lost, different: conflict, never a deletion', {
    sides: [copy('x', 'x'), copy('y', 'y')],
    expect: conflict,
  }),
  text('two spellings of one text: one of them, always the same, nothing written', {
    sides: [copy(NEVER, 'x'), copy(NEVER, ' x')],
    expect: { values: ['x', ' x'] },
  }),
  text('held after an undo: conflict until decided', {
    hub: 'v',
    held: true,
    sides: [copy('v', 'x'), copy('v', 'v')],
    expect: { conflict: 'undone', why: 'undo' },
  }),
  text('held after an undo, a copy unreadable: still held', {
    hub: 'v',
    held: true,
    sides: [copy('v', 'v'), copy('v', 'v', { readable: false })],
    expect: { conflict: 'undone' },
  }),
  text('held after an undo, all agree again: cleared', {
    hub: 'v',
    held: true,
    sides: [copy('v', 'v'), copy('v', 'v')],
    expect: { values: ['v', 'v'] },
  }),
  {
    name: 'rating: 0 and absent are both empty',
    field: F.rating,
    sides: [copy(NEVER, 0), copy(NEVER, 4)],
    expect: { values: [4, 4], losers: 0 },
  },
  {
    name: 'rating: rejected is not empty',
    field: F.rating,
    hub: null,
    sides: [copy(null, -1), copy(null, null)],
    expect: { values: [-1, -1] },
  },
  {
    name: 'rating: two stars against three asks, nothing is averaged',
    field: F.rating,
    sides: [copy(NEVER, 2), copy(NEVER, 3)],
    expect: conflict,
  },
  {
    name: 'struct: one unit',
    field: F.contact,
    hub: { city: 'a', tel: '1' },
    sides: [
      copy({ city: 'a', tel: '1' }, { city: 'b', tel: '1' }),
      copy({ city: 'a', tel: '1' }, { city: 'a', tel: '2' }),
    ],
    expect: conflict,
  },
];
