import type { PhotoRow } from '../../shared/api/views.ts';
import type { FieldName } from '../../shared/core/registry.ts';
import type { Value } from '../../shared/core/value.ts';

export type FakeFields = Partial<Record<FieldName, Value>>;

const places = ['Lisbon', 'Porto', 'Funchal', 'Évora', 'Aveiro'];
const keywords = [
  'animals|birds|heron',
  'animals|birds|white stork',
  'animals|mammals|fox',
  'places|Portugal|Lisbon',
  'places|Portugal|Madeira',
  'family',
  'light|golden hour',
  'work|clients|Harbour Hotel',
];
const labels = ['red', 'yellow', 'green', 'blue', 'purple'];
const shapes: [number, number][] = [
  [6000, 4000],
  [4000, 6000],
  [5472, 3648],
  [6000, 3376],
  [4000, 4000],
];

/** A number that looks drawn by lot, the same every time: 0 to 2^32−1. */
export function lot(seed: number): number {
  let x = (seed + 0x9e3779b9) | 0;
  x = Math.imul(x ^ (x >>> 16), 0x85ebca6b);
  x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35);
  return (x ^ (x >>> 16)) >>> 0;
}

/** Photo ids start at 1; a photo's first file is `10 × id`, its copy `10 × id + 1`. */
export const fileOf = (photo: number, copy = 0): number => photo * 10 + copy;

export const copiesOf = (photo: number): number => (lot(photo) % 3 === 0 ? 1 : 2);

const pad = (value: number, digits: number) => String(value).padStart(digits, '0');

/** The fields that a photo's first copy holds before anybody edits it. */
export function fakeFields(photo: number): FakeFields {
  const draw = lot(photo);
  const rating = Math.max(0, (draw % 9) - 3);
  const day = new Date(Date.UTC(2019, 0, 1) + photo * 1_800_000).toISOString();
  return {
    keywords: keywords.filter((_, at) => lot(photo * 31 + at) % 4 === 0),
    ...(rating > 0 ? { rating } : {}),
    ...(draw % 11 < labels.length ? { label: labels[draw % 11]! } : {}),
    ...(draw % 5 === 0 ? { title: { 'x-default': `Morning at the harbour ${photo}` } } : {}),
    ...(draw % 4 === 0
      ? {
          description: {
            'x-default': 'A grey heron waits at the edge of the basin.',
            pt: 'Uma garça espera.',
          },
        }
      : {}),
    creators: ['Ana Ferreira'],
    copyright: { 'x-default': '© Ana Ferreira' },
    captureTime: day.slice(0, 19),
    ...(draw % 3 === 0 ? { gps: { lat: 38.7 + (draw % 100) / 100, lon: -9.1 } } : {}),
    city: places[draw % places.length]!,
    country: 'Portugal',
    ...(photo % 12 === 0 ? richFields(places[draw % places.length]!) : {}),
  };
}

/** Places, a contact and faces, as news photographers fill them in. */
const richFields = (city: string): FakeFields => ({
  locationShown: [
    { name: 'Harbour', city, country: 'Portugal', countryCode: 'PRT' },
    { city: 'Belém', country: 'Portugal', LocationId: ['https://example.org/belem'] },
  ],
  contact: { email: 'ana@example.org', phone: '+351 21 000 0000' },
  regions: [
    { type: 'Face', name: 'Rui', area: { x: 0.4, y: 0.3, w: 0.1, h: 0.15 } },
    { type: 'Face', area: { x: 0.7, y: 0.32, w: 0.09, h: 0.13 } },
  ],
});

/** What the second copy holds: on some photos it differs. */
export function fakeCopyFields(photo: number): FakeFields {
  const fields = fakeFields(photo);
  if (fakeState(photo) !== 'differs' && fakeState(photo) !== 'conflict') return fields;
  return { ...fields, rating: 2, keywords: ['animals|birds|heron', 'to sort'] };
}

export function fakeState(photo: number): PhotoRow['state'] {
  if (copiesOf(photo) === 1) return 'alone';
  const draw = lot(photo * 7) % 100;
  if (draw < 4) return 'conflict';
  if (draw < 16) return 'differs';
  if (draw < 17) return 'problem';
  if (draw < 18) return 'offline';
  return 'inStep';
}

export function fakeRow(photo: number, fields: FakeFields): PhotoRow {
  const [width, height] = shapes[lot(photo * 3) % shapes.length]!;
  return {
    photo,
    file: fileOf(photo),
    name: `DSC_${pad(photo, 5)}.${lot(photo) % 4 === 0 ? 'NEF' : 'JPG'}`,
    library: 'archive',
    width,
    height,
    copies: copiesOf(photo),
    state: fakeState(photo),
    ...(fields.captureTime ? { captured: String(fields.captureTime) } : {}),
    ...(typeof fields.rating === 'number' ? { rating: fields.rating } : {}),
    ...(typeof fields.label === 'string' ? { label: fields.label } : {}),
  };
}
