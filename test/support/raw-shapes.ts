import type { RawStore, RawValue, StoreKind } from '../../shared/core/raw-tags.ts';

/** A store as the reader gives it. */
export const rawStore = (
  tags: { readonly [tag: string]: RawValue },
  store: StoreKind = 'embedded',
): RawStore => ({ store, tags, warnings: [] });

const digests = { 'Photoshop:IPTCDigest': 'd1', 'File:CurrentIPTCDigest': 'd1' };

/** Stores in the states in which programs leave them, by what is special about them, with their FileType. */
export const rawShapes: readonly (readonly [about: string, format: string, store: RawStore])[] = [
  ['an untouched JPEG', 'JPEG', rawStore({ 'File:FileType': 'JPEG' })],
  [
    'a JPEG with camera data',
    'JPEG',
    rawStore({
      'IFD0:ImageDescription': 'OLYMPUS DIGITAL CAMERA',
      'IFD0:Copyright': 'Ann Example',
      'ExifIFD:DateTimeOriginal': '2020:01:02 03:04:05',
      'ExifIFD:SubSecTimeOriginal': '70',
      'ExifIFD:OffsetTimeOriginal': '+01:00',
      'GPS:GPSLatitude': '48.1',
      'GPS:GPSLatitudeRef': 'N',
      'GPS:GPSLongitude': '11.5',
      'GPS:GPSLongitudeRef': 'E',
      'GPS:GPSAltitude': '500',
      'GPS:GPSAltitudeRef': '0',
      'GPS:GPSDateStamp': '2020:01:02',
    }),
  ],
  [
    'a JPEG with IPTC in step with XMP',
    'JPEG',
    rawStore({
      ...digests,
      'IPTC:CodedCharacterSet': '\u001b%G',
      'IPTC:Keywords': ['Zürich', 'lake'],
      'XMP-dc:Subject': ['Zürich', 'lake'],
      'IPTC:ObjectName': 'See',
      'XMP-dc:Title': 'See',
      'XMP-dc:Title-de': 'See',
      'XMP-dc:Title-fr': 'Lac',
    }),
  ],
  [
    'a JPEG whose IPTC is Latin-1',
    'JPEG',
    rawStore({ 'IPTC:City': 'Zürich', 'IPTC:By-line': 'Jörg', 'IPTC:Caption-Abstract': 'Käse' }),
  ],
  [
    'a TIFF with the tags of Windows',
    'TIFF',
    rawStore({
      'IFD0:XPTitle': 'old',
      'IFD0:XPKeywords': 'a;b',
      'XMP-dc:Subject': ['a', 'b'],
      'IFD0:Rating': '2',
      'IFD0:RatingPercent': '25',
      'XMP-microsoft:RatingPercent': '25',
      'XMP-xmp:Rating': '2',
      'XMP-microsoft:LastKeywordXMP': ['a', 'b'],
    }),
  ],
  [
    'a JPEG of digiKam',
    'JPEG',
    rawStore({
      'XMP-digiKam:TagsList': ['People/Ann', 'Places/Zürich'],
      'XMP-lr:HierarchicalSubject': ['People|Ann', 'Places|Zürich'],
      'XMP-mediapro:CatalogSets': ['People|Ann', 'Places|Zürich'],
      'XMP-acdsee:Categories':
        '<Categories><Category Assigned="0">People<Category Assigned="1">Ann</Category></Category></Categories>',
      'XMP-dc:Subject': ['Ann', 'Zürich'],
      'XMP-digiKam:ColorLabel': '1',
      'XMP-digiKam:PickLabel': '3',
      'XMP-photoshop:Urgency': '1',
      'XMP-xmp:Label': 'Red',
      'XMP-mwg-rs:RegionInfo': {
        AppliedToDimensions: { W: '840', H: '700', Unit: 'pixel' },
        RegionList: [
          { Area: { X: '0.3', Y: '0.3', W: '0.1', H: '0.2', Unit: 'normalized' }, Name: 'Ann', Type: 'Face' },
        ],
      },
      'XMP-MP:RegionInfoMP': { Regions: [{ PersonDisplayName: 'Ann', Rectangle: '0.25, 0.2, 0.1, 0.2' }] },
    }),
  ],
  [
    'a JPEG with several locations',
    'JPEG',
    rawStore({
      'XMP-photoshop:City': 'Sydney',
      'XMP-iptcExt:LocationShown': [
        { City: 'Sydney', CountryName: 'Australia', LocationId: ['id,1', 'id2'] },
        { City: 'Manly' },
      ],
      'XMP-photoshop:Country': 'Australia',
    }),
  ],
  ['a new sidecar', 'CR2', rawStore({}, 'sidecar')],
  [
    'a sidecar of darktable',
    'CR2',
    rawStore(
      {
        'XMP-xmp:Rating': '1',
        'XMP-darktable:Xmp_version': '5',
        'XMP-lr:HierarchicalSubject': ['darktable|exported', 'birds|heron'],
        'XMP-dc:Subject': ['darktable', 'exported', 'heron', 'birds'],
      },
      'sidecarFull',
    ),
  ],
  [
    'an MP4',
    'MP4',
    rawStore({ 'QuickTime:CreateDate': '2024:05:01 08:20:30', 'Keys:GPSCoordinates': '48 11 500' }),
  ],
  ['a PNG', 'PNG', rawStore({ 'XMP-dc:Description-en': 'only English' })],
];
