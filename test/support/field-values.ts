import fc from 'fast-check';
import { colours } from '../../shared/core/labels.ts';
import { type FieldName, fieldDef, fieldNames } from '../../shared/core/registry.ts';
import type { Value } from '../../shared/core/value.ts';

/** Texts that programs stumble over, beside ordinary ones. */
const hostile = [
  'null',
  'undefined',
  '007',
  '1e400',
  '-0',
  'true',
  '&amp; &#10; <b>',
  '"quoted" \\ back',
  'a;b, c',
  'é'.repeat(70),
  '日本語'.repeat(30),
  '😀 emoji',
  'line one\nline two\ttab',
  "O'Brien {x} [y] = $z @w %v #u",
  '-leading dash',
  'x'.repeat(2100),
];
const word = fc.stringMatching(/^[A-Za-z0-9äöüßéñ日本 .,'&-]{1,24}$/).map((text) => text.trim() || 'word');

export const someText: fc.Arbitrary<string> = fc.oneof(word, fc.constantFrom(...hostile));
const oneLine = someText.map((text) => text.replace(/[\n\t]/g, ' '));
const level = fc
  .oneof(word, fc.constantFrom('animals', 'birds', 'Zürich', 'AC/DC', 'a;b', '😀'))
  .map((text) => text.trim());

const langs = fc
  .tuple(someText, fc.dictionary(fc.constantFrom('de', 'de-CH', 'fr', 'zh-Hant'), someText, { maxKeys: 2 }))
  .map(([text, others]) => ({ 'x-default': text, ...others }));

const place = fc.record(
  { city: oneLine, country: oneLine, state: oneLine, name: oneLine },
  { requiredKeys: ['city'] },
);
const part = fc.integer({ min: 1, max: 99 }).map((percent) => percent / 100);
const region = fc.record(
  {
    type: fc.constantFrom('Face', 'Pet', 'Focus'),
    name: oneLine,
    area: fc.record({ x: part, y: part, w: part, h: part, unit: fc.constant('normalized') }),
  },
  { requiredKeys: ['type', 'area'] },
);
const two = (n: number): string => String(n).padStart(2, '0');
const time = fc
  .tuple(
    fc.integer({ min: 1900, max: 2100 }),
    fc.integer({ min: 1, max: 12 }),
    fc.integer({ min: 1, max: 28 }),
    fc.integer({ min: 0, max: 86_399 }),
    fc.constantFrom('', '.5', '.12', '.007'),
    fc.constantFrom('', '+00:00', '+02:00', '-07:30'),
    fc.constantFrom('full', 'full', 'full', 'day', 'month', 'year'),
  )
  .map(([year, month, day, seconds, fraction, zone, precision]) => {
    const date = `${year}-${two(month)}-${two(day)}`;
    if (precision !== 'full') return date.slice(0, { day: 10, month: 7, year: 4 }[precision]);
    const clock = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60]
      .map(two)
      .join(':');
    return `${date}T${clock}${fraction}${zone}`;
  });
const degree = (limit: number) => fc.integer({ min: -limit * 1e5, max: limit * 1e5 }).map((n) => n / 1e5);
const gps = fc
  .record(
    { lat: degree(90), lon: degree(180), alt: fc.integer({ min: -400, max: 8000 }) },
    { requiredKeys: ['lat', 'lon'] },
  )
  .filter(({ lat, lon }) => lat !== 0 || lon !== 0);

const special: { readonly [F in FieldName]?: fc.Arbitrary<Value> } = {
  rating: fc.constantFrom(-1, 1, 2, 3, 4, 5),
  label: fc.oneof(fc.constantFrom<string>(...colours), fc.constantFrom('Portfolio', 'zu prüfen')),
  captureTime: time,
  gps,
  countryCode: fc.constantFrom('DE', 'DEU', 'CH', 'AUS'),
  contact: fc.record({ email: oneLine, city: oneLine, phone: oneLine }, { requiredKeys: ['email'] }),
  locationCreated: place,
  locationShown: fc.array(place, { minLength: 1, maxLength: 3 }),
  regions: fc.uniqueArray(region, {
    minLength: 1,
    maxLength: 3,
    selector: (one) => `${one.type} ${one.name}`,
  }),
  keywords: fc.array(
    fc.array(level, { minLength: 1, maxLength: 3 }).map((levels) => levels.join('|')),
    { minLength: 1, maxLength: 6 },
  ),
  digitalSourceType: fc.constantFrom(...(fieldDef('digitalSourceType').choices ?? [])),
};

/** Values of a field, hostile ones among them. */
export const fieldValue = (field: FieldName): fc.Arbitrary<Value> => {
  const own = special[field];
  if (own) return own;
  const { kind, choices } = fieldDef(field);
  if (choices) return fc.constantFrom(...choices);
  if (kind === 'langAlt') return langs;
  if (kind === 'set') return fc.uniqueArray(oneLine, { minLength: 1, maxLength: 4 });
  if (kind === 'list') return fc.array(oneLine, { minLength: 1, maxLength: 4 });
  return someText;
};

/** A new value (or null: removed) for one to five fields. */
export const edits: fc.Arbitrary<readonly { readonly field: FieldName; readonly after: Value | null }[]> = fc
  .uniqueArray(fc.constantFrom(...fieldNames), { minLength: 1, maxLength: 5 })
  .chain((names) =>
    fc.tuple(
      ...names.map((field) =>
        fc
          .oneof({ arbitrary: fieldValue(field), weight: 4 }, { arbitrary: fc.constant(null), weight: 1 })
          .map((after) => ({ field, after })),
      ),
    ),
  );
