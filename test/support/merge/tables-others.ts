import { F } from './core.ts';
import { copy, NEVER, type Row } from './row.ts';

const conflict = { conflict: 'copies' } as const;
const title = (name: string, rest: Omit<Row, 'name' | 'field'>): Row => ({
  name: `lang-alt: ${name}`,
  field: F.title,
  ...rest,
});
const list = (name: string, rest: Omit<Row, 'name' | 'field'>): Row => ({
  name: `list: ${name}`,
  field: F.creators,
  ...rest,
});
const time = (name: string, rest: Omit<Row, 'name' | 'field'>): Row => ({
  name: `time: ${name}`,
  field: F.time,
  ...rest,
});
const gps = (name: string, rest: Omit<Row, 'name' | 'field'>): Row => ({
  name: `gps: ${name}`,
  field: F.gps,
  ...rest,
});
const regions = (name: string, rest: Omit<Row, 'name' | 'field'>): Row => ({
  name: `regions: ${name}`,
  field: F.regions,
  ...rest,
});

const face = (name: string, x: number, more: { readonly [key: string]: string } = {}) => ({
  type: 'Face',
  ...(name === '' ? {} : { name }),
  area: { x, y: 0.5, w: 0.1, h: 0.1 },
  ...more,
});
const framed = (name: string, w: number) => ({ ...face(name, 0.5), frame: { w, h: 100 } });

const twins = { 'x-default': 'old', en: 'old' };
const T = '2024-05-01T10:20:30';

const langRows: readonly Row[] = [
  title('both changed the default alike and left its twin: taken at their word', {
    hub: twins,
    sides: [copy(twins, { 'x-default': 'new', en: 'old' }), copy(twins, { 'x-default': 'new', en: 'old' })],
    expect: {
      values: [
        { 'x-default': 'new', en: 'old' },
        { 'x-default': 'new', en: 'old' },
      ],
    },
  }),
  title('different languages moved in two copies: both', {
    hub: { 'x-default': 'a', de: 'b' },
    sides: [
      copy({ 'x-default': 'a', de: 'b' }, { 'x-default': 'A', de: 'b' }),
      copy({ 'x-default': 'a', de: 'b' }, { 'x-default': 'a', de: 'B' }),
    ],
    expect: {
      values: [
        { 'x-default': 'A', de: 'B' },
        { 'x-default': 'A', de: 'B' },
      ],
    },
  }),
  title('the same language moved apart: conflict, named', {
    hub: { de: 'b' },
    sides: [copy({ de: 'b' }, { de: 'x' }), copy({ de: 'b' }, { de: 'y' })],
    expect: { ...conflict, why: '“de”' },
  }),
  title('the default moved alone: the language it equalled follows', {
    hub: twins,
    sides: [copy(twins, { 'x-default': 'new', en: 'old' }), copy(twins, twins)],
    expect: {
      values: [
        { 'x-default': 'new', en: 'new' },
        { 'x-default': 'new', en: 'new' },
      ],
    },
  }),
  title('a language moved alone: the default that equalled it follows', {
    hub: twins,
    sides: [copy(twins, { 'x-default': 'old', en: 'new' }), copy(twins, twins)],
    expect: {
      values: [
        { 'x-default': 'new', en: 'new' },
        { 'x-default': 'new', en: 'new' },
      ],
    },
  }),
  title('the default moved, and somebody wrote the language it equalled: both', {
    hub: twins,
    sides: [copy(twins, { 'x-default': 'new', en: 'old' }), copy(twins, { 'x-default': 'old', en: 'other' })],
    expect: {
      values: [
        { 'x-default': 'new', en: 'other' },
        { 'x-default': 'new', en: 'other' },
      ],
    },
  }),
  title('a text taken away is followed by none', {
    hub: twins,
    sides: [copy(twins, { en: 'old' }), copy(twins, twins)],
    expect: { values: [{ en: 'old' }, { en: 'old' }] },
  }),
  title('never in step: languages united', {
    sides: [copy(NEVER, { 'x-default': 'a' }), copy(NEVER, { de: 'b' })],
    expect: {
      values: [
        { 'x-default': 'a', de: 'b' },
        { 'x-default': 'a', de: 'b' },
      ],
    },
  }),
  title('one language changed, another filled by a newcomer, in a copy that lags: each for itself', {
    hub: { de: 'b' },
    sides: [
      copy({ de: 'b', 'x-default': 'a' }, { de: 'a', 'x-default': 'a' }),
      copy({ de: 'b' }, { de: 'b' }),
      copy(NEVER, { 'x-default': 'a' }),
    ],
    expect: {
      values: [
        { de: 'a', 'x-default': 'a' },
        { de: 'a', 'x-default': 'a' },
        { de: 'a', 'x-default': 'a' },
      ],
    },
  }),
  title('one language changed knowing the hub, another without: conflict on that one', {
    hub: { de: 'b', en: 'new' },
    sides: [
      copy({ de: 'b', en: 'new' }, { de: 'B', en: 'new' }),
      copy({ de: 'b', en: 'old' }, { de: 'b', en: 'other' }),
    ],
    expect: { ...conflict, why: '“en”' },
  }),
  title('cleared in one: cleared everywhere', {
    hub: { 'x-default': 'a' },
    sides: [copy({ 'x-default': 'a' }, null), copy({ 'x-default': 'a' }, { 'x-default': 'a' })],
    expect: { values: [null, null], losers: 1 },
  }),
  title('never in step, all empty: nothing', {
    sides: [copy(NEVER, null), copy(NEVER, null)],
    expect: { values: [null, null], hub: NEVER, bases: [NEVER, NEVER] },
  }),
];

