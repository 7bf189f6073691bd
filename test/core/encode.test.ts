import { describe, expect, it } from 'vitest';
import { encodeChanges, encodeSidecar, type TagWrite } from '../../shared/core/encode.ts';
import type { RawValue, StoreKind } from '../../shared/core/raw-tags.ts';
import { type FieldName, fieldDef, fieldNames } from '../../shared/core/registry.ts';
import type { MaybeValue } from '../../shared/core/value.ts';
import { rawStore } from '../support/raw-shapes.ts';

type Tags = { readonly [tag: string]: RawValue };
const write = (
  field: FieldName,
  after: MaybeValue,
  tags: Tags = {},
  format = 'JPEG',
  store: StoreKind = 'embedded',
): { [tag: string]: readonly RawValue[] } =>
  Object.fromEntries(
    encodeChanges([{ field, before: null, after }], { store, format, raw: rawStore(tags, store) }).map(
      ({ tag, values }: TagWrite) => [tag, values],
    ),
  );

const utf8 = { 'IPTC:CodedCharacterSet': '\u001b%G' };
const digest = { 'Photoshop:IPTCDigest': ['new'] };
const de = { 'x-default': 'Käse' };

type Row = readonly [about: string, got: unknown, wanted: unknown];
const rows: readonly Row[] = [
  ['no IPTC is made where there is none', write('city', 'Ulm'), { 'XMP-photoshop:City': ['Ulm'] }],
  [
    'IPTC that is there follows, with the digest',
    write('city', 'Ulm', { ...utf8, 'IPTC:Keywords': 'a' }),
    { 'XMP-photoshop:City': ['Ulm'], 'IPTC:City': ['Ulm'], ...digest },
  ],
  [
    'a description that digiKam wrote is gone everywhere',
    write('description', null, {
      'XMP-dc:Description': 'a',
      'XMP-acdsee:Notes': 'a',
      'XMP-exif:UserComment': 'a',
      'File:Comment': 'a',
    }),
    {
      'XMP-dc:Description': [],
      'XMP-acdsee:Notes': [],
      'XMP-exif:UserComment': [],
      'File:Comment': [],
    },
  ],
  [
    'a comment of its own stays',
    write('description', null, { 'XMP-dc:Description': 'a', 'File:Comment': 'made by a scanner' }),
    { 'XMP-dc:Description': [] },
  ],
  [
    'copies of the old text go with it, other texts stay',
    write(
      'description',
      { 'x-default': 'b' },
      {
        'XMP-dc:Description': 'a',
        'XMP-dc:Description-de': 'x',
        'XMP-acdsee:Notes': 'a',
        'ExifIFD:UserComment': 'notes of my own',
        'File:Comment': 'a',
      },
    ),
    {
      'XMP-dc:Description-x-default': ['b'],
      'XMP-dc:Description-de': [],
      'IFD0:ImageDescription': ['b'],
      'XMP-acdsee:Notes': [],
      'File:Comment': [],
    },
  ],
  [
    'a title that digiKam wrote is gone everywhere',
    write('title', null, { 'XMP-dc:Title': 'a', 'XMP-acdsee:Caption': 'a' }),
    { 'XMP-dc:Title': [], 'XMP-acdsee:Caption': [] },
  ],
  [
    'digiKam finds orange by its number only',
    write('label', 'orange'),
    { 'XMP-xmp:Label': ['Orange'], 'XMP-digiKam:ColorLabel': ['2'] },
  ],
  ['red by its word', write('label', 'red'), { 'XMP-xmp:Label': ['Red'] }],
  [
    'no number beside the urgency of a news picture',
    write('label', 'orange', { 'XMP-photoshop:Urgency': '5' }),
    { 'XMP-xmp:Label': ['Orange'] },
  ],
  [
    'no number in a sidecar that digiKam has not made its own',
    write('label', 'white', { 'XMP-xmp:Rating': '1' }, 'JPEG', 'sidecarFull'),
    { 'XMP-xmp:Label': ['White'] },
  ],
  [
    'digiKam’s flag goes with Adobe’s',
    write('pick', 'rejected'),
    { 'XMP-xmpDM:Pick': ['-1'], 'XMP-xmpDM:Good': ['False'], 'XMP-digiKam:PickLabel': ['1'] },
  ],
  [
    'a PNG that has IPTC keeps it in step',
    write('city', 'Ulm', { 'IPTC:City': 'old' }, 'PNG')['IPTC:City'],
    ['Ulm'],
  ],
  ['a PNG that has none gets none', write('city', 'Ulm', {}, 'PNG'), { 'XMP-photoshop:City': ['Ulm'] }],
  [
    'a HEIC keeps no IPTC',
    write('city', 'Ulm', { 'IPTC:Keywords': 'a' }, 'HEIC'),
    { 'XMP-photoshop:City': ['Ulm'] },
  ],
  [
    'IPTC is cut between characters',
    write('credit', '日'.repeat(20), { ...utf8, 'IPTC:Credit': 'a' })['IPTC:Credit'],
    ['日'.repeat(10)],
  ],
  [
    'a Latin block becomes UTF-8 with all of its texts',
    write('city', 'Köln', { 'IPTC:By-line': 'Jörg', 'IPTC:Source': 'plain' }),
    {
      'XMP-photoshop:City': ['Köln'],
      'IPTC:City': ['Köln'],
      'IPTC:CodedCharacterSet': ['UTF8'],
      'IPTC:By-line': ['Jörg'],
      ...digest,
    },
  ],
  [
    'a Latin block stays as it is for ASCII',
    write('city', 'Ulm', { 'IPTC:By-line': 'Jörg' }),
    { 'XMP-photoshop:City': ['Ulm'], 'IPTC:City': ['Ulm'], ...digest },
  ],
  [
    'a digest is not renewed over another field’s disagreement',
    write('city', 'Ulm', { ...utf8, 'IPTC:Headline': 'a', 'XMP-photoshop:Headline': 'b' }),
    { 'XMP-photoshop:City': ['Ulm'], 'IPTC:City': ['Ulm'] },
  ],
  [
    'a digest that was current is renewed even so: a stale one would let the IPTC of untouched fields win',
    write('city', 'Ulm', {
      ...utf8,
      'IPTC:Headline': 'a',
      'XMP-photoshop:Headline': 'b',
      'Photoshop:IPTCDigest': 'x',
      'File:CurrentIPTCDigest': 'x',
    }),
    { 'XMP-photoshop:City': ['Ulm'], 'IPTC:City': ['Ulm'], ...digest },
  ],
  [
    'EXIF mirrors the default language',
    write('description', { 'x-default': 'a', de: 'b' }),
    { 'XMP-dc:Description-x-default': ['a'], 'XMP-dc:Description-de': ['b'], 'IFD0:ImageDescription': ['a'] },
  ],
  [
    'a language that is gone is deleted alone',
    write('title', { 'x-default': 'a' }, { 'XMP-dc:Title': 'a', 'XMP-dc:Title-de': 'b' }),
    { 'XMP-dc:Title-x-default': ['a'], 'XMP-dc:Title-de': [] },
  ],
  [
    'a sidecar holds XMP only',
    write('description', de, {}, 'CR2', 'sidecar'),
    { 'XMP-dc:Description-x-default': ['Käse'], 'XMP-tiff:ImageDescription-x-default': ['Käse'] },
  ],
  [
    'Windows’ title follows where it is',
    write('title', de, { 'IFD0:XPTitle': 'x' })['IFD0:XPTitle'],
    ['Käse'],
  ],
  [
    '… and goes where it cannot hold the text',
    write('title', { 'x-default': '😀' }, { 'IFD0:XPTitle': 'x' })['IFD0:XPTitle'],
    [],
  ],
  [
    'a delete clears every store',
    write('title', null, { 'XMP-dc:Title-de': 'a', 'IPTC:ObjectName': 'a', 'IFD0:XPTitle': 'a' }),
    { 'XMP-dc:Title': [], 'IPTC:ObjectName': [], 'IFD0:XPTitle': [], ...digest },
  ],
  ['a delete of nothing writes nothing', write('title', null), {}],
  [
    'stars, and the scales that are there',
    write('rating', 4, {
      'IFD0:Rating': '1',
      'IFD0:RatingPercent': '1',
      'XMP-microsoft:RatingPercent': '1',
      'XMP-acdsee:Rating': '1',
    }),
    {
      'XMP-xmp:Rating': ['4'],
      'IFD0:Rating': ['4'],
      'IFD0:RatingPercent': ['75'],
      'XMP-microsoft:RatingPercent': ['75'],
      'XMP-acdsee:Rating': ['4'],
    },
  ],
  [
    'rejected is for XMP alone',
    write('rating', -1, { 'IFD0:Rating': '1', 'IFD0:RatingPercent': '1' }),
    { 'XMP-xmp:Rating': ['-1'], 'IFD0:Rating': [], 'IFD0:RatingPercent': [] },
  ],
  ['no stars are no tag', write('rating', null, { 'XMP-xmp:Rating': '2' }), { 'XMP-xmp:Rating': [] }],
  [
    'a label in the file’s own language',
    write('label', 'red', { 'XMP-xmp:Label': 'blau' }),
    { 'XMP-xmp:Label': ['rot'] },
  ],
  ['a label in English where there is none', write('label', 'red'), { 'XMP-xmp:Label': ['Red'] }],
  [
    'digiKam’s number follows',
    write('label', 'orange', { 'XMP-digiKam:ColorLabel': '1', 'XMP-photoshop:Urgency': '1' }),
    { 'XMP-xmp:Label': ['Orange'], 'XMP-digiKam:ColorLabel': ['2'], 'XMP-photoshop:Urgency': ['2'] },
  ],
  ['Artist is joined by the MWG rule', write('creators', ['A; B', 'C'])['IFD0:Artist'], ['"A; B"; C']],
  [
    'EXIF time in three tags, colons, no zone',
    write('captureTime', '2024-05-01T10:20:30.5', { 'ExifIFD:OffsetTimeOriginal': '+01:00' }),
    {
      'ExifIFD:DateTimeOriginal': ['2024:05:01 10:20:30'],
      'ExifIFD:SubSecTimeOriginal': ['5'],
      'ExifIFD:OffsetTimeOriginal': [],
      'XMP-photoshop:DateCreated': ['2024:05:01 10:20:30.5'],
    },
  ],
  [
    'a year is for XMP alone',
    write('captureTime', '1932', { 'ExifIFD:DateTimeOriginal': '2024:05:01 10:20:30' }),
    { 'ExifIFD:DateTimeOriginal': [], 'XMP-photoshop:DateCreated': ['1932'] },
  ],
  [
    'a sidecar has both dates of XMP',
    Object.keys(write('captureTime', '2024-05-01', {}, 'CR2', 'sidecar')),
    ['XMP-photoshop:DateCreated', 'XMP-exif:DateTimeOriginal'],
  ],
  [
    'IPTC time always has a zone',
    write('captureTime', '2024-05-01T10:20:30', { ...utf8, 'IPTC:Keywords': 'a' })['IPTC:TimeCreated'],
    ['10:20:30+00:00'],
  ],
  [
    'positions in sizes and letters',
    write('gps', { lat: -33.5, lon: 151.2, alt: -3 }),
    {
      'GPS:GPSLatitude': ['33.5'],
      'GPS:GPSLatitudeRef': ['S'],
      'GPS:GPSLongitude': ['151.2'],
      'GPS:GPSLongitudeRef': ['E'],
      'GPS:GPSAltitude': ['3'],
      'GPS:GPSAltitudeRef': ['1'],
    },
  ],
  [
    'positions of a sidecar are signed',
    write('gps', { lat: -33.5, lon: 151.2 }, {}, 'CR2', 'sidecar'),
    { 'XMP-exif:GPSLatitude': ['-33.5'], 'XMP-exif:GPSLongitude': ['151.2'] },
  ],
  [
    'a video’s own position follows',
    write('gps', { lat: 48.1, lon: 11.5, alt: 500 }, {}, 'MP4')['Keys:GPSCoordinates'],
    ['48.1 11.5 500'],
  ],
  [
    'a position that is removed takes all of its tags',
    write('gps', null, { 'GPS:GPSLatitude': '1', 'XMP-exif:GPSDateTime': 'x' }),
    { 'GPS:all': [], 'XMP-exif:GPS*': [] },
  ],
  [
    'two letters in XMP, three in IPTC',
    write('countryCode', 'DE', { ...utf8, 'IPTC:City': 'x' })['IPTC:Country-PrimaryLocationCode'],
    ['DEU'],
  ],
  [
    'a city moves the first location too',
    write('city', 'Bonn', {
      'XMP-iptcExt:LocationShown': [{ City: 'Ulm', WorldRegion: 'Europe' }, { City: 'Kiel' }],
    }),
    {
      'XMP-photoshop:City': ['Bonn'],
      'XMP-iptcExt:LocationShown': [{ City: 'Bonn', WorldRegion: 'Europe' }, { City: 'Kiel' }],
    },
  ],
  [
    'keywords for every program',
    write('keywords', ['a|b', 'c'], { 'XMP-mediapro:CatalogSets': ['z'] }),
    {
      'XMP-lr:HierarchicalSubject': ['a|b', 'c'],
      'XMP-digiKam:TagsList': ['a/b', 'c'],
      'XMP-dc:Subject': ['b', 'c'],
      'XMP-mediapro:CatalogSets': ['a|b', 'c'],
    },
  ],
  [
    'ancestors stay where the file had them',
    write('keywords', ['a|b|d'], { 'XMP-dc:Subject': ['a', 'b'] })['XMP-dc:Subject'],
    ['d', 'a', 'b'],
  ],
  ...['IPTC:Keywords', 'XMP-microsoft:LastKeywordIPTC', 'XMP-acdsee:Keywords'].map(
    (tag): [string, unknown, unknown] => [
      `each tag keeps those that it had: ${tag}`,
      write('keywords', ['a|b|d', 'x'], { [tag]: ['a', 'd'] })[tag],
      ['d', 'x', 'a'],
    ],
  ),
  [
    'darktable’s own tags stay',
    write('keywords', ['x'], {
      'XMP-lr:HierarchicalSubject': ['darktable|changed'],
      'XMP-dc:Subject': ['changed'],
    })['XMP-lr:HierarchicalSubject'],
    ['x', 'darktable|changed'],
  ],
  [
    'a level with a slash is not for digiKam',
    write('keywords', ['Music|AC/DC', 'x'])['XMP-digiKam:TagsList'],
    ['x'],
  ],
  [
    'keywords with ; are not for Windows',
    write('keywords', ['a;b', 'c'], { 'IFD0:XPKeywords': 'x' })['IFD0:XPKeywords'],
    ['c'],
  ],
  [
    'unnamed regions come last',
    (
      write('regions', [
        { type: 'Face', area: { x: 0.5, y: 0.5, w: 0.1, h: 0.1 } },
        { type: 'Face', name: 'Ann' },
      ])['XMP-mwg-rs:RegionInfo']![0] as { RegionList: RawValue }
    ).RegionList,
    [
      { Type: 'Face', Name: 'Ann' },
      { Area: { X: '0.5', Y: '0.5', W: '0.1', H: '0.1', Unit: 'normalized' }, Type: 'Face' },
    ],
  ],
  [
    'a face that is only renamed keeps the rectangle that Microsoft’s programs gave it, in their own frame',
    write('regions', [{ type: 'Face', name: 'Anna', area: { x: 0.3, y: 0.6, w: 0.2, h: 0.1 } }], {
      'XMP-mwg-rs:RegionInfo': {
        RegionList: [{ Area: { X: '0.3', Y: '0.6', W: '0.2', H: '0.1' }, Name: 'Ann', Type: 'Face' }],
      },
      'XMP-MP:RegionInfoMP': {
        Regions: [{ PersonDisplayName: 'Ann', Rectangle: '0.6, 0.1, 0.1, 0.2', PersonEmailDigest: 'E1' }],
      },
    })['XMP-MP:RegionInfoMP'],
    [
      {
        Regions: [{ PersonDisplayName: 'Anna', Rectangle: '0.6, 0.1, 0.1, 0.2', PersonEmailDigest: 'E1' }],
      },
    ],
  ],
  [
    'two faces that swap their names swap them there too',
    (
      write(
        'regions',
        [
          { type: 'Face', name: 'Bob', area: { x: 0.2, y: 0.2, w: 0.1, h: 0.1 } },
          { type: 'Face', name: 'Ann', area: { x: 0.8, y: 0.8, w: 0.1, h: 0.1 } },
        ],
        {
          'XMP-mwg-rs:RegionInfo': {
            RegionList: [
              { Area: { X: '0.2', Y: '0.2', W: '0.1', H: '0.1' }, Name: 'Ann', Type: 'Face' },
              { Area: { X: '0.8', Y: '0.8', W: '0.1', H: '0.1' }, Name: 'Bob', Type: 'Face' },
            ],
          },
          'XMP-MP:RegionInfoMP': {
            Regions: [
              { PersonDisplayName: 'Ann', Rectangle: '0.15, 0.15, 0.1, 0.1' },
              { PersonDisplayName: 'Bob', Rectangle: '0.75, 0.75, 0.1, 0.1' },
            ],
          },
        },
      )['XMP-MP:RegionInfoMP'] as unknown[]
    )[0],
    {
      Regions: [
        { PersonDisplayName: 'Bob', Rectangle: '0.15, 0.15, 0.1, 0.1' },
        { PersonDisplayName: 'Ann', Rectangle: '0.75, 0.75, 0.1, 0.1' },
      ],
    },
  ],
  [
    'the last region takes both tags',
    write('regions', null, {
      'XMP-mwg-rs:RegionInfo': { RegionList: [] },
      'XMP-MP:RegionInfoMP': { Regions: [] },
    }),
    { 'XMP-mwg-rs:RegionInfo': [], 'XMP-MP:RegionInfoMP': [] },
  ],
  [
    'control characters never reach a file',
    write('headline', 'a\u0007b\r\nc')['XMP-photoshop:Headline'],
    ['ab\nc'],
  ],
];

