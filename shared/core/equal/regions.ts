import type { Value } from '../value.ts';
import { canonicalJson } from './json.ts';
import { normalText } from './text.ts';

/** A rectangle in parts of the picture's width and height; x and y as the value has them (centre, in mwg-rs). */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

export type Struct = { readonly [key: string]: Value };

/** How far apart the edges of one region may be and still be the same rectangle (reliability.md §6.4). */
export const AREA_TOLERANCE = 0.005;

export const isStruct = (value: unknown): value is Struct =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A member by name, in whatever case it is spelt: mwg-rs has `Area.X`, a flat form `x`. */
export const member = (struct: Struct, name: string): Value | undefined => {
  const key = Object.keys(struct).find((key) => key.toLowerCase() === name);
  return key === undefined ? undefined : struct[key];
};

const text = (struct: Struct, name: string): string => {
  const value = member(struct, name);
  return value === undefined || typeof value === 'object' ? '' : normalText(String(value));
};

export const regionName = (region: Struct): string => text(region, 'name');
export const regionType = (region: Struct): string => text(region, 'type').toLowerCase();

/** The rectangle of a region, from its `area` or from the region itself; undefined where it has none. */
export const regionBox = (region: Struct): Box | undefined => {
  const area = member(region, 'area');
  const place = isStruct(area) ? area : region;
  const [x, y, w, h] = ['x', 'y', 'w', 'h'].map((side) => Number(member(place, side) ?? Number.NaN));
  return [x, y, w, h].every(Number.isFinite) ? { x: x!, y: y!, w: w!, h: h! } : undefined;
};

const near = (a: number, b: number): boolean => Math.abs(a - b) <= AREA_TOLERANCE * (1 + 1e-6);

const sameBox = (a: Box | undefined, b: Box | undefined): boolean =>
  a === undefined || b === undefined
    ? a === b
    : near(a.x, b.x) && near(a.y, b.y) && near(a.w, b.w) && near(a.h, b.h);

/** A region without its rectangle: type, name, description and whatever else a program put there. */
const rest = (region: Struct): string => {
  const kept = Object.entries(region)
    .map(([key, value]) => [key.toLowerCase(), value] as const)
    .filter(([key]) => !['area', 'frame', 'x', 'y', 'w', 'h', 'type', 'name'].includes(key))
    .map(([key, value]) => [key, typeof value === 'string' ? normalText(value) : value] as const)
    .filter(([, value]) => value !== '');
  return canonicalJson({ ...Object.fromEntries(kept), type: regionType(region), name: regionName(region) });
};

/** The picture size a region was drawn on, where the value tells it; '' where not. */
export const frameOf = (region: Struct): string => canonicalJson(member(region, 'frame'));

const sameFrame = (a: string, b: string): boolean => a === b || a === '' || b === '';

/** True when nothing but rounding and representation sets the two regions apart. */
export const sameRegion = (a: Struct, b: Struct): boolean =>
  sameBox(regionBox(a), regionBox(b)) && sameFrame(frameOf(a), frameOf(b)) && rest(a) === rest(b);

/** Overlap of two rectangles as a share of what both cover: 0 apart, 1 equal (intersection over union). */
export const overlap = (a: Box, b: Box): number => {
  // x and y are centres or corners alike for both, so shifting one by half its size needs the convention: centres.
  const across = Math.min(a.x + a.w / 2, b.x + b.w / 2) - Math.max(a.x - a.w / 2, b.x - b.w / 2);
  const down = Math.min(a.y + a.h / 2, b.y + b.h / 2) - Math.max(a.y - a.h / 2, b.y - b.h / 2);
  const shared = Math.max(0, across) * Math.max(0, down);
  const covered = a.w * a.h + b.w * b.h - shared;
  return covered > 0 ? shared / covered : 0;
};
