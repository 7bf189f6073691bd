import type { MaybeValue } from '../../../shared/core/value.ts';
import { F } from './core.ts';
import type { Dice } from './dice.ts';
import { clean, type Kind, noisy } from './kind.ts';

type Place = { readonly lat: number; readonly lon: number; readonly alt?: number };
const placeOf = (value: MaybeValue | undefined): Place | null => (value as Place | null | undefined) ?? null;
/** Far finer than any two places of the model are apart, far coarser than the noise. */
const near = (degrees: number): string => degrees.toFixed(4);

export const gps: Kind = {
  field: F.gps,
  isSet: false,
  edit: (shown, n, dice) => {
    const place = placeOf(shown);
    const kind = place === null ? 0 : dice.roll(6);
    if (kind <= 1) return { lat: 10 + (n % 60) + 0.25, lon: 20 + (n % 90) + 0.5 };
    if (kind === 2) return null;
    if (kind === 3)
      return dice.pick([
        { lat: 1.5, lon: 2.5 },
        { lat: -1.5, lon: 2.5, alt: 30 },
      ]);
    return kind === 4 ? { ...place!, alt: 100 + (n % 50) } : { lat: place!.lat, lon: -place!.lon };
  },
  start: (dice) => dice.pick([null, null, { lat: 1.5, lon: 2.5 }, { lat: 1.5, lon: 2.5, alt: 30 }]),
  // A format without a place for the altitude.
  store: (value, cut) => {
    const place = placeOf(value);
    return place === null || cut === undefined ? value : { lat: place.lat, lon: place.lon };
  },
  noise: (value) => {
    const place = placeOf(value);
    if (place === null) return { lat: 0, lon: 0 };
    const rounded = { lon: place.lon - 4e-7, lat: place.lat + 4e-7 };
    return place.alt === undefined ? rounded : { alt: place.alt + 0.2, ...rounded };
  },
  parts: (value) => {
    const place = placeOf(value);
    if (place === null || (place.lat === 0 && place.lon === 0)) return [''];
    return [`${near(place.lat)} ${near(place.lon)} ${place.alt === undefined ? '' : Math.round(place.alt)}`];
  },
  moved: (value, base) => gps.parts(value).join() !== gps.parts(base).join(),
  stands: (value, _, outcome) => gps.parts(value).join() === gps.parts(outcome).join(),
};

type Struct = { readonly [member: string]: string };
const structs = (value: MaybeValue | undefined): Struct[] => (Array.isArray(value) ? value : []);
const orNone = (list: readonly Struct[]): MaybeValue => (list.length === 0 ? null : list);
/** Members that say something, in one spelling and order. */
const said = (struct: Struct): [string, string][] =>
  Object.entries(struct)
    .map(([member, text]): [string, string] => [member, clean(text)])
    .filter(([, text]) => text !== '')
    .sort(([a], [b]) => (a < b ? -1 : 1));
const noisyStruct = (struct: Struct): Struct => ({
  Sublocation: ' ',
  ...Object.fromEntries(
    Object.entries(struct)
      .reverse()
      .map(([member, text]) => [member, noisy(text)]),
  ),
});

/** Locations are whole: the list is one value. */
export const locations: Kind = {
  field: F.locations,
  isSet: false,
  edit: (shown, n, dice) => {
    const list = structs(shown);
    const kind = list.length === 0 ? 0 : dice.roll(5);
    if (kind === 0) return [...list, { City: `Köln ${n}`, CountryCode: dice.pick(['DE', 'FR']) }];
    if (kind === 1) return orNone(list.slice(1));
    if (kind === 2) return null;
    return [{ ...list[0]!, City: dice.pick([`Zürich ${n}`, 'x', 'y']) }, ...list.slice(1)];
  },
  start: (dice) => dice.pick<MaybeValue>([null, [{ City: 'x' }], [{ City: 'x' }, { City: 'y' }]]),
  store: (value) => value,
  noise: (value) => (value === null ? [{ City: '' }] : structs(value).map(noisyStruct)),
  parts: (value) => {
    const list = structs(value)
      .map(said)
      .filter((members) => members.length > 0);
    return [list.length === 0 ? '' : JSON.stringify(list)];
  },
  moved: (value, base) => locations.parts(value).join() !== locations.parts(base).join(),
  stands: (value, _, outcome) => locations.parts(value).join() === locations.parts(outcome).join(),
};

