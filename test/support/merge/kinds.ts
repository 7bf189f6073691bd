import type { FieldDef } from '../../../shared/core/field.ts';
import type { MaybeValue } from '../../../shared/core/value.ts';
import { F } from './core.ts';
import type { Dice } from './dice.ts';

/** How the model edits, stores and judges one kind of field. Written without the merge's own comparisons. */
export interface Kind {
  readonly field: FieldDef;
  readonly isSet: boolean;
  /** A person's edit of what the copy shows; `n` makes it unlike every other. */
  edit(shown: MaybeValue, n: number, dice: Dice): MaybeValue;
  /** A value many copies may start with. */
  start(dice: Dice): MaybeValue;
  /** What a format keeps that cuts texts after `cut` characters. */
  store(value: MaybeValue, cut: number | undefined): MaybeValue;
  /** The same value in another representation. */
  noise(value: MaybeValue): MaybeValue;
  /** Elements or parts, in one spelling; nothing may come out of a merge that did not go in. */
  parts(value: MaybeValue | undefined): string[];
  /** True where a person's change since the base has something to say. */
  moved(value: MaybeValue, base: MaybeValue | undefined): boolean;
  /** True where the outcome stands for what the copy says. */
  stands(value: MaybeValue, base: MaybeValue | undefined, outcome: MaybeValue): boolean;
  /** The texts by language, where each language is a scalar of its own (reliability.md §6.4). */
  texts?(value: MaybeValue | undefined): { readonly [lang: string]: string };
}

const clean = (text: string): string => text.normalize('NFC').replace(/\r\n/g, '\n').trim();
const cutText = (text: string, cut: number | undefined): string =>
  Array.from(text)
    .slice(0, cut ?? Infinity)
    .join('');
const noisy = (text: string): string => ` ${text.normalize('NFD').replace(/\n/g, '\r\n')} `;
const listOf = (value: MaybeValue | undefined): string[] => (Array.isArray(value) ? value.map(String) : []);
const orNull = (list: readonly string[]): MaybeValue => (list.length === 0 ? null : list);
const asText = (value: MaybeValue | undefined): string => clean(String(value ?? ''));

const text: Kind = {
  field: F.text,
  isSet: false,
  edit: (_, n, dice) => {
    const kind = dice.roll(8);
    if (kind === 0) return null;
    return kind === 1 ? dice.pick(['x', 'y']) : `é${n}\nand a long tail`;
  },
  start: (dice) => dice.pick([null, null, 'x', 'y', 'v\nw']),
  store: (value, cut) => (value === null ? null : cutText(String(value), cut)),
  noise: (value) => (value === null ? '' : noisy(String(value))),
  parts: (value) => [asText(value)],
  moved: (value, base) => asText(value) !== asText(base),
  stands: (value, _, outcome) => asText(value) === asText(outcome),
};

const begins = (list: readonly string[], start: readonly string[]) =>
  start.every((item, at) => item === list[at]);

const creators: Kind = {
  field: F.creators,
  isSet: false,
  edit: (shown, n, dice) => {
    const kind = dice.roll(5);
    if (kind === 0) return orNull(listOf(shown).slice(0, -1));
    return kind === 1 ? [`ñ${n}`] : [...listOf(shown), dice.pick([`ñ${n}`, 'x', 'y'])];
  },
  start: (dice) => dice.pick([null, ['x'], ['x', 'y']]),
  store: (value) => value,
  noise: (value) => (value === null ? [] : listOf(value).map(noisy)),
  parts: (value) => listOf(value).map(clean),
  moved: (value, base) => listOf(value).map(clean).join('\n') !== listOf(base).map(clean).join('\n'),
  stands: (value, base, outcome) => {
    const [own, was, end] = [value, base ?? null, outcome].map((list) => listOf(list).map(clean)) as [
      string[],
      string[],
      string[],
    ];
    // Only a copy that took nothing away may be outdone, by one that appended more.
    return begins(own, was) ? begins(end, own) : own.join('\n') === end.join('\n');
  },
};

const timeParts = (value: MaybeValue | undefined): [string, string, string] => {
  const found = /^(.*?)(?:\.(\d+?)0*)?([+]\d\d:\d\d)?$/.exec(asText(value).replace(' ', 'T'))!;
  return [found[1] ?? '', found[2] ?? '', found[3] ?? ''];
};
const tells = (more: MaybeValue | undefined, less: MaybeValue | undefined): boolean => {
  const [[wall, fraction, zone], [wall2, fraction2, zone2]] = [timeParts(more), timeParts(less)];
  return wall === wall2 && fraction.startsWith(fraction2) && (zone2 === '' || zone === zone2);
};

