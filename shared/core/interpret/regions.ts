import type { RawValue } from '../raw-tags.ts';
import type { Value } from '../value.ts';
import { cleanValue, isRawStruct, type RawStruct, rawStructs, type Struct } from './structs.ts';
import { cleanText } from './text.ts';
import { type Candidate, candidate, type TagView } from './view.ts';

export const MWG = 'XMP-mwg-rs:RegionInfo';
export const MP = 'XMP-MP:RegionInfoMP';

/*
 * A region is { type?, name?, description?, area: { x, y, w, h, d?, unit? }, frame?: { w, h, unit? } } and members
 * of other programs under their XMP names. x and y are the centre in parts of the stored, un-rotated picture
 * (Metadata Working Group, regions); frame is the AppliedToDimensions of the list.
 */
const number = (value: RawValue | undefined): number | undefined => {
  const parsed = typeof value === 'string' && value.trim() !== '' ? Number(value) : Number.NaN;
  return Number.isFinite(parsed) ? parsed : undefined;
};

const numbers = (raw: RawStruct, names: { readonly [xmp: string]: string }): Struct => {
  const members = Object.entries(names).flatMap(([xmp, name]) => {
    const value = number(raw[xmp]);
    return value === undefined ? [] : [[name, value] as const];
  });
  const unit = typeof raw['Unit'] === 'string' ? raw['Unit'] : undefined;
  return { ...Object.fromEntries(members), ...(unit === undefined ? {} : { unit }) };
};

export const areaNames = { X: 'x', Y: 'y', W: 'w', H: 'h', D: 'd' };
export const frameNames = { W: 'w', H: 'h' };
export const regionNames = { Type: 'type', Name: 'name', Description: 'description' };

const mwgRegion = (raw: RawStruct, frame: Struct | undefined): Struct | undefined => {
  const area = raw['Area'];
  const { Area: _area, ...others } = raw;
  const rest = cleanValue(others) as Struct | undefined;
  if (!isRawStruct(area) && rest === undefined) return undefined;
  const members = Object.entries(rest ?? {}).map(
    ([name, value]) => [regionNames[name as keyof typeof regionNames] ?? name, value] as const,
  );
  return {
    ...Object.fromEntries(members),
    ...(isRawStruct(area) ? { area: numbers(area, areaNames) } : {}),
    ...(frame === undefined ? {} : { frame }),
  };
};

const mwgRegions = (view: TagView): Struct[] => {
  const info = view.raw(MWG);
  if (!isRawStruct(info)) return [];
  const applied = info['AppliedToDimensions'];
  const frame = isRawStruct(applied) ? numbers(applied, frameNames) : undefined;
  return rawStructs(info['RegionList'])
    .map((raw) => mwgRegion(raw, frame))
    .filter((region) => region !== undefined);
};

/** Rounded to nine decimals: beyond that there is only the noise of binary fractions. */
export const round = (value: number): number => Math.round(value * 1e9) / 1e9;

const mpRegion = (raw: RawStruct): Struct | undefined => {
  const name = typeof raw['PersonDisplayName'] === 'string' ? cleanText(raw['PersonDisplayName']) : '';
  const box = typeof raw['Rectangle'] === 'string' ? raw['Rectangle'].split(',').map(Number) : [];
  if (name === '' && box.length !== 4) return undefined;
  const [x, y, w, h] = box as [number, number, number, number];
  const area = box.length === 4 && box.every(Number.isFinite);
  return {
    type: 'Face',
    ...(name === '' ? {} : { name }),
    ...(area ? { area: { x: round(x + w / 2), y: round(y + h / 2), w, h, unit: 'normalized' } } : {}),
  };
};

const mpRegions = (view: TagView): Struct[] => {
  const info = view.raw(MP);
  return isRawStruct(info)
    ? rawStructs(info['Regions'])
        .map(mpRegion)
        .filter((one) => one !== undefined)
    : [];
};

/**
 * True where regions were drawn for a picture of another size: it was cropped or rotated since, so they may point
 * anywhere. They are kept and shown, never moved (fields.md §1.7). `size`: pixels of the stored picture.
 */
export const isStaleRegions = (
  regions: Value | undefined,
  size: { readonly width?: number; readonly height?: number },
): boolean =>
  Array.isArray(regions) &&
  (regions as readonly { frame?: { w?: number; h?: number; unit?: string } }[]).some(({ frame }) => {
    const { w, h, unit = 'pixel' } = frame ?? {};
    if (w === undefined || h === undefined || !(w > 0 && h > 0) || unit !== 'pixel') return false;
    if (size.width === undefined || size.height === undefined) return false;
    return w !== size.width || h !== size.height;
  });

const listed = (regions: Struct[]): Struct[] | undefined => (regions.length === 0 ? undefined : regions);

/** Faces and other areas: mwg-rs first, because Microsoft's frame under rotation depends on who wrote it. */
export const readRegions = (view: TagView): Candidate[] => [
  ...candidate(view, MWG, listed(mwgRegions(view))),
  ...candidate(view, MP, listed(mpRegions(view))),
];
