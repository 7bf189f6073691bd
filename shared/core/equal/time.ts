/** A time taken apart. `fraction` has no trailing zeros; both it and `zone` are '' where not known. */
export interface TimeParts {
  /** Date, or date and time of day, to the precision that is known. */
  readonly wall: string;
  readonly fraction: string;
  readonly zone: string;
}

const TIME = /^(\d{4}(?:-\d\d(?:-\d\d)?)?(?:T\d\d:\d\d(?::\d\d)?)?)(?:[.,](\d+))?(Z|[+-]\d\d:?\d\d)?$/;

const normalZone = (zone: string): string => {
  if (zone === '') return '';
  if (zone === 'Z') return '+00:00';
  const padded = zone.includes(':') ? zone : `${zone.slice(0, 3)}:${zone.slice(3)}`;
  return padded === '-00:00' ? '+00:00' : padded;
};

/** Parts of an ISO 8601 time (also EXIF's `2024:05:01 10:20:30`); undefined where it is not one. */
export const parseTime = (text: string): TimeParts | undefined => {
  const iso = text
    .trim()
    .replace(/^(\d{4}):(\d\d):(\d\d)/, '$1-$2-$3')
    .replace(/^(\d{4}-\d\d-\d\d)[ t]/, '$1T');
  const found = TIME.exec(iso);
  if (!found) return undefined;
  return {
    wall: found[1]!,
    fraction: (found[2] ?? '').replace(/0+$/, ''),
    zone: normalZone(found[3] ?? ''),
  };
};

export const formatTime = ({ wall, fraction, zone }: TimeParts): string =>
  wall + (fraction === '' ? '' : `.${fraction}`) + zone;

const richer = (a: string, b: string): string | undefined =>
  a.startsWith(b) ? a : b.startsWith(a) ? b : undefined;

/**
 * The one time that both tell, with the most of sub-seconds and zone; undefined where they tell different times.
 * Equal wall clock with and without sub-seconds or zone is the same time (design.md, decision 8); the same instant
 * under another wall clock is not.
 */
export const uniteTimes = (a: TimeParts, b: TimeParts): TimeParts | undefined => {
  if (a.wall !== b.wall) return undefined;
  const fraction = richer(a.fraction, b.fraction);
  const zone = a.zone === '' ? b.zone : b.zone === '' || b.zone === a.zone ? a.zone : undefined;
  return fraction === undefined || zone === undefined ? undefined : { wall: a.wall, fraction, zone };
};
