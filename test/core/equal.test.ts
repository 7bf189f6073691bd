import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dropImplied, normalKeywords } from '../../shared/core/equal/keywords.ts';
import { normalLang } from '../../shared/core/equal/lang-alt.ts';
import { parseTime } from '../../shared/core/equal/time.ts';
import { normalValue, sameValue } from '../../shared/core/equal.ts';
import type { FieldDef } from '../../shared/core/field.ts';
import type { MaybeValue } from '../../shared/core/value.ts';
import { F } from '../support/merge/core.ts';

type Case = readonly [what: string, field: FieldDef, a: MaybeValue, b: MaybeValue];

const same: readonly Case[] = [
  ['composed and decomposed letters', F.text, 'Zürich', 'Zu\u0308rich'],
  ['line ends of Windows, old Mac and Unix', F.text, 'a\r\nb\rc', 'a\nb\nc'],
  ['blanks around a text', F.text, ' a ', 'a'],
  ['an empty text and none', F.text, ' \n', null],
  ['5 as text and 5.0 as number', F.rating, '5', 5.0],
  ['"5.0" and 5', F.rating, '5.0', 5],
  ['rating 0 and none', F.rating, 0, null],
  ['order and doubles in a set', F.people, ['b', 'a', 'a'], ['a', 'b']],
  ['an empty list and none', F.people, [], null],
  ['a list of blanks and none', F.creators, [' '], null],
  ['one text and a list of one', F.creators, 'a', ['a']],
  ['an implied ancestor', F.keywords, ['a', 'a|b', 'a|b|c'], ['a|b|c']],
  ['blanks around levels, empty levels', F.keywords, [' a | b ||'], ['a|b']],
  ['a bare string and the default text', F.title, 'a', { 'x-default': 'a' }],
  ['spelling of a language tag', F.title, { 'EN-us': 'a' }, { 'en-US': 'a' }],
  ['an empty text in one language', F.title, { 'x-default': 'a', de: '' }, { 'x-default': 'a' }],
  ['a time with and without zone', F.time, '2024-05-01T10:20:30', '2024-05-01T10:20:30+02:00'],
  ['a time with and without sub-seconds', F.time, '2024-05-01T10:20:30', '2024-05-01T10:20:30.12'],
  ['zeros after sub-seconds', F.time, '2024-05-01T10:20:30.1200', '2024-05-01T10:20:30.12'],
  ['colons of EXIF', F.time, '2024:05:01 10:20:30', '2024-05-01T10:20:30'],
  ['Z and +00:00', F.time, '2024-05-01T10:20:30Z', '2024-05-01T10:20:30+00:00'],
  ['a millionth of a degree', F.gps, { lat: 47.376901, lon: 8.5417 }, { lat: 47.3769, lon: 8.5417 }],
  ['half a metre of height', F.gps, { lat: 1, lon: 2, alt: 400.5 }, { lat: 1, lon: 2, alt: 400 }],
  ['the two names of the date line', F.gps, { lat: 1, lon: 180 }, { lat: 1, lon: -180 }],
  ['the null island and none', F.gps, { lat: 0, lon: 0 }, null],
  ['half a position and none', F.gps, { lat: 47 }, null],
  ['order and empty members of a struct', F.contact, { a: '1', b: '2', c: '' }, { b: '2 ', a: '1' }],
  [
    'order of regions, rounding of their areas',
    F.regions,
    [
      { type: 'Face', name: 'A', area: { x: 0.5, y: 0.5, w: 0.1, h: 0.1 } },
      { type: 'Pet', name: 'B', area: { x: 0.2, y: 0.2, w: 0.1, h: 0.1 } },
    ],
    [
      { type: 'Pet', name: 'B', area: { x: 0.204, y: 0.2, w: 0.1, h: 0.1 } },
      { name: 'A', type: 'Face', area: { x: 0.5, y: 0.5, w: 0.1, h: 0.1 } },
    ],
  ],
];

