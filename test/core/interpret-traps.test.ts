import { describe, expect, it } from 'vitest';
import { interpret } from '../../shared/core/interpret.ts';
import type { RawValue } from '../../shared/core/raw-tags.ts';
import type { FieldName } from '../../shared/core/registry.ts';
import type { MaybeValue } from '../../shared/core/value.ts';
import { rawStore } from '../support/raw-shapes.ts';

type Tags = { readonly [tag: string]: RawValue };
type Row = readonly [about: string, tags: Tags, field: FieldName, value: MaybeValue];

const current = { 'Photoshop:IPTCDigest': 'x', 'File:CurrentIPTCDigest': 'x' };
const edited = { 'Photoshop:IPTCDigest': 'x', 'File:CurrentIPTCDigest': 'y' };
const utf8 = { 'IPTC:CodedCharacterSet': '\u001b%G' };
const text = (value: string) => ({ 'x-default': value });

const rows: readonly Row[] = [
  [
    'XMP wins over IPTC where the digest is current',
    { ...current, 'IPTC:Headline': 'old', 'XMP-photoshop:Headline': 'new' },
    'headline',
    'new',
  ],
  [
    'XMP wins over IPTC where no digest is stored',
    { 'IPTC:Headline': 'old', 'XMP-photoshop:Headline': 'new' },
    'headline',
    'new',
  ],
  [
    'IPTC wins where it was edited since',
    { ...edited, 'IPTC:Headline': 'new', 'XMP-photoshop:Headline': 'old' },
    'headline',
    'new',
  ],
  [
    'an IPTC text that is only cut off does not win',
    { ...edited, ...utf8, 'IPTC:ObjectName': 'x'.repeat(64), 'XMP-dc:Title': 'x'.repeat(70) },
    'title',
    text('x'.repeat(70)),
  ],
  [
    'an IPTC text cut inside a character does not win',
    {
      ...edited,
      ...utf8,
      'IPTC:Credit': `${'é'.repeat(15)}x`,
      'XMP-photoshop:Credit': `${'é'.repeat(15)}xé`,
    },
    'credit',
    `${'é'.repeat(15)}xé`,
  ],
  ['IPTC alone is read', { ...edited, 'IPTC:City': 'Ulm' }, 'city', 'Ulm'],
  ['UTF-8 read as Latin-1 is repaired', { 'IPTC:City': 'ZÃ¼rich' }, 'city', 'Zürich'],
  ['real Latin-1 stays', { 'IPTC:City': 'Zürich' }, 'city', 'Zürich'],
  ['UTF-8 that says so is not touched', { ...utf8, 'IPTC:City': 'ZÃ¼rich' }, 'city', 'ZÃ¼rich'],
  ['undecodable EXIF text is no value', { 'IFD0:ImageDescription': 'Z\ufffdrich' }, 'description', null],
  [
    'a camera’s own description is none',
    { 'IFD0:ImageDescription': 'OLYMPUS DIGITAL CAMERA         ' },
    'description',
    null,
  ],
  [
    '… nor does it hide the caption of IPTC',
    { 'IFD0:ImageDescription': 'SONY DSC', 'IPTC:Caption-Abstract': 'Real' },
    'description',
    text('Real'),
  ],
  [
    'all languages are kept',
    { 'XMP-dc:Title': 'a', 'XMP-dc:Title-de': 'b', 'XMP-dc:Title-fr-FR': 'c' },
    'title',
    { 'x-default': 'a', de: 'b', 'fr-FR': 'c' },
  ],
  ['a text with one language only has no default', { 'XMP-dc:Title-en-US': 'a' }, 'title', { 'en-US': 'a' }],
  ['numeric-looking text stays text', { 'XMP-photoshop:TransmissionReference': '007' }, 'jobId', '007'],
  ['Artist is taken apart by the MWG rule', { 'IFD0:Artist': '"A; B"; C' }, 'creators', ['A; B', 'C']],
  [
    'creators of IPTC come before Artist',
    { 'IPTC:By-line': ['A', 'B'], 'IFD0:Artist': 'A; B' },
    'creators',
    ['A', 'B'],
  ],
  ['Marked False is public domain', { 'XMP-xmpRights:Marked': 'False' }, 'copyrightStatus', 'publicDomain'],
  ['Marked absent is not known', {}, 'copyrightStatus', null],
  ['−1 is rejected', { 'XMP-xmp:Rating': '-1', 'IFD0:Rating': '3' }, 'rating', -1],
  ['half stars count down', { 'XMP-xmp:Rating': '3.5' }, 'rating', 3],
  ['5.0 is 5', { 'XMP-xmp:Rating': '5.0' }, 'rating', 5],
  ['six stars are no rating', { 'XMP-xmp:Rating': '6', 'IFD0:Rating': '2' }, 'rating', 2],
  ['0 is empty, and wins over a stale mirror', { 'XMP-xmp:Rating': '0', 'IFD0:Rating': '2' }, 'rating', null],
  ['12 percent is one star', { 'IFD0:RatingPercent': '12' }, 'rating', 1],
  ['13 percent is two', { 'IFD0:RatingPercent': '13' }, 'rating', 2],
  ['87 percent is four', { 'XMP-microsoft:RatingPercent': '87' }, 'rating', 4],
  ['88 percent is five', { 'XMP-microsoft:RatingPercent': '88' }, 'rating', 5],
  ['urgency is no rating', { 'IPTC:Urgency': '5', 'XMP-photoshop:Urgency': '5' }, 'rating', null],
  ['a German label', { 'XMP-xmp:Label': 'blau' }, 'label', 'blue'],
  ['a French label', { 'XMP-xmp:Label': 'Jaune' }, 'label', 'yellow'],
  ['a Spanish label', { 'XMP-xmp:Label': 'Púrpura' }, 'label', 'purple'],
  ['an Italian label', { 'XMP-xmp:Label': 'Giallo' }, 'label', 'yellow'],
  ['a Japanese label', { 'XMP-xmp:Label': 'グリーン' }, 'label', 'green'],
  ['a label of Bridge', { 'XMP-xmp:Label': 'To Do' }, 'label', 'purple'],
  ['a word nobody knows is kept', { 'XMP-xmp:Label': 'Portfolio' }, 'label', 'Portfolio'],
  [
    'digiKam’s number is newer than the word it left',
    { 'XMP-digiKam:ColorLabel': '2', 'XMP-xmp:Label': 'Red' },
    'label',
    'orange',
  ],
  [
    'digiKam’s 0 does not hide Lightroom’s word',
    { 'XMP-digiKam:ColorLabel': '0', 'XMP-xmp:Label': 'Red' },
    'label',
    'red',
  ],
  ['urgency is a colour beside digiKam’s number only', { 'XMP-photoshop:Urgency': '4' }, 'label', null],
  ['pick −1 is rejected', { 'XMP-xmpDM:Pick': '-1' }, 'pick', 'rejected'],
  ['digiKam’s 2 is pending', { 'XMP-digiKam:PickLabel': '2' }, 'pick', 'pending'],
  [
    'zone and fraction join the time',
    {
      'ExifIFD:DateTimeOriginal': '2024:05:01 10:20:30',
      'XMP-photoshop:DateCreated': '2024:05:01 10:20:30.5+02:00',
    },
    'captureTime',
    '2024-05-01T10:20:30.5+02:00',
  ],
  [
    'the same instant elsewhere is another time',
    {
      'ExifIFD:DateTimeOriginal': '2024:05:01 10:20:30',
      'ExifIFD:OffsetTimeOriginal': '+02:00',
      'XMP-photoshop:DateCreated': '2024:05:01 08:20:30+00:00',
    },
    'captureTime',
    '2024-05-01T10:20:30+02:00',
  ],
  ['a year alone is kept', { 'XMP-photoshop:DateCreated': '1932' }, 'captureTime', '1932'],
  ['a year and month are kept', { 'XMP-photoshop:DateCreated': '1932:07' }, 'captureTime', '1932-07'],
  [
    'the zone of IPTC +00:00 is none',
    { 'IPTC:DateCreated': '2024:05:01', 'IPTC:TimeCreated': '10:20:30+00:00' },
    'captureTime',
    '2024-05-01T10:20:30',
  ],
  ['zeros are no time', { 'ExifIFD:DateTimeOriginal': '0000:00:00 00:00:00' }, 'captureTime', null],
  ['blanks are no time', { 'ExifIFD:DateTimeOriginal': '    :  :     :  :  ' }, 'captureTime', null],
  [
    'QuickTime counts in UTC',
    { 'QuickTime:CreateDate': '2024:05:01 08:20:30' },
    'captureTime',
    '2024-05-01T08:20:30+00:00',
  ],
  [
    '0, 0 is no position',
    {
      'GPS:GPSLatitude': '0',
      'GPS:GPSLatitudeRef': 'N',
      'GPS:GPSLongitude': '0',
      'GPS:GPSLongitudeRef': 'E',
    },
    'gps',
    null,
  ],
  ['no hemisphere, no position', { 'GPS:GPSLatitude': '33.8', 'GPS:GPSLongitude': '151.2' }, 'gps', null],
  [
    'south and below the sea',
    {
      'GPS:GPSLatitude': '33.8',
      'GPS:GPSLatitudeRef': 'S',
      'GPS:GPSLongitude': '151.2',
      'GPS:GPSLongitudeRef': 'E',
      'GPS:GPSAltitude': '3',
      'GPS:GPSAltitudeRef': '1',
    },
    'gps',
    { lat: -33.8, lon: 151.2, alt: -3 },
  ],
  [
    'degrees and minutes with a letter',
    { 'XMP-exif:GPSLatitude': '33,30S', 'XMP-exif:GPSLongitude': '151,12.0E' },
    'gps',
    { lat: -33.5, lon: 151.2 },
  ],
  [
    'ISO 6709 in a video',
    { 'UserData:GPSCoordinates': '+48.1+011.5+500/' },
    'gps',
    { lat: 48.1, lon: 11.5, alt: 500 },
  ],
  [
    'the city of the first location shown',
    { 'XMP-iptcExt:LocationShown': [{ City: 'Ulm' }, { City: 'Bonn' }] },
    'city',
    'Ulm',
  ],
  [
    'names on faces are no people',
    {
      'XMP-mwg-rs:RegionInfo': {
        RegionList: [{ Name: 'Ann', Type: 'Face', Area: { X: '.1', Y: '.1', W: '.1', H: '.1' } }],
      },
    },
    'people',
    null,
  ],
  ['a genre given as a term', { 'XMP-iptcExt:Genre': [{ CvTermName: 'Portrait' }] }, 'genre', 'Portrait'],
  ['codes keep their zeros', { 'XMP-iptcCore:Scene': ['011900'] }, 'scene', ['011900']],
  [
    'contact in plain names',
    { 'XMP-iptcCore:CreatorContactInfo': { CiEmailWork: 'a@b.c', CiAdrCity: 'Ulm' } },
    'contact',
    { email: 'a@b.c', city: 'Ulm' },
  ],
  [
    'ancestors are implied',
    { 'XMP-lr:HierarchicalSubject': ['a', 'a|b'], 'XMP-dc:Subject': ['a', 'b'] },
    'keywords',
    ['a|b'],
  ],
  [
    'a flat keyword beside paths',
    { 'XMP-lr:HierarchicalSubject': ['a|b'], 'XMP-dc:Subject': ['b', 'c'] },
    'keywords',
    ['a|b', 'c'],
  ],
  ['paths without flat names', { 'XMP-digiKam:TagsList': ['a/b'] }, 'keywords', ['a|b']],
  [
    'all five stores of paths',
    {
      'XMP-lr:HierarchicalSubject': ['a|1'],
      'XMP-digiKam:TagsList': ['a/2'],
      'XMP-microsoft:LastKeywordXMP': ['a/3'],
      'XMP-mediapro:CatalogSets': ['a|4'],
      'XMP-acdsee:Categories':
        '<Categories><Category Assigned="0">a<Category Assigned="1">5 &amp; 6</Category></Category></Categories>',
    },
    'keywords',
    ['a|1', 'a|2', 'a|3', 'a|4', 'a|5 & 6'],
  ],
  [
    'a slash inside a level',
    {
      'XMP-lr:HierarchicalSubject': ['Music|AC/DC'],
      'XMP-digiKam:TagsList': ['Music/AC/DC'],
      'XMP-dc:Subject': ['AC/DC'],
    },
    'keywords',
    ['Music|AC/DC'],
  ],
  [
    'darktable’s own tags are hidden',
    {
      'XMP-lr:HierarchicalSubject': ['darktable|changed', 'x'],
      'XMP-dc:Subject': ['darktable', 'changed', 'x'],
    },
    'keywords',
    ['x'],
  ],
  [
    'an IPTC keyword cut at 64 bytes',
    { 'IPTC:Keywords': 'k'.repeat(64), 'XMP-dc:Subject': ['k'.repeat(70)] },
    'keywords',
    ['k'.repeat(70)],
  ],
  [
    'IPTC keywords left over from before',
    { ...current, 'IPTC:Keywords': ['a', 'old'], 'XMP-dc:Subject': ['a'] },
    'keywords',
    ['a'],
  ],
  [
    'IPTC keywords added since',
    { ...edited, 'IPTC:Keywords': ['a', 'new'], 'XMP-dc:Subject': ['a'] },
    'keywords',
    ['a', 'new'],
  ],
  ['a single IPTC keyword is a list', { 'IPTC:Keywords': '2008' }, 'keywords', ['2008']],
  ['XPKeywords are joined by ;', { 'IFD0:XPKeywords': 'a;b' }, 'keywords', ['a', 'b']],
];

