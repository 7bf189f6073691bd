import type { FieldDef } from '../../../shared/core/field.ts';
import type { MaybeValue } from '../../../shared/core/value.ts';
import { F } from './core.ts';
import { clean, type Kind, noisy } from './kind.ts';
import { gps, locations, regions } from './kinds-places.ts';

const cutText = (text: string, cut: number | undefined): string =>
  Array.from(text)
    .slice(0, cut ?? Infinity)
    .join('');
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