const listRows: readonly Row[] = [
  list('one moved: it goes everywhere, order kept', {
    hub: ['b', 'a'],
    sides: [copy(['b', 'a'], ['c', 'a']), copy(['b', 'a'], ['b', 'a'])],
    expect: {
      values: [
        ['c', 'a'],
        ['c', 'a'],
      ],
    },
  }),
  list('both moved, one appended more: the longer', {
    hub: ['a'],
    sides: [copy(['a'], ['a', 'b']), copy(['a'], ['a', 'b', 'c'])],
    expect: {
      values: [
        ['a', 'b', 'c'],
        ['a', 'b', 'c'],
      ],
      losers: 0 + 1,
    },
  }),
  list('both appended something else: conflict', {
    hub: ['a'],
    sides: [copy(['a'], ['a', 'b']), copy(['a'], ['a', 'c'])],
    expect: conflict,
  }),
  list('one shortened, one appended: conflict, the removal is not lost', {
    hub: ['a', 'b'],
    sides: [copy(['a', 'b'], ['a']), copy(['a', 'b'], ['a', 'b', 'c'])],
    expect: conflict,
  }),
  list('another order is another list', {
    hub: ['a', 'b'],
    sides: [copy(['a', 'b'], ['b', 'a']), copy(['a', 'b'], ['a', 'b'])],
    expect: {
      values: [
        ['b', 'a'],
        ['b', 'a'],
      ],
    },
  }),
];

const timeRows: readonly Row[] = [
  time('another time, by a copy that had not seen the zone which was decided: conflict', {
    hub: `${T}+02:00`,
    sides: [copy(T, '2024-05-02T10:20:30'), copy(`${T}+02:00`, `${T}+02:00`)],
    expect: conflict,
  }),
  time('equal wall clock: the richest zone and sub-second, united', {
    sides: [copy(NEVER, `${T}+02:00`), copy(NEVER, `${T}.12`)],
    expect: { values: [`${T}.12+02:00`, `${T}.12+02:00`] },
  }),
  time('a zone gained in one goes everywhere', {
    hub: T,
    sides: [copy(T, `${T}+02:00`), copy(T, T)],
    expect: { values: [`${T}+02:00`, `${T}+02:00`] },
  }),
  time('a zone lost in one is brought back', {
    hub: `${T}+02:00`,
    sides: [copy(`${T}+02:00`, T), copy(`${T}+02:00`, `${T}+02:00`)],
    expect: { values: [`${T}+02:00`, `${T}+02:00`] },
  }),
  time('a sub-second gained, the zone lost: both', {
    hub: `${T}+02:00`,
    sides: [copy(`${T}+02:00`, `${T}.5`), copy(`${T}+02:00`, `${T}+02:00`)],
    expect: { values: [`${T}.5+02:00`, `${T}.5+02:00`] },
  }),
  time('the same instant under another wall clock is a difference', {
    sides: [copy(NEVER, `${T}+02:00`), copy(NEVER, '2024-05-01T08:20:30+00:00')],
    expect: conflict,
  }),
  time('two zones for one wall clock: conflict', {
    sides: [copy(NEVER, `${T}+02:00`), copy(NEVER, `${T}+03:00`)],
    expect: conflict,
  }),
  time('two zones, a third copy without: still a conflict', {
    sides: [copy(NEVER, `${T}+02:00`), copy(NEVER, T), copy(NEVER, `${T}+03:00`)],
    expect: conflict,
  }),
  time('another sub-second: conflict', {
    sides: [copy(NEVER, `${T}.12`), copy(NEVER, `${T}.34`)],
    expect: conflict,
  }),
  time('Z and +00:00 are one zone', {
    sides: [copy(NEVER, `${T}Z`), copy(NEVER, `${T}+00:00`)],
    expect: { values: [`${T}Z`, `${T}+00:00`], hub: `${T}Z`, bases: [`${T}Z`, `${T}Z`] },
  }),
  time('moved to another hour in one: it goes everywhere, as a unit', {
    hub: `${T}+02:00`,
    sides: [copy(`${T}+02:00`, '2024-05-01T11:00:00'), copy(`${T}+02:00`, `${T}+02:00`)],
    expect: { values: ['2024-05-01T11:00:00', '2024-05-01T11:00:00'] },
  }),
  time('a person decided the poorer time while a copy was away: it takes the decision', {
    hub: T,
    sides: [copy(T, T), copy(`${T}.5+02:00`, `${T}.5+02:00`)],
    expect: { values: [T, T], losers: 1 },
  }),
  time("a target's own zone stays and does not travel", {
    hub: T,
    sides: [copy(T, T), copy(T, `${T}+02:00`, { role: 'target' })],
    expect: { values: [T, `${T}+02:00`], bases: [T, T] },
  }),
  time('only a year known is another value', {
    sides: [copy(NEVER, '2024'), copy(NEVER, T)],
    expect: conflict,
  }),
];

