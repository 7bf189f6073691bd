import type { Gps, MaybeValue, Value } from '../value.ts';

/** Degrees and metres within which two positions are the same (reliability.md §6.4): rounding of rationals. */
export const DEGREES = 1e-6;
export const METRES = 0.5;

const isList = (value: Value): value is readonly Value[] => Array.isArray(value);

const number = (value: Value | undefined): number => {
  if (typeof value === 'number') return value;
  return typeof value === 'string' ? Number.parseFloat(value) : Number.NaN;
};

/** A position, or null where it is incomplete, not finite, or (0,0): the place of cameras without a fix. */
export const readGps = (value: MaybeValue): Gps | null => {
  if (value === null || typeof value !== 'object' || isList(value)) return null;
  const [lat, lon] = [number(value['lat']), number(value['lon'])];
  if (!Number.isFinite(lat) || !Number.isFinite(lon) || (lat === 0 && lon === 0)) return null;
  const alt = number(value['alt']);
  return Number.isFinite(alt) ? { lat, lon, alt } : { lat, lon };
};

// A hair more than the limit, so that a difference of exactly the limit is not lost to binary fractions.
const near = (a: number, b: number, limit: number): boolean => Math.abs(a - b) <= limit * (1 + 1e-6);

const nearAround = (a: number, b: number): boolean =>
  near(a, b, DEGREES) || near(Math.abs(a - b), 360, DEGREES);

/** True for the same place and height. A position with height and one without are two values: GPS is one unit. */
export const sameGps = (a: Gps, b: Gps): boolean =>
  near(a.lat, b.lat, DEGREES) &&
  nearAround(a.lon, b.lon) &&
  (a.alt === undefined) === (b.alt === undefined) &&
  near(a.alt ?? 0, b.alt ?? 0, METRES);