interface Region {
  readonly name: string;
  readonly type: string;
  readonly description?: string;
  readonly area: { readonly x: number; readonly y: number; readonly w: number; readonly h: number };
}
const regionsIn = (value: MaybeValue | undefined): Region[] => (Array.isArray(value) ? value : []);
const asRegions = (list: readonly Region[]): MaybeValue =>
  list.length === 0 ? null : (list as unknown as MaybeValue);
const FACES = ['Anna', 'Bo', 'Zoë'];
/** Places that do not overlap: an unnamed region is known by the one it is at. */
const SPOTS = [0.1, 0.5, 0.9];
const at = (x: number): Region['area'] => ({ x, y: 0.5, w: 0.2, h: 0.2 });
const spotOf = ({ area }: Region): string => Math.round(area.x * 10).toFixed(0);
const keyOf = (region: Region): string => clean(region.name) || `at ${spotOf(region)}`;
/** What a region says beside who it is; one that is only there says so. */
const saysOf = (region: Region): string =>
  [region.area.x.toFixed(2), clean(region.description ?? ''), 'there'].join(' ');
const regionTexts = (value: MaybeValue | undefined): { readonly [key: string]: string } =>
  Object.fromEntries(regionsIn(value).map((region) => [keyOf(region), saysOf(region)]));

/** A person gives an unnamed region a name that is free; one that has a name keeps it. */
const named = (one: Region, list: readonly Region[], dice: Dice): Region => {
  const name = dice.pick(FACES);
  return one.name !== '' || list.some((other) => other.name === name) ? one : { ...one, name };
};
const shifted = (one: Region, dice: Dice): Region => ({
  ...one,
  area: at(Math.round(one.area.x * 10) / 10 + dice.pick([0, 0.02])),
});

/** Each region is a scalar of its own (reliability.md §6.4), known by its name, or else by its place. */
export const regions: Kind = {
  field: F.regions,
  isSet: false,
  edit: (shown, n, dice) => {
    const list = regionsIn(shown);
    const fresh = (names: readonly string[]) => {
      const region = { name: dice.pick(names), type: 'Face', area: at(dice.pick(SPOTS)) };
      return asRegions(list.some((one) => keyOf(one) === keyOf(region)) ? list : [...list, region]);
    };
    if (list.length === 0 || dice.roll(3) === 0) return fresh([...FACES, '']);
    const one = dice.pick(list);
    const kind = dice.roll(4);
    if (kind === 0) return asRegions(list.filter((other) => other !== one));
    const edited =
      kind === 1
        ? { ...one, description: `ë${n}` }
        : kind === 2
          ? named(one, list, dice)
          : shifted(one, dice);
    return asRegions(list.map((other) => (other === one ? edited : other)));
  },
  start: (dice) =>
    dice.pick<MaybeValue>([
      null,
      asRegions([{ name: 'Anna', type: 'Face', area: at(0.1) }]),
      asRegions([
        { name: 'Anna', type: 'Face', area: at(0.1) },
        { name: '', type: 'Face', area: at(0.5) },
      ]),
    ]),
  store: (value) => value,
  noise: (value) =>
    asRegions(
      regionsIn(value)
        .toReversed()
        .map((region) => ({
          ...region,
          name: noisy(region.name),
          area: { ...region.area, x: region.area.x + 0.001 },
        })),
    ),
  parts: (value) =>
    Object.entries(regionTexts(value))
      .map(([key, text]) => `${key} ${text}`)
      .sort(),
  moved: (value, base) => regions.parts(value).join('\n') !== regions.parts(base).join('\n'),
  stands: (value, base, outcome) => {
    const [own, was, end] = [value, base, outcome].map(regionTexts);
    return Object.keys({ ...own, ...was }).every((key) => own![key] === was![key] || own![key] === end![key]);
  },
  texts: regionTexts,
};
