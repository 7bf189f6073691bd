import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sameValue } from '../../shared/core/equal.ts';
import { formatValue, publicFields } from '../../shared/core/format.ts';
import { isParseError, parseValue } from '../../shared/core/parse.ts';
import { type FieldName, fieldDef, fieldNames } from '../../shared/core/registry.ts';
import type { Value } from '../../shared/core/value.ts';
import { fieldValue } from '../support/field-values.ts';

const good: readonly (readonly [FieldName, string, Value])[] = [
  ['rating', '4', 4],
  ['rating', '★★★', 3],
  ['rating', 'Rejected', -1],
  ['rating', '−1', -1],
  ['rating', '0', 0],
  ['label', 'Blau', 'blue'],
  ['label', 'Portfolio', 'Portfolio'],
  ['pick', 'Picked', 'picked'],
  ['copyrightStatus', 'public domain', 'publicDomain'],
  ['digitalSourceType', 'digitalCapture', 'http://cv.iptc.org/newscodes/digitalsourcetype/digitalCapture'],
  ['dataMining', 'DMI-PROHIBITED', 'DMI-PROHIBITED'],
  ['keywords', 'a|b; c', ['a|b', 'c']],
  ['creators', '"A; B"; C', ['A; B', 'C']],
  ['people', 'Ann; Bob; Ann', ['Ann', 'Bob']],
  ['title', 'Heron', { 'x-default': 'Heron' }],
  ['title', '{"x-default":"a","de":"b"}', { 'x-default': 'a', de: 'b' }],
  ['captureTime', '2024:05:01 10:20:30', '2024-05-01T10:20:30'],
  ['captureTime', '2024-05-01T10:20:30.120Z', '2024-05-01T10:20:30.12+00:00'],
  ['captureTime', '2024-05-01 10:20:30 +02:00', '2024-05-01T10:20:30+02:00'],
  ['captureTime', '1932', '1932'],
  ['gps', '48.1, −11.5, 520 m', { lat: 48.1, lon: -11.5, alt: 520 }],
  ['countryCode', 'de', 'DE'],
  ['contact', '{"email":"a@b.c"}', { email: 'a@b.c' }],
];

const bad: readonly (readonly [FieldName, string])[] = [
  ['rating', '6'],
  ['rating', 'many'],
  ['captureTime', 'yesterday'],
  ['captureTime', '2024-13-01'],
  ['gps', 'here'],
  ['gps', '91, 0'],
  ['pick', 'maybe'],
  ['countryCode', 'Germany'],
  ['contact', 'a@b.c'],
  ['regions', '{}'],
  ['title', '  '],
];

describe('values typed by people', () => {
  it.each(good)('%s: %s', (field, typed, value) => {
    expect(parseValue(field, typed)).toEqual(value);
  });

  it.each(bad)('%s: “%s” is refused with what to write instead', (field, typed) => {
    const parsed = parseValue(field, typed);
    expect(isParseError(parsed) && parsed.error.length > 10).toBe(true);
  });
});

const shown: readonly (readonly [FieldName, Value, string])[] = [
  ['rating', 3, '★★★'],
  ['rating', -1, 'Rejected'],
  ['label', 'red', 'Red'],
  ['copyrightStatus', 'publicDomain', 'Public domain'],
  ['digitalSourceType', 'http://cv.iptc.org/newscodes/digitalsourcetype/digitalCapture', 'Digital capture'],
  ['keywords', ['a|b', 'c'], 'a|b; c'],
  ['title', { 'x-default': 'a', de: 'b' }, 'a · [de] b'],
  ['captureTime', '2024-05-01T10:20:30.5+02:00', '2024-05-01 10:20:30.5 +02:00'],
  ['gps', { lat: -0.1234567, lon: 180 }, '-0.123457, 180'],
  ['gps', { lat: 48.1, lon: 11.5, alt: 520.04 }, '48.1, 11.5, 520 m'],
  ['regions', [{ type: 'Face', name: 'Ann', area: { x: 1, y: 1, w: 1, h: 1 } }, { type: 'Pet' }], 'Ann; Pet'],
  ['contact', { email: 'a@b.c', city: 'Ulm' }, 'a@b.c, Ulm'],
];

describe('values for people', () => {
  it.each(shown)('%s', (field, value, wanted) => {
    expect(formatValue(field, value)).toBe(wanted);
  });

  const readable = fieldNames.filter((field) =>
    ['text', 'choice', 'time', 'integer'].includes(fieldDef(field).kind),
  );
  it.each(readable)('%s: what is shown can be typed', (field) => {
    fc.assert(
      fc.property(fieldValue(field), (value) => {
        const parsed = parseValue(field, formatValue(field, value));
        expect(!isParseError(parsed) && sameValue(fieldDef(field), parsed, value)).toBe(true);
      }),
      { numRuns: 100 },
    );
  });
});

describe('the public JSON form', () => {
  it('shows a lang-alt text as its default, with languages where there are more', () => {
    expect(
      publicFields({
        title: { 'x-default': 'a' },
        event: { 'x-default': 'a', de: 'b' },
        altText: { fr: 'c' },
        rating: 4,
      }),
    ).toEqual({
      title: 'a',
      event: 'a',
      eventLanguages: { 'x-default': 'a', de: 'b' },
      altText: 'c',
      altTextLanguages: { fr: 'c' },
      rating: 4,
    });
  });
});