describe('traps of reading', () => {
  it.each(rows)('%s', (_about, tags, field, value) => {
    const { values } = interpret({ stores: [rawStore(tags)] });
    expect(values[field] ?? null).toEqual(value);
  });

  it('the user’s own words for colours', () => {
    const raw = { stores: [rawStore({ 'XMP-xmp:Label': 'Abgabe' })] };
    expect(interpret(raw, undefined, { labels: { green: 'Abgabe' } }).values.label).toBe('green');
  });
});

const same: readonly (readonly [about: string, tags: Tags])[] = [
  ['Unicode form', { 'XMP-photoshop:City': 'Zu\u0308rich', 'IPTC:City': 'Zürich', ...utf8 }],
  ['line ends', { 'XMP-dc:Description': 'a\nb', 'IFD0:ImageDescription': 'a\r\nb' }],
  ['trailing blanks', { 'XMP-photoshop:State': 'Utah', 'IPTC:Province-State': 'Utah  ' }],
  ['5 and 5.0', { 'XMP-xmp:Rating': '5.0', 'IFD0:Rating': '5' }],
  [
    'rounding of positions',
    {
      'GPS:GPSLatitude': '48.1234567',
      'GPS:GPSLatitudeRef': 'N',
      'GPS:GPSLongitude': '11',
      'GPS:GPSLongitudeRef': 'E',
      'XMP-exif:GPSLatitude': '48.1234561',
      'XMP-exif:GPSLongitude': '11',
    },
  ],
  ['IPTC limits', { ...utf8, 'XMP-photoshop:Credit': 'c'.repeat(40), 'IPTC:Credit': 'c'.repeat(32) }],
  [
    'a date with and without zone',
    {
      'ExifIFD:DateTimeOriginal': '2024:05:01 10:20:30',
      'XMP-photoshop:DateCreated': '2024:05:01 10:20:30+02:00',
    },
  ],
  [
    'a date with and without time',
    { 'ExifIFD:DateTimeOriginal': '2024:05:01 10:20:30', 'IPTC:DateCreated': '2024:05:01' },
  ],
  ['order in a set', { 'XMP-dc:Subject': ['a', 'b'], 'IPTC:Keywords': ['b', 'a'] }],
  [
    'rating scales',
    { 'XMP-xmp:Rating': '3', 'IFD0:RatingPercent': '50', 'XMP-microsoft:RatingPercent': '55' },
  ],
  ['rejected, which EXIF cannot say', { 'XMP-xmp:Rating': '-1', 'IFD0:Rating': '0' }],
  ['case that a program folds', { 'XMP-dc:Subject': ['Beach'], 'IFD0:XPKeywords': 'beach' }],
  [
    'two and three letters of a country',
    { 'XMP-iptcCore:CountryCode': 'DE', 'IPTC:Country-PrimaryLocationCode': 'DEU' },
  ],
  ['question marks for letters', { 'XMP-photoshop:City': 'Zürich', 'IPTC:City': 'Z?rich' }],
  ['colour by name and number', { 'XMP-xmp:Label': 'Blau', 'XMP-digiKam:ColorLabel': '5' }],
  [
    'leaves beside paths',
    {
      'XMP-lr:HierarchicalSubject': ['a|b'],
      'XMP-digiKam:TagsList': ['a/b'],
      'XMP-dc:Subject': ['b'],
      'IPTC:Keywords': 'b',
    },
  ],
  [
    'joined and listed names',
    { 'XMP-dc:Creator': ['A', 'B'], 'IFD0:Artist': 'A; B', 'IPTC:By-line': ['A', 'B'] },
  ],
  ['photographer and editor', { 'XMP-dc:Rights': 'Ann', 'IFD0:Copyright': 'Ann\nEd' }],
  [
    'other languages, which IPTC cannot say',
    { 'XMP-dc:Title': 'a', 'XMP-dc:Title-de': 'b', 'IPTC:ObjectName': 'a' },
  ],
  ['a comment of the camera', { 'XMP-dc:Description': 'a', 'ExifIFD:UserComment': 'firmware 1.2' }],
];

