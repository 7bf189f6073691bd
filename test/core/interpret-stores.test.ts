import { describe, expect, it } from 'vitest';
import { interpret } from '../../shared/core/interpret.ts';
import type { RawStore, RawValue } from '../../shared/core/raw-tags.ts';
import type { FieldName } from '../../shared/core/registry.ts';
import type { MaybeValue } from '../../shared/core/value.ts';
import { rawStore } from '../support/raw-shapes.ts';

type Tags = { readonly [tag: string]: RawValue };
const raw = (tags: Tags): RawStore => rawStore({ 'File:FileType': 'CR2', ...tags });
const jpeg = (tags: Tags): RawStore => rawStore({ 'File:FileType': 'JPEG', ...tags });
const pdf = (tags: Tags): RawStore => rawStore({ 'File:FileType': 'PDF', ...tags });
const short = (tags: Tags): RawStore => rawStore(tags, 'sidecar');
const full = (tags: Tags): RawStore => rawStore(tags, 'sidecarFull');
const ours = { 'XMP-photoshop:SidecarForExtension': 'CR2' };
const head = (text: string) => ({ 'XMP-photoshop:Headline': text });

type Row = readonly [about: string, stores: RawStore[], field: FieldName, value: MaybeValue, sides: number];
const rows: readonly Row[] = [
  [
    'a rating of nothing beside a complete sidecar without one is no disagreement',
    [jpeg({ 'XMP-microsoft:RatingPercent': '0' }), full({ ...ours, ...head('a') })],
    'rating',
    null,
    0,
  ],
  ['a sidecar before the file', [raw(head('a')), short(head('b'))], 'headline', 'b', 2],
  ['the full name before the short one', [raw({}), short(head('b')), full(head('c'))], 'headline', 'c', 2],
  [
    'a time that our sidecar of a RAW sets aside is no disagreement',
    [
      raw({ 'ExifIFD:DateTimeOriginal': '2024:05:01 10:20:30' }),
      short({ ...ours, 'XMP-exif:DateTimeOriginal': '2024:05:01 11:20:30' }),
    ],
    'captureTime',
    '2024-05-01T11:20:30',
    0,
  ],
  [
    'one of a sidecar that is not complete is',
    [
      raw({ 'ExifIFD:DateTimeOriginal': '2024:05:01 10:20:30' }),
      short({ 'XMP-exif:DateTimeOriginal': '2024:05:01 11:20:30' }),
    ],
    'captureTime',
    '2024-05-01T11:20:30',
    2,
  ],
  [
    'what an SVG says beside our sidecar is of old',
    [rawStore({ 'File:FileType': 'SVG', ...head('old') }), full({ ...ours, ...head('new') })],
    'headline',
    'new',
    0,
  ],
  [
    'what a JPEG says beside our sidecar is not',
    [jpeg(head('old')), full({ ...ours, ...head('new') })],
    'headline',
    'new',
    2,
  ],
  [
    'EXIF in a PDF, which nobody can write there, gives way to XMP',
    [pdf({ 'ExifIFD:DateTimeOriginal': '2001:05:19 18:36:41', 'XMP-photoshop:DateCreated': '2024:05:01' })],
    'captureTime',
    '2024-05-01',
    0,
  ],
  [
    '… and is read where XMP says nothing',
    [pdf({ 'ExifIFD:DateTimeOriginal': '2001:05:19 18:36:41' })],
    'captureTime',
    '2001-05-19T18:36:41',
    0,
  ],
  [
    'a keyword that IPTC in a PDF still has is no keyword',
    [pdf({ 'IPTC:Keywords': ['a', 'gone'], 'XMP-dc:Subject': ['a'] })],
    'keywords',
    ['a'],
    0,
  ],
  ['what an incomplete sidecar lacks is the file’s', [raw(head('a')), short({})], 'headline', 'a', 0],
  ['what a complete sidecar lacks was removed', [raw(head('a')), short(ours)], 'headline', null, 0],
  [
    '… but not the time, which is the camera’s',
    [raw({ 'ExifIFD:DateTimeOriginal': '2024:05:01 10:20:30' }), short(ours)],
    'captureTime',
    '2024-05-01T10:20:30',
    0,
  ],
  [
    'digiKam’s sidecar replaces a RAW’s own XMP',
    [raw(head('a')), full({ 'XMP-digiKam:ColorLabel': '0' })],
    'headline',
    null,
    0,
  ],
  [
    'Immich’s list of tags does not',
    [raw(head('a')), full({ 'XMP-digiKam:TagsList': ['x'] })],
    'headline',
    'a',
    0,
  ],
  [
    'a JPEG beside digiKam’s sidecar still counts',
    [jpeg(head('a')), full({ 'XMP-digiKam:ColorLabel': '0' })],
    'headline',
    'a',
    0,
  ],
  ['a JPEG beside our sidecar is shown as disagreeing', [jpeg(head('a')), full(ours)], 'headline', null, 1],
  [
    'keywords of an incomplete sidecar unite with the file’s',
    [raw({ 'XMP-dc:Subject': ['a'] }), short({ 'XMP-dc:Subject': ['b'] })],
    'keywords',
    ['a', 'b'],
    2,
  ],
  [
    'keywords of a complete sidecar stand alone',
    [raw({ 'XMP-dc:Subject': ['a'] }), short({ ...ours, 'XMP-dc:Subject': ['b'] })],
    'keywords',
    ['b'],
    0,
  ],
  [
    'a keyword removed in a complete sidecar is removed',
    [raw({ 'XMP-dc:Subject': ['a'] }), short(ours)],
    'keywords',
    null,
    0,
  ],
  [
    'stars of a sidecar over unrated by the camera',
    [raw({ 'XMP-xmp:Rating': '0' }), short({ 'XMP-xmp:Rating': '4' })],
    'rating',
    4,
    0,
  ],
  [
    'unrated by darktable is no opinion',
    [jpeg({ 'XMP-xmp:Rating': '4' }), full({ 'XMP-xmp:Rating': '0', 'XMP-darktable:Xmp_version': '5' })],
    'rating',
    4,
    0,
  ],
];

describe('a file and its sidecars', () => {
  it.each(rows)('%s', (_about, stores, field, value, sides) => {
    const snapshot = interpret({ stores });
    expect(snapshot.values[field] ?? null).toEqual(value);
    expect(snapshot.disagreements[field]?.length ?? 0).toBe(sides);
  });

  it('the order in which stores are given does not matter', () => {
    for (const [, stores] of rows) {
      expect(interpret({ stores: [...stores].reverse() })).toEqual(interpret({ stores }));
    }
  });
});