const time: Kind = {
  field: F.time,
  isSet: false,
  edit: (shown, n, dice) => {
    const [wall, fraction, zone] = timeParts(shown);
    const kind = wall === '' ? 0 : dice.roll(6);
    if (kind <= 1) return `2024-05-${String(10 + (n % 20))}T10:20:30`;
    if (kind === 2) return `${wall}${fraction && `.${fraction}`}${dice.pick(['+02:00', '+03:00'])}`;
    if (kind === 3) return `${wall}.5${zone}`;
    return kind === 4 ? wall : null;
  },
  start: (dice) =>
    dice.pick([null, '2024-05-01T10:20:30', '2024-05-01T10:20:30+02:00', '2024-05-01T10:20:30.5']),
  store: (value, cut) => (value === null || cut === undefined ? value : timeParts(value)[0]),
  noise: (value) =>
    value === null
      ? null
      : String(value)
          .replace(/(\.\d+)/, '$100')
          .replace('T', ' '),
  parts: timeParts,
  moved: (value, base) => !tells(base, value),
  stands: (value, _, outcome) => tells(outcome, value),
};

const langs = (value: MaybeValue | undefined): { [lang: string]: string } => ({
  ...(value as { [lang: string]: string } | null),
});

const title: Kind = {
  field: F.title,
  isSet: false,
  edit: (shown, n, dice) => {
    const texts = langs(shown);
    const lang = dice.pick(['x-default', 'de', 'en']);
    if (dice.roll(5) === 0) delete texts[lang];
    else texts[lang] = dice.pick([`ü${n}`, 'x']);
    return Object.keys(texts).length === 0 ? null : texts;
  },
  start: (dice) =>
    dice.pick<MaybeValue>([null, { 'x-default': 'x' }, { 'x-default': 'x', en: 'x' }, { de: 'y' }]),
  store: (value) => value,
  noise: (value) =>
    value === null
      ? {}
      : Object.fromEntries(
          Object.entries(langs(value))
            .reverse()
            .map(([lang, t]) => [lang.toUpperCase(), noisy(t)]),
        ),
  parts: (value) =>
    Object.entries(langs(value))
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([, text]) => clean(text)),
  moved: (value, base) =>
    ['x-default', 'de', 'en'].some((lang) => asText(langs(value)[lang]) !== asText(langs(base)[lang])),
  stands: (value, base, outcome) =>
    ['x-default', 'de', 'en'].every((lang) => {
      const [own, was, end] = [value, base, outcome].map((texts) => asText(langs(texts)[lang]));
      return own === was || own === end;
    }),
  texts: langs,
};

type Place = { readonly lat: number; readonly lon: number; readonly alt?: number };
const placeOf = (value: MaybeValue | undefined): Place | null => (value as Place | null | undefined) ?? null;
/** Far finer than any two places of the model are apart, far coarser than the noise. */
const near = (degrees: number): string => degrees.toFixed(4);

const gps: Kind = {
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
const structs = (value: MaybeValue | undefined): Struct[] =>
  Array.isArray(value) ? (value as unknown as Struct[]) : [];
const orNone = (list: readonly Struct[]): MaybeValue => (list.length === 0 ? null : (list as MaybeValue));
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
const locations: Kind = {
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
  noise: (value) => (value === null ? [{ City: '' }] : (structs(value).map(noisyStruct) as MaybeValue)),
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
const regionsIn = (value: MaybeValue | undefined): Region[] =>
  Array.isArray(value) ? (value as unknown as Region[]) : [];
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
const regions: Kind = {
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

const PEOPLE = ['Zoë', 'Al', 'Albert the Great', 'Albert the Good', 'Bo'];
const PATHS = ['a', 'a|b', 'a|b|ç', 'd', 'd|e', 'f|g-long-enough', 'f|g-long-indeed', 'h'];

const setKind = (field: FieldDef, pool: readonly string[], noise: (list: string[]) => string[]): Kind => ({
  field,
  isSet: true,
  edit: (shown, _, dice) => {
    const held = listOf(shown);
    const [add, remove] = [dice.roll(3) > 0, dice.roll(2) > 0];
    const kept = remove && held.length > 0 ? held.filter((one) => one !== dice.pick(held)) : held;
    return orNull(add ? [...new Set([...kept, dice.pick(pool)])] : kept);
  },
  start: (dice) => orNull(pool.filter(() => dice.roll(4) === 0)),
  store: (value, cut) =>
    orNull([...new Set(listOf(value).map((one) => cutText(one, cut).replace(/\|$/, '').trim()))]),
  noise: (value) => noise(listOf(value).reverse().map(noisy)),
  parts: (value) => listOf(value).map(clean),
  moved: () => false,
  stands: () => true,
});

/** Without what longer paths imply: an implied ancestor is never an element (design.md, decision 7). */
export const bare = (paths: readonly string[]): string[] =>
  paths.filter((path) => !paths.some((other) => other.startsWith(`${path}|`)));

const people = setKind(F.people, PEOPLE, (list) => [...list, ...list]);
const keywords = setKind(F.keywords, PATHS, (list) => [...list.map((path) => path.split('|')[0]!), ...list]);

export const scalarKinds: readonly Kind[] = [
  text,
  text,
  text,
  text,
  creators,
  time,
  title,
  gps,
  locations,
  regions,
];
export const setKinds: readonly Kind[] = [people, keywords];
export const textKind = text;
