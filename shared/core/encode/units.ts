import { readGps } from '../equal/gps.ts';
import { parseTime, type TimeParts } from '../equal/time.ts';
import { fieldDef } from '../registry.ts';
import type { Gps, MaybeValue } from '../value.ts';
import { type Encoding, remove, set, type TagWrite } from './target.ts';
import { clearField } from './texts.ts';

/** A number without exponent, as ExifTool wants it. */
const decimal = (value: number): string =>
  value
    .toFixed(9)
    .replace(/(\.\d*?)0+$/, '$1')
    .replace(/\.$/, '');

const exifGps = (encoding: Encoding, { lat, lon, alt }: Gps): TagWrite[] => [
  set('GPS:GPSLatitude', decimal(Math.abs(lat))),
  set('GPS:GPSLatitudeRef', lat < 0 ? 'S' : 'N'),
  set('GPS:GPSLongitude', decimal(Math.abs(lon))),
  set('GPS:GPSLongitudeRef', lon < 0 ? 'W' : 'E'),
  ...(alt === undefined
    ? remove(encoding, 'GPS:GPSAltitude', 'GPS:GPSAltitudeRef')
    : [set('GPS:GPSAltitude', decimal(Math.abs(alt))), set('GPS:GPSAltitudeRef', alt < 0 ? '1' : '0')]),
];

const xmpGps = (encoding: Encoding, { lat, lon, alt }: Gps): TagWrite[] => [
  set('XMP-exif:GPSLatitude', decimal(lat)),
  set('XMP-exif:GPSLongitude', decimal(lon)),
  // Not part of the standard, but read by some: would contradict a moved position.
  ...remove(encoding, 'XMP-exif:GPSLatitudeRef', 'XMP-exif:GPSLongitudeRef'),
  ...(alt === undefined
    ? remove(encoding, 'XMP-exif:GPSAltitude', 'XMP-exif:GPSAltitudeRef')
    : [
        set('XMP-exif:GPSAltitude', decimal(Math.abs(alt))),
        set('XMP-exif:GPSAltitudeRef', alt < 0 ? '1' : '0'),
      ]),
];

const BOXES = ['Keys:GPSCoordinates', 'UserData:GPSCoordinates', 'ItemList:GPSCoordinates'];

/** A position: sizes and hemispheres for EXIF, signed degrees for XMP, one text for QuickTime (fields.md §1.5). */
export const encodeGps = (encoding: Encoding, after: MaybeValue): TagWrite[] => {
  const gps = readGps(after);
  const holds = (prefix: string): boolean =>
    Object.keys(encoding.target.raw?.tags ?? {}).some((tag) => tag.startsWith(prefix));
  if (gps === null) {
    return [
      ...(holds('GPS:') && encoding.exif ? [{ tag: 'GPS:all', values: [] }] : []),
      ...(holds('XMP-exif:GPS') ? [{ tag: 'XMP-exif:GPS*', values: [] }] : []),
      ...remove(encoding, ...BOXES),
    ];
  }
  const text = [gps.lat, gps.lon, ...(gps.alt === undefined ? [] : [gps.alt])].map(decimal).join(' ');
  const boxes = encoding.quickTime ? BOXES.filter((tag, at) => at === 0 || encoding.has(tag)) : [];
  return [
    ...(encoding.exif ? exifGps(encoding, gps) : []),
    ...(!encoding.exif || encoding.has('XMP-exif:GPSLatitude') ? xmpGps(encoding, gps) : []),
    ...boxes.map((tag) => set(tag, text)),
  ];
};

const colons = (wall: string): string => wall.replaceAll('-', ':').replace('T', ' ');

/** Date and time to the second; undefined for a date that knows less, which EXIF cannot hold. */
const exact = ({ wall }: TimeParts): string | undefined => {
  if (!wall.includes('T')) return undefined;
  return colons(wall.length === 16 ? `${wall}:00` : wall);
};

const EXIF_TIME = [
  'ExifIFD:DateTimeOriginal',
  'ExifIFD:SubSecTimeOriginal',
  'ExifIFD:OffsetTimeOriginal',
] as const;

const exifTime = (encoding: Encoding, parts: TimeParts): TagWrite[] => {
  const stamp = exact(parts);
  if (stamp === undefined) return remove(encoding, ...EXIF_TIME);
  return [
    set(EXIF_TIME[0], stamp),
    ...(parts.fraction === '' ? remove(encoding, EXIF_TIME[1]) : [set(EXIF_TIME[1], parts.fraction)]),
    ...(parts.zone === '' ? remove(encoding, EXIF_TIME[2]) : [set(EXIF_TIME[2], parts.zone)]),
  ];
};

/** IPTC wants whole days and a zone; +00:00 stands for an unknown one, as Adobe writes it (fields.md §1.2). */
const iptcTime = (encoding: Encoding, parts: TimeParts): TagWrite[] => {
  const stamp = exact(parts) ?? colons(parts.wall);
  const [date, time] = stamp.split(' ') as [string, string | undefined];
  if (date.length !== 10) return remove(encoding, 'IPTC:DateCreated', 'IPTC:TimeCreated');
  return [
    set('IPTC:DateCreated', date),
    ...(time === undefined
      ? remove(encoding, 'IPTC:TimeCreated')
      : [set('IPTC:TimeCreated', `${time}${parts.zone || '+00:00'}`)]),
  ];
};

const quickTime = (encoding: Encoding, parts: TimeParts): TagWrite[] => {
  const stamp = exact(parts);
  if (stamp === undefined || parts.zone === '') return remove(encoding, 'Keys:CreationDate');
  return [set('Keys:CreationDate', stamp + parts.zone)];
};

/** A capture time in every store that can hold it, in the colon form that is safe in every mode (fields.md §1.4). */
export const encodeTime = (encoding: Encoding, after: MaybeValue): TagWrite[] => {
  const parts = after === null ? undefined : parseTime(String(after));
  if (parts === undefined) {
    const def = fieldDef('captureTime');
    return clearField(encoding, { ...def, read: def.read.filter((tag) => !tag.startsWith('QuickTime:')) });
  }
  const fraction = parts.fraction === '' ? '' : `.${parts.fraction}`;
  const xmp = exact(parts) === undefined ? colons(parts.wall) : exact(parts)! + fraction + parts.zone;
  return [
    ...(encoding.exif ? exifTime(encoding, parts) : []),
    set('XMP-photoshop:DateCreated', xmp),
    ...(!encoding.exif || encoding.has('XMP-exif:DateTimeOriginal')
      ? [set('XMP-exif:DateTimeOriginal', xmp)]
      : []),
    ...(encoding.iptc ? iptcTime(encoding, parts) : []),
    ...(encoding.quickTime ? quickTime(encoding, parts) : []),
  ];
};