const P = { lat: 47.3769, lon: 8.5417 };
const gpsRows: readonly Row[] = [
  gps('within a millionth of a degree: the same', {
    hub: P,
    sides: [copy(P, { lat: 47.3769004, lon: 8.5417 }), copy(P, P)],
    expect: { values: [{ lat: 47.3769004, lon: 8.5417 }, P], hub: P, bases: [P, P] },
  }),
  gps('farther apart: a change', {
    hub: P,
    sides: [copy(P, { lat: 47.37691, lon: 8.5417 }), copy(P, P)],
    expect: {
      values: [
        { lat: 47.37691, lon: 8.5417 },
        { lat: 47.37691, lon: 8.5417 },
      ],
    },
  }),
  gps('0,0 is no position', {
    sides: [copy(NEVER, { lat: 0, lon: 0 }), copy(NEVER, P)],
    expect: { values: [P, P] },
  }),
  gps('half a position never merges with another half', {
    sides: [copy(NEVER, { lat: 47.3769 }), copy(NEVER, { lat: 1, lon: 2 })],
    expect: {
      values: [
        { lat: 1, lon: 2 },
        { lat: 1, lon: 2 },
      ],
    },
  }),
  gps('height moved in one, place in another: one unit, conflict', {
    hub: { ...P, alt: 400 },
    sides: [
      copy({ ...P, alt: 400 }, { ...P, alt: 410 }),
      copy({ ...P, alt: 400 }, { lat: 1, lon: 2, alt: 400 }),
    ],
    expect: conflict,
  }),
  gps('within half a metre of height: the same', {
    hub: { ...P, alt: 400 },
    sides: [copy({ ...P, alt: 400 }, { ...P, alt: 400.4 }), copy({ ...P, alt: 400 }, { ...P, alt: 400 })],
    expect: {
      values: [
        { ...P, alt: 400.4 },
        { ...P, alt: 400 },
      ],
      hub: { ...P, alt: 400 },
      bases: [
        { ...P, alt: 400 },
        { ...P, alt: 400 },
      ],
    },
  }),
];