const different: readonly Case[] = [
  ['case', F.text, 'Paris', 'paris'],
  ['case of a keyword', F.keywords, ['Paris'], ['paris']],
  ['rejected and none', F.rating, -1, null],
  ['order in a list', F.creators, ['a', 'b'], ['b', 'a']],
  ['the same leaf below another parent', F.keywords, ['a|c'], ['b|c']],
  ['another language', F.title, { de: 'a' }, { en: 'a' }],
  ['two zones', F.time, '2024-05-01T10:20:30+02:00', '2024-05-01T10:20:30+03:00'],
  ['one instant under two wall clocks', F.time, '2024-05-01T10:20:30+02:00', '2024-05-01T08:20:30Z'],
  ['other sub-seconds', F.time, '2024-05-01T10:20:30.12', '2024-05-01T10:20:30.13'],
  ['a day and a minute of it', F.time, '2024-05-01', '2024-05-01T10:20:30'],
  ['two millionths of a degree', F.gps, { lat: 47.376902, lon: 8.5417 }, { lat: 47.3769, lon: 8.5417 }],
  ['height known and unknown', F.gps, { lat: 1, lon: 2, alt: 0 }, { lat: 1, lon: 2 }],
  [
    'a region moved',
    F.regions,
    [{ name: 'A', area: { x: 0.5, y: 0.5, w: 0.1, h: 0.1 } }],
    [{ name: 'A', area: { x: 0.51, y: 0.5, w: 0.1, h: 0.1 } }],
  ],
  ['a region twice', F.regions, [{ name: 'A' }, { name: 'A' }], [{ name: 'A' }]],
];

describe('representation is no difference', () => {
  test.each(same)('%s', (_, field, a, b) => {
    expect([sameValue(field, a, b), sameValue(field, b, a)]).toEqual([true, true]);
  });
});

describe('what is a difference', () => {
  test.each(different)('%s', (_, field, a, b) => {
    expect([sameValue(field, a, b), sameValue(field, b, a)]).toEqual([false, false]);
  });
});

const anyValue = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.integer(),
  fc.array(fc.string({ unit: 'grapheme' })),
  fc.dictionary(fc.string(), fc.string()),
  fc.constant(null),
) as fc.Arbitrary<MaybeValue>;

describe('for every value of every kind', () => {
  test.each(Object.entries(F))('%s: a value is the same as itself and as its normal form', (_, field) => {
    fc.assert(
      fc.property(anyValue, (value) => {
        const normal = normalValue(field, value);
        expect(sameValue(field, value, value)).toBe(true);
        expect(sameValue(field, value, normal)).toBe(true);
        expect(normalValue(field, normal)).toEqual(normal);
      }),
    );
  });
});

test('what is left of keywords implies all that was given', () => {
  const path = fc
    .array(fc.constantFrom('a', 'b', 'c'), { minLength: 1, maxLength: 4 })
    .map((levels) => levels.join('|'));
  fc.assert(
    fc.property(fc.array(path), (paths) => {
      const kept = dropImplied(paths);
      for (const given of paths)
        expect(kept.some((one) => one === given || one.startsWith(`${given}|`))).toBe(true);
      for (const one of kept) expect(kept.some((other) => other.startsWith(`${one}|`))).toBe(false);
      expect(normalKeywords([...paths].reverse())).toEqual(normalKeywords(paths));
    }),
  );
});

test.each([
  ['de', 'de'],
  ['EN-us', 'en-US'],
  ['zh-hant-tw', 'zh-Hant-TW'],
  ['X-Default', 'x-default'],
])('language tag %s is spelt %s', (given, spelt) => {
  expect(normalLang(given)).toBe(spelt);
});

test.each(['yesterday', '24-05-01', '2024-05-01T10', ''])('%j is no time', (text) => {
  expect(parseTime(text)).toBeUndefined();
});
