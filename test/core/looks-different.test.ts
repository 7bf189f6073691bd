// Stores of one file that only look different are no conflict: each such case by name (issue text, part 3).
import { describe, expect, it } from 'vitest';
import { interpret } from '../../shared/core/interpret.ts';
import type { RawValue } from '../../shared/core/raw-tags.ts';
import type { FieldName } from '../../shared/core/registry.ts';
import { rawStore } from '../support/raw-shapes.ts';

type Tags = { readonly [tag: string]: RawValue };
const utf8 = { 'IPTC:CodedCharacterSet': '\u001b%G' };
const gps = (lat: string, lon: string): Tags => ({
  'GPS:GPSLatitude': lat,
  'GPS:GPSLatitudeRef': 'N',
  'GPS:GPSLongitude': lon,
  'GPS:GPSLongitudeRef': 'E',
});
const face = (name: string) => ({
  Name: name,
  Type: 'Face',
  Area: { X: '0.3', Y: '0.3', W: '0.1', H: '0.2' },
});

type Row = readonly [about: string, field: FieldName, tags: Tags];
const same: readonly Row[] = [
  [
    'Unicode form',
    'headline',
    { ...utf8, 'XMP-photoshop:Headline': 'Zu\u0308rich', 'IPTC:Headline': 'Zürich' },
  ],
  [
    'line ends',
    'instructions',
    { 'XMP-photoshop:Instructions': 'a\nb', 'IPTC:SpecialInstructions': 'a\r\nb' },
  ],
  ['blanks around', 'headline', { 'XMP-photoshop:Headline': 'a', 'IPTC:Headline': ' a  ' }],
  ['5 and 5.0', 'rating', { 'XMP-xmp:Rating': '5.0', 'IFD0:Rating': '5' }],
  [
    'stars and percent',
    'rating',
    { 'XMP-xmp:Rating': '4', 'XMP-microsoft:RatingPercent': '75', 'IFD0:RatingPercent': '75' },
  ],
  ['unrated and no rating', 'rating', { 'XMP-xmp:Rating': '3', 'IFD0:Rating': '0' }],
  [
    'rounding of a position',
    'gps',
    {
      ...gps('48.1374500', '11.5755100'),
      'XMP-exif:GPSLatitude': '48,8.247N',
      'XMP-exif:GPSLongitude': '11,34.5306E',
    },
  ],
  [
    'a text cut at the limit of IPTC',
    'title',
    { ...utf8, 'XMP-dc:Title': 'x'.repeat(80), 'IPTC:ObjectName': 'x'.repeat(64) },
  ],
  [
    'a text cut inside a character',
    'credit',
    { ...utf8, 'XMP-photoshop:Credit': 'é'.repeat(20), 'IPTC:Credit': 'é'.repeat(16) },
  ],
  ['letters that ASCII lacks', 'city', { ...utf8, 'XMP-photoshop:City': 'Zürich', 'IPTC:City': 'Z?rich' }],
  [
    'a date with and without zone',
    'captureTime',
    {
      'ExifIFD:DateTimeOriginal': '2024:05:01 10:20:30',
      'XMP-photoshop:DateCreated': '2024:05:01 10:20:30+02:00',
    },
  ],
  [
    'a date with and without fractions',
    'captureTime',
    {
      'ExifIFD:DateTimeOriginal': '2024:05:01 10:20:30',
      'ExifIFD:SubSecTimeOriginal': '12',
      'XMP-photoshop:DateCreated': '2024:05:01 10:20:30',
    },
  ],
  [
    'a day and its time',
    'captureTime',
    { 'ExifIFD:DateTimeOriginal': '2024:05:01 10:20:30', 'IPTC:DateCreated': '2024:05:01' },
  ],
  ['order in a set', 'keywords', { 'XMP-dc:Subject': ['a', 'b'], 'IPTC:Keywords': ['b', 'a'] }],
  ['case that a program folds', 'keywords', { 'XMP-dc:Subject': ['Heron'], 'IFD0:XPKeywords': 'heron' }],
  [
    'levels in one store, names in another',
    'keywords',
    { 'XMP-lr:HierarchicalSubject': ['animals|heron'], 'XMP-dc:Subject': ['heron'] },
  ],
  [
    'ancestors listed beside the path',
    'keywords',
    { 'XMP-lr:HierarchicalSubject': ['animals', 'animals|heron'], 'XMP-dc:Subject': ['animals', 'heron'] },
  ],
  [
    '| and / between levels',
    'keywords',
    { 'XMP-lr:HierarchicalSubject': ['a|b'], 'XMP-digiKam:TagsList': ['a/b'], 'XMP-dc:Subject': ['b'] },
  ],
  [
    'a keyword cut at the limit of IPTC',
    'keywords',
    { ...utf8, 'XMP-dc:Subject': ['k'.repeat(70)], 'IPTC:Keywords': ['k'.repeat(64)] },
  ],
  ['creators joined and listed', 'creators', { 'XMP-dc:Creator': ['A', 'B'], 'IFD0:Artist': 'A; B' }],
  [
    'a country by two and three letters',
    'countryCode',
    { 'XMP-iptcCore:CountryCode': 'DE', 'IPTC:Country-PrimaryLocationCode': 'DEU' },
  ],
  [
    'a text in several languages and its default',
    'description',
    { 'XMP-dc:Description': 'a', 'XMP-dc:Description-de': 'b', 'IPTC:Caption-Abstract': 'a' },
  ],
  [
    'the default text in every place where digiKam repeats it',
    'description',
    {
      'XMP-dc:Description': 'a',
      'XMP-dc:Description-de': 'b',
      'XMP-tiff:ImageDescription': 'a',
      'IFD0:ImageDescription': 'a',
      'ExifIFD:UserComment': 'a',
    },
  ],
  ['a colour by number and by word', 'label', { 'XMP-digiKam:ColorLabel': '4', 'XMP-xmp:Label': 'Green' }],
  ['a colour in two languages', 'label', { 'XMP-xmp:Label': 'Grün', 'XMP-photoshop:LabelColor': 'green' }],
  [
    'faces by Microsoft and by the standard',
    'regions',
    {
      'XMP-mwg-rs:RegionInfo': { RegionList: [face('Ann')] },
      'XMP-MP:RegionInfoMP': { Regions: [{ PersonDisplayName: 'Ann', Rectangle: '0.1, 0.1, 0.1, 0.2' }] },
    },
  ],
  [
    'a comment of the camera',
    'description',
    { 'XMP-dc:Description': 'a', 'IFD0:ImageDescription': 'SONY DSC' },
  ],
];
const different: readonly Row[] = [
  [
    'a text in a mirror of XMP',
    'description',
    { 'XMP-dc:Description': 'a', 'XMP-dc:Description-de': 'b', 'XMP-tiff:ImageDescription': 'b' },
  ],
  ['another word', 'headline', { 'XMP-photoshop:Headline': 'a', 'IPTC:Headline': 'b' }],
  ['other stars', 'rating', { 'XMP-xmp:Rating': '5', 'IFD0:Rating': '3' }],
  [
    'another place',
    'gps',
    { ...gps('48.2', '11.5'), 'XMP-exif:GPSLatitude': '48,8.247N', 'XMP-exif:GPSLongitude': '11,34.5306E' },
  ],
  [
    'another second',
    'captureTime',
    { 'ExifIFD:DateTimeOriginal': '2024:05:01 10:20:30', 'XMP-photoshop:DateCreated': '2024:05:01 10:20:31' },
  ],
  ['a keyword more', 'keywords', { 'XMP-dc:Subject': ['a', 'b'], 'IPTC:Keywords': ['a'] }],
  [
    'a keyword elsewhere in the tree',
    'keywords',
    { 'XMP-lr:HierarchicalSubject': ['a|x'], 'XMP-digiKam:TagsList': ['b/x'], 'XMP-dc:Subject': ['x'] },
  ],
  [
    'another beginning of a long text',
    'title',
    { 'XMP-dc:Title': 'x'.repeat(80), 'IPTC:ObjectName': 'y'.repeat(64) },
  ],
  [
    'another country',
    'countryCode',
    { 'XMP-iptcCore:CountryCode': 'AT', 'IPTC:Country-PrimaryLocationCode': 'DEU' },
  ],
  ['another colour', 'label', { 'XMP-digiKam:ColorLabel': '4', 'XMP-xmp:Label': 'Red' }],
  [
    'another face',
    'regions',
    {
      'XMP-mwg-rs:RegionInfo': { RegionList: [face('Ann')] },
      'XMP-MP:RegionInfoMP': { Regions: [{ PersonDisplayName: 'Bob', Rectangle: '0.1, 0.1, 0.1, 0.2' }] },
    },
  ],
];

describe('inside one file', () => {
  it.each(same)('no conflict: %s', (_about, field, tags) => {
    const { values, disagreements } = interpret({ stores: [rawStore(tags)] });
    expect(values[field]).toBeDefined();
    expect(disagreements[field]).toBeUndefined();
  });

  it.each(different)('a conflict: %s', (_about, field, tags) => {
    expect(interpret({ stores: [rawStore(tags)] }).disagreements[field]?.length).toBeGreaterThan(1);
  });
});
