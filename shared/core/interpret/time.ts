import { formatTime, parseTime, type TimeParts } from '../equal/time.ts';
import { type Candidate, candidate, type TagView } from './view.ts';

const real = (parts: TimeParts | undefined): TimeParts | undefined => {
  if (parts === undefined) return undefined;
  const [year, month = 1, day = 1] = parts.wall.slice(0, 10).split('-').map(Number);
  const [hour = 0, minute = 0, second = 0] = (parts.wall.split('T')[1] ?? '').split(':').map(Number);
  const fits =
    year !== 0 &&
    month >= 1 &&
    month <= 12 &&
    day >= 1 &&
    day <= 31 &&
    hour < 24 &&
    minute < 60 &&
    second < 61;
  return fits ? parts : undefined;
};

/** ExifTool's colons (also `2025:03`) made ISO. */
export const timeParts = (text: string | undefined): TimeParts | undefined =>
  text === undefined
    ? undefined
    : real(
        parseTime(
          text.replace(/^(\d{4}):(\d\d)(?=$|[ T:])/, '$1-$2').replace(/^(\d{4}-\d\d):(\d\d)/, '$1-$2'),
        ),
      );

const ZONE = /^(Z|[+-]\d\d:?\d\d)$/;

/** EXIF keeps seconds, their fraction and the zone in three tags. */
const exifTime = (view: TagView): TimeParts | undefined => {
  const parts = timeParts(view.text('ExifIFD:DateTimeOriginal'));
  if (parts === undefined) return undefined;
  const fraction = view.text('ExifIFD:SubSecTimeOriginal')?.replace(/0+$/, '') ?? '';
  const zone = view.text('ExifIFD:OffsetTimeOriginal') ?? '';
  return {
    wall: parts.wall,
    fraction: /^\d+$/.test(fraction) ? fraction : parts.fraction,
    zone: ZONE.test(zone) ? zone : parts.zone,
  };
};

/** Adobe writes +00:00 where it does not know the zone: such a zone of IPTC is none (fields.md §1.2). */
const iptcTime = (view: TagView): TimeParts | undefined => {
  const date = view.text('IPTC:DateCreated');
  if (date === undefined) return undefined;
  const time = view.text('IPTC:TimeCreated');
  const parts = timeParts(time === undefined ? date : `${date} ${time}`) ?? timeParts(date);
  return parts === undefined ? undefined : { ...parts, zone: parts.zone === '+00:00' ? '' : parts.zone };
};

/** QuickTime counts in UTC by its standard. */
const quickTime = (view: TagView): TimeParts | undefined => {
  const parts = timeParts(view.text('QuickTime:CreateDate'));
  return parts === undefined ? undefined : { ...parts, zone: '+00:00' };
};

const iso = (parts: TimeParts | undefined): string | undefined => {
  if (parts === undefined) return undefined;
  const again = parseTime(formatTime(parts));
  return again === undefined ? undefined : formatTime(again);
};

/** Every tag that tells when the picture was taken, as ISO 8601 with what is known. */
export const readCaptureTime = (view: TagView): Candidate[] => {
  const known = [
    ...candidate(view, 'ExifIFD:DateTimeOriginal', iso(exifTime(view))),
    ...candidate(view, 'XMP-photoshop:DateCreated', iso(timeParts(view.text('XMP-photoshop:DateCreated')))),
    ...candidate(view, 'XMP-exif:DateTimeOriginal', iso(timeParts(view.text('XMP-exif:DateTimeOriginal')))),
    ...candidate(view, 'IPTC:DateCreated', iso(iptcTime(view))),
    ...candidate(view, 'Keys:CreationDate', iso(timeParts(view.text('Keys:CreationDate')))),
  ];
  return known.length > 0 ? known : candidate(view, 'QuickTime:CreateDate', iso(quickTime(view)));
};