const A = face('Anna', 0.2);
const B = face('Bob', 0.7);
const regionRows: readonly Row[] = [
  regions('different people marked in two copies: both', {
    sides: [copy(NEVER, [A]), copy(NEVER, [B])],
    expect: {
      values: [
        [A, B],
        [A, B],
      ],
    },
  }),
  regions('removed in one, untouched in another: removed', {
    hub: [A, B],
    sides: [copy([A, B], [B]), copy([A, B], [A, B])],
    expect: { values: [[B], [B]] },
  }),
  regions('removed in one, edited in another: conflict on that region', {
    hub: [A],
    sides: [copy([A], null), copy([A], [face('Anna', 0.3)])],
    expect: { ...conflict, why: '(Anna)' },
  }),
  regions('moved by rounding: the same', {
    hub: [A],
    sides: [copy([A], [face('Anna', 0.203)]), copy([A], [A])],
    expect: { values: [[face('Anna', 0.203)], [A]], hub: [A], bases: [[A], [A]] },
  }),
  regions('unnamed ones that overlap are one: edited in one, taken by the other', {
    hub: [face('', 0.5)],
    sides: [copy([face('', 0.5)], [face('', 0.52)]), copy([face('', 0.5)], [face('', 0.5)])],
    expect: { values: [[face('', 0.52)], [face('', 0.52)]] },
  }),
  regions('unnamed ones apart are two', {
    sides: [copy(NEVER, [face('', 0.2)]), copy(NEVER, [face('', 0.7)])],
    expect: {
      values: [
        [face('', 0.2), face('', 0.7)],
        [face('', 0.2), face('', 0.7)],
      ],
    },
  }),
  regions('an unnamed one overlapping in both, moved apart: conflict', {
    hub: [face('', 0.5)],
    sides: [copy([face('', 0.5)], [face('', 0.52)]), copy([face('', 0.5)], [face('', 0.48)])],
    expect: { ...conflict, why: 'unnamed' },
  }),
  regions('an unnamed one named in one copy: named everywhere, and still one', {
    hub: [face('', 0.5)],
    sides: [copy([face('', 0.5)], [face('Anna', 0.51)]), copy([face('', 0.5)], [face('', 0.5)])],
    expect: { values: [[face('Anna', 0.51)], [face('Anna', 0.51)]] },
  }),
  regions('an unnamed one named alike in two copies: one', {
    hub: [face('', 0.5)],
    sides: [copy([face('', 0.5)], [face('Anna', 0.5)]), copy([face('', 0.5)], [face('Anna', 0.5)])],
    expect: { values: [[face('Anna', 0.5)], [face('Anna', 0.5)]] },
  }),
  regions('an unnamed one named differently in two copies: conflict on that region', {
    hub: [face('', 0.5), A],
    sides: [
      copy([face('', 0.5), A], [face('Bob', 0.5), A]),
      copy([face('', 0.5), A], [face('Carl', 0.5), A]),
    ],
    expect: { ...conflict, why: 'unnamed' },
  }),
  regions('named in one copy, moved in another: conflict', {
    hub: [face('', 0.5)],
    sides: [copy([face('', 0.5)], [face('Anna', 0.5)]), copy([face('', 0.5)], [face('', 0.52)])],
    expect: conflict,
  }),
  regions('named in one copy, removed in another: conflict', {
    hub: [face('', 0.5)],
    sides: [copy([face('', 0.5)], [face('Anna', 0.5)]), copy([face('', 0.5)], null)],
    expect: conflict,
  }),
  regions('named here, and otherwise by a copy that was away: conflict', {
    hub: [face('Anna', 0.5)],
    sides: [copy([face('Anna', 0.5)], [face('Anna', 0.5)]), copy([face('', 0.5)], [face('Bob', 0.5)])],
    expect: conflict,
  }),
  regions('named here, and removed by a copy that was away: conflict', {
    hub: [face('Anna', 0.5)],
    sides: [copy([face('Anna', 0.5)], [face('Anna', 0.5)]), copy([face('', 0.5)], null)],
    expect: conflict,
  }),
  regions('named while a copy was away: named there too', {
    hub: [face('Anna', 0.5)],
    sides: [copy([face('Anna', 0.5)], [face('Anna', 0.5)]), copy([face('', 0.5)], [face('', 0.5)])],
    expect: { values: [[face('Anna', 0.5)], [face('Anna', 0.5)]] },
  }),
  regions('an unnamed one is removed and another person is marked elsewhere: no name was given', {
    hub: [face('', 0.5)],
    sides: [copy([face('', 0.5)], [face('Bob', 0.8)]), copy([face('', 0.5)], null)],
    expect: { values: [[face('Bob', 0.8)], [face('Bob', 0.8)]] },
  }),
  regions(
    'one name given to two unnamed ones, in two copies: the name tells them apart, so they contradict',
    {
      hub: [face('', 0.2), face('', 0.7)],
      sides: [
        copy([face('', 0.2), face('', 0.7)], [face('Anna', 0.2), face('', 0.7)]),
        copy([face('', 0.2), face('', 0.7)], [face('', 0.2), face('Anna', 0.7)]),
      ],
      expect: conflict,
    },
  ),
  regions('a person known before whose mark covers an unnamed one that went: no name was given', {
    hub: [face('Anna', 0.5), face('', 0.52)],
    sides: [
      copy([face('Anna', 0.5), face('', 0.52)], [face('Anna', 0.5)]),
      copy([face('Anna', 0.5), face('', 0.52)], [face('Anna', 0.5), face('', 0.52), B]),
    ],
    expect: {
      values: [
        [face('Anna', 0.5), B],
        [face('Anna', 0.5), B],
      ],
    },
  }),
  regions('another picture size: the whole list is one value', {
    sides: [copy(NEVER, [framed('Anna', 200)]), copy(NEVER, [framed('Bob', 300)])],
    expect: conflict,
  }),
  regions('two of one name in one copy: the whole list is one value', {
    sides: [copy(NEVER, [A, face('Anna', 0.6)]), copy(NEVER, [B])],
    expect: conflict,
  }),
  {
    name: 'locations are whole: two lists are two values',
    field: F.locations,
    sides: [copy(NEVER, [{ city: 'a' }]), copy(NEVER, [{ city: 'b' }])],
    expect: conflict,
  },
];

/** Reliability.md §6.4. */
export const otherRows: readonly Row[] = [...langRows, ...listRows, ...timeRows, ...gpsRows, ...regionRows];
