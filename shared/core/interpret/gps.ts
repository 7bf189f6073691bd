import { readGps } from '../equal/gps.ts';
import type { Gps, Value } from '../value.ts';
import { type Candidate, candidate, type TagView } from './view.ts';

/** Degrees from `39.05`, `-76.2`, `5e-05`, `33,51.408S` or `33,51,24N`. */
const degrees = (text: string | undefined): number | undefined => {
  if (text === undefined) return undefined;
  const match = /^([+-]?[\d.]+(?:e[+-]?\d+)?)(?:,([\d.]+))?(?:,([\d.]+))?\s*([NSEW])?$/i.exec(text.trim());
  if (!match) return undefined;
  const [whole, minutes, seconds] = [match[1], match[2] ?? '0', match[3] ?? '0'].map(Number) as [
    number,
    number,
    number,
  ];
  const size = Math.abs(whole) + minutes / 60 + seconds / 3600;
  const south = whole < 0 || /[SW]/i.test(match[4] ?? '');
  return Number.isFinite(size) ? (south ? -size : size) : undefined;
};

const negative = (ref: string | undefined): boolean => /^[SW1]/i.test(ref ?? '');

const position = (
  lat: number | undefined,
  lon: number | undefined,
  alt: number | undefined,
): Gps | undefined => {
  if (lat === undefined || lon === undefined || Math.abs(lat) > 90 || Math.abs(lon) > 180) return undefined;
  return readGps(alt === undefined ? { lat, lon } : { lat, lon, alt }) ?? undefined;
};

/** EXIF keeps sizes and hemispheres apart; without a hemisphere there is no position (fields.md §1.5). */
const exifGps = (view: TagView): Gps | undefined => {
  const [latRef, lonRef] = [view.text('GPS:GPSLatitudeRef'), view.text('GPS:GPSLongitudeRef')];
  const [lat, lon] = [view.number('GPS:GPSLatitude'), view.number('GPS:GPSLongitude')];
  if (latRef === undefined || lonRef === undefined || lat === undefined || lon === undefined)
    return undefined;
  const alt = view.number('GPS:GPSAltitude');
  const below = negative(view.text('GPS:GPSAltitudeRef'));
  return position(
    negative(latRef) ? -Math.abs(lat) : lat,
    negative(lonRef) ? -Math.abs(lon) : lon,
    alt === undefined ? undefined : below ? -Math.abs(alt) : alt,
  );
};

const signed = (value: number | undefined, ref: string | undefined): number | undefined =>
  value !== undefined && value > 0 && negative(ref) ? -value : value;

const xmpGps = (view: TagView): Gps | undefined =>
  position(
    signed(degrees(view.text('XMP-exif:GPSLatitude')), view.text('XMP-exif:GPSLatitudeRef')),
    signed(degrees(view.text('XMP-exif:GPSLongitude')), view.text('XMP-exif:GPSLongitudeRef')),
    signed(view.number('XMP-exif:GPSAltitude'), view.text('XMP-exif:GPSAltitudeRef')),
  );

/** `48.1 11.5 500`, `48.1, 11.5` or ISO 6709 `+48.1+011.5+500/`. */
export const coordinates = (text: string | undefined): Gps | undefined => {
  const numbers = text?.match(/[+-]?\d+(?:\.\d+)?(?:e[+-]?\d+)?/gi)?.map(Number) ?? [];
  return position(numbers[0], numbers[1], numbers[2]);
};

/** What each store of positions says. (0, 0) is no position. */
export const readPosition = (view: TagView): Candidate[] => [
  ...candidate(view, 'GPS:GPSLatitude', exifGps(view)),
  ...candidate(view, 'XMP-exif:GPSLatitude', xmpGps(view)),
  ...['Keys', 'UserData', 'ItemList'].flatMap((group) =>
    candidate(
      view,
      `${group}:GPSCoordinates`,
      coordinates(view.text(`${group}:GPSCoordinates`)) as Value | undefined,
    ),
  ),
];