const different: readonly (readonly [about: string, tags: Tags, field: FieldName])[] = [
  ['EXIF against XMP', { 'IFD0:ImageDescription': 'a', 'XMP-dc:Description': 'b' }, 'description'],
  ['IPTC against XMP', { 'IPTC:City': 'a', 'XMP-photoshop:City': 'b' }, 'city'],
  ['Windows’ stars against Adobe’s', { 'IFD0:RatingPercent': '25', 'XMP-xmp:Rating': '5' }, 'rating'],
  [
    'digiKam’s tags against Lightroom’s',
    { 'XMP-digiKam:TagsList': ['a/b'], 'XMP-lr:HierarchicalSubject': ['a|c'] },
    'keywords',
  ],
  ['IPTC keywords that XMP lacks', { 'IPTC:Keywords': ['a', 'b'], 'XMP-dc:Subject': ['a'] }, 'keywords'],
  [
    'another instant',
    { 'ExifIFD:DateTimeOriginal': '2024:05:01 10:20:30', 'XMP-photoshop:DateCreated': '2024:05:01 11:20:30' },
    'captureTime',
  ],
  [
    'another place',
    {
      'GPS:GPSLatitude': '48',
      'GPS:GPSLatitudeRef': 'N',
      'GPS:GPSLongitude': '11',
      'GPS:GPSLongitudeRef': 'E',
      'XMP-exif:GPSLatitude': '48.1',
      'XMP-exif:GPSLongitude': '11',
    },
    'gps',
  ],
  ['another colour', { 'XMP-digiKam:ColorLabel': '4', 'XMP-xmp:Label': 'Red' }, 'label'],
  [
    'other names on faces',
    {
      'XMP-mwg-rs:RegionInfo': { RegionList: [{ Name: 'Ann', Type: 'Face' }] },
      'XMP-MP:RegionInfoMP': { Regions: [{ PersonDisplayName: 'Bob' }] },
    },
    'regions',
  ],
];

describe('a file that disagrees with itself', () => {
  it.each(same)('not for %s', (_about, tags) => {
    expect(interpret({ stores: [rawStore(tags)] }).disagreements).toEqual({});
  });

  it.each(different)('for %s', (_about, tags, field) => {
    const { disagreements } = interpret({ stores: [rawStore(tags)] });
    expect(Object.keys(disagreements)).toEqual([field]);
    expect(disagreements[field]!.map(({ source }) => source.tag).sort()).toEqual(
      Object.keys(tags)
        .filter((tag) => !/Longitude|Ref$/.test(tag))
        .sort(),
    );
  });
});