describe('writing', () => {
  it.each(rows)('%s', (_about, got, wanted) => {
    expect(got).toEqual(wanted);
  });

  it('a new sidecar is complete and names its owner', () => {
    const writes = encodeSidecar({ rating: 3, title: de }, [], {
      ...{ store: 'sidecar', format: 'CR2', extension: 'cr2' },
      raw: undefined,
    });
    expect(writes.map(({ tag, values }) => [tag, ...values])).toEqual([
      ['XMP-xmp:Rating', '3'],
      ['XMP-dc:Title-x-default', 'Käse'],
      ['XMP-photoshop:SidecarForExtension', 'CR2'],
    ]);
  });

  it('a delete leaves no tag in which any field is kept', () => {
    for (const field of fieldNames) {
      const { read, write: own, clear } = fieldDef(field);
      const all = [...new Set<string>([...read, ...own, ...clear])];
      const tags = Object.fromEntries(all.map((tag) => [tag, 'x']));
      const cleared = encodeChanges([{ field, before: 'x', after: null }], {
        store: 'embedded',
        format: 'JPEG',
        raw: rawStore(tags),
      });
      const gone = (tag: string): boolean =>
        cleared.some(
          (one) =>
            (one.values.length === 0 || ['0', 'False'].includes(String(one.values[0]))) &&
            (one.tag === tag ||
              (one.tag.endsWith('*') && tag.startsWith(one.tag.slice(0, -1))) ||
              (one.tag === 'GPS:all' && tag.startsWith('GPS:'))),
        );
      // The places of the first location, and QuickTime’s clock, belong to others.
      const others = /LocationShown|QuickTime:CreateDate|photoshop:Urgency/;
      expect(
        all.filter((tag) => (!gone(tag) && !others.test(tag)) || (field === 'locationShown' && !gone(tag))),
        field,
      ).toEqual([]);
    }
  });
});
