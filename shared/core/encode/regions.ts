import { overlap, regionBox } from '../equal/regions.ts';
import { areaNames, frameNames, MP, MWG, regionNames, round } from '../interpret/regions.ts';
import { isRawStruct, type RawStruct, rawStructs, type Struct } from '../interpret/structs.ts';
import type { RawValue } from '../raw-tags.ts';
import type { MaybeValue, Value } from '../value.ts';
import { type Encoding, remove, set, type TagWrite } from './target.ts';

const isStruct = (value: unknown): value is Struct =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const leaves = (value: Value): RawValue => {
  if (typeof value !== 'object') return String(value);
  if (Array.isArray(value)) return value.map(leaves);
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, leaves(member)]));
};

const xmpName = (name: string, names: { readonly [xmp: string]: string }): string =>
  Object.entries(names).find(([, own]) => own === name)?.[0] ?? name;

const renamed = (struct: Struct, names: { readonly [xmp: string]: string }): RawStruct =>
  Object.fromEntries(
    Object.entries(struct).map(([name, value]) => [
      name === 'unit' ? 'Unit' : xmpName(name, names),
      leaves(value),
    ]),
  );

const mwgRegion = ({ area, frame: _frame, ...rest }: Struct): RawStruct => ({
  ...(isStruct(area)
    ? { Area: { ...renamed(area, areaNames), Unit: String(area['unit'] ?? 'normalized') } }
    : {}),
  ...renamed(rest, regionNames),
});

/** The frame of the regions: their own, else that of the file, else its pixels; Immich reads none without it. */
const frameOf = (encoding: Encoding, regions: readonly Struct[]): RawStruct | undefined => {
  const own = regions.map((region) => region['frame']).find(isStruct);
  if (own !== undefined) return { ...renamed(own, frameNames), Unit: String(own['unit'] ?? 'pixel') };
  const info = encoding.view.raw(MWG);
  const there = isRawStruct(info) ? info['AppliedToDimensions'] : undefined;
  if (isRawStruct(there)) return there;
  const { size } = encoding.target;
  return size && { W: String(size.width), H: String(size.height), Unit: 'pixel' };
};

/** Two rectangles that overlap by more than this share are the same place, rounded otherwise. */
const SAME_PLACE = 0.98;

const nameOf = (region: Struct): string => (typeof region['name'] === 'string' ? region['name'] : '');

/** digiKam stops reading at the first region without a name (fields.md §1.7): those come last. */
const namedFirst = (regions: readonly Struct[]): Struct[] => [
  ...regions.filter((region) => nameOf(region) !== ''),
  ...regions.filter((region) => nameOf(region) === ''),
];

const mwg = (encoding: Encoding, regions: readonly Struct[]): TagWrite => {
  const info = encoding.view.raw(MWG);
  const { RegionList: _list, AppliedToDimensions: _frame, ...others } = isRawStruct(info) ? info : {};
  const frame = frameOf(encoding, regions);
  return set(MWG, {
    ...others,
    ...(frame === undefined ? {} : { AppliedToDimensions: frame }),
    RegionList: namedFirst(regions).map(mwgRegion),
  });
};

const rectangle = (region: Struct): string | undefined => {
  const area = region['area'];
  if (!isStruct(area)) return undefined;
  const [x, y, w, h] = [area['x'], area['y'], area['w'], area['h']].map(Number) as [
    number,
    number,
    number,
    number,
  ];
  if (![x, y, w, h].every(Number.isFinite)) return undefined;
  return [round(x - w / 2), round(y - h / 2), w, h].join(', ');
};

/** The name that a region had in the file until now, by its rectangle; its own where it is new. */
const nameBefore = (encoding: Encoding, region: Struct): string => {
  const info = encoding.view.raw(MWG);
  const here = regionBox(region);
  const was = (isRawStruct(info) ? rawStructs(info['RegionList']) : []).find((raw) => {
    const there = regionBox(raw);
    return here !== undefined && there !== undefined && overlap(here, there) > SAME_PLACE;
  });
  return typeof was?.['Name'] === 'string' ? was['Name'] : nameOf(region);
};

/**
 * Microsoft's regions, only where the file has them: faces with names. One that was there before keeps its rectangle,
 * also under another name, because the frame of a rotated picture depends on who wrote it.
 */
const mp = (encoding: Encoding, regions: readonly Struct[]): TagWrite[] => {
  const info = encoding.view.raw(MP);
  if (!isRawStruct(info)) return [];
  const there = rawStructs(info['Regions']);
  const faces = regions.filter((region) => nameOf(region) !== '' && (region['type'] ?? 'Face') === 'Face');
  if (faces.length === 0) return remove(encoding, MP);
  const list = faces.map((region): RawStruct => {
    const name = nameOf(region);
    const called = (wanted: string) => there.find((raw) => raw['PersonDisplayName'] === wanted);
    const known = called(nameBefore(encoding, region)) ?? called(name);
    if (known) return { ...known, PersonDisplayName: name };
    const box = rectangle(region);
    return { PersonDisplayName: name, ...(box === undefined ? {} : { Rectangle: box }) };
  });
  return [set(MP, { ...info, Regions: list })];
};

/** Regions in both forms, from the one model. The last region gone, both tags go whole. */
export const encodeRegions = (encoding: Encoding, after: MaybeValue): TagWrite[] => {
  const regions = Array.isArray(after) ? after.filter(isStruct) : [];
  if (regions.length === 0) return remove(encoding, MWG, MP);
  return [mwg(encoding, regions), ...mp(encoding, regions)];
};
