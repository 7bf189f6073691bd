import { readGps, sameGps } from './equal/gps.ts';
import { asText, canonicalJson } from './equal/json.ts';
import { normalKeywords } from './equal/keywords.ts';
import { readLangAlt } from './equal/lang-alt.ts';
import { isStruct, type Struct, sameRegion } from './equal/regions.ts';
import { byCodeUnit, normalText } from './equal/text.ts';
import { formatTime, parseTime, uniteTimes } from './equal/time.ts';
import type { FieldDef } from './field.ts';
import type { MaybeValue, Value } from './value.ts';

/** What this module needs to know of a field: its shape, and its name where 0 means "none". */
export type Comparable = Pick<FieldDef, 'name' | 'kind'>;

/** Texts of a list; a single text is a list of one. */
export const textsOf = (value: MaybeValue | undefined): string[] => {
  if (value === null || value === undefined) return [];
  return (Array.isArray(value) ? value : [value]).map(asText);
};

/** Structs of a struct list; a single struct is a list of one. */
export const structsOf = (value: MaybeValue | undefined): Struct[] => {
  if (value === null || value === undefined) return [];
  return (Array.isArray(value) ? value : [value]).filter(isStruct);
};

const orNull = <T extends Value>(value: T, empty: boolean): T | null => (empty ? null : value);
const listOrNull = (list: readonly string[]): MaybeValue => (list.length === 0 ? null : list);
const textOrNull = (text: string): MaybeValue => (text === '' ? null : text);

const normalList = (value: Value): string[] =>
  textsOf(value)
    .map(normalText)
    .filter((text) => text !== '');

const normalSet = (value: Value): string[] => [...new Set(normalList(value))].sort(byCodeUnit);

const normalInteger = (field: Comparable, value: Value): MaybeValue => {
  const number = typeof value === 'number' ? value : Number.parseFloat(asText(value));
  if (!Number.isFinite(number)) return textOrNull(normalText(asText(value)));
  return field.name === 'rating' && number === 0 ? null : number;
};

/** Every text inside composed and trimmed, empty members dropped; null where nothing is left. */
const normalStruct = (value: Value): MaybeValue => {
  if (typeof value === 'string') return textOrNull(normalText(value));
  if (typeof value !== 'object') return value;
  if (Array.isArray(value)) {
    const items = value.map(normalStruct).filter((item) => item !== null);
    return orNull(items, items.length === 0);
  }
  const members = Object.entries(value)
    .map(([key, member]) => [key, normalStruct(member)] as const)
    .filter((entry): entry is [string, Value] => entry[1] !== null)
    .sort(([a], [b]) => byCodeUnit(a, b));
  return orNull(Object.fromEntries(members), members.length === 0);
};

const normalLangAlt = (value: Value): MaybeValue => {
  const texts = Object.entries(readLangAlt(value)).sort(([a], [b]) => byCodeUnit(a, b));
  return orNull(
    Object.fromEntries(texts.map(([lang, text]) => [lang, normalText(text)])),
    texts.length === 0,
  );
};

const normalTime = (value: Value): MaybeValue => {
  const text = normalText(asText(value));
  const parts = parseTime(text);
  return orNull(parts ? formatTime(parts) : text, text === '');
};

/**
 * A value in the one form that is compared: representation noise is gone (reliability.md §2.1, 22), every way of
 * being empty is null, sets are in code-unit order without doubles, keywords without implied ancestors.
 * Never written to a file: what travels is the value as some copy holds it.
 */
export const normalValue = (field: Comparable, value: MaybeValue | undefined): MaybeValue => {
  if (value === null || value === undefined) return null;
  switch (field.kind) {
    case 'integer':
      return normalInteger(field, value);
    case 'langAlt':
      return normalLangAlt(value);
    case 'set':
      return listOrNull(normalSet(value));
    case 'keywords':
      return listOrNull(normalKeywords(textsOf(value)));
    case 'list':
      return listOrNull(normalList(value));
    case 'time':
      return normalTime(value);
    case 'gps':
      return readGps(value);
    case 'struct':
    case 'structList':
      return normalStruct(value);
    case 'text':
    case 'choice':
      return textOrNull(normalText(asText(value)));
  }
};

export const isEmpty = (field: Comparable, value: MaybeValue | undefined): boolean =>
  normalValue(field, value) === null;

const sameRegions = (a: readonly Struct[], b: readonly Struct[]): boolean => {
  const left = [...b];
  for (const region of a) {
    const at = left.findIndex((other) => sameRegion(region, other));
    if (at < 0) return false;
    left.splice(at, 1);
  }
  return left.length === 0;
};

const sameTime = (a: Value, b: Value): boolean => {
  const [one, other] = [parseTime(asText(a)), parseTime(asText(b))];
  return one !== undefined && other !== undefined && uniteTimes(one, other) !== undefined;
};

/**
 * True when two values differ in representation only: also GPS and regions within rounding, and times of which one
 * merely tells more (sub-seconds, zone). Not transitive for those kinds; `reconcile` groups them order-free.
 */
export const sameValue = (
  field: Comparable,
  a: MaybeValue | undefined,
  b: MaybeValue | undefined,
): boolean => {
  if (a === b) return true;
  const [one, other] = [normalValue(field, a), normalValue(field, b)];
  if (one === null || other === null) return one === other;
  if (canonicalJson(one) === canonicalJson(other)) return true;
  if (field.kind === 'gps') return sameGps(readGps(one)!, readGps(other)!);
  if (field.kind === 'time') return sameTime(one, other);
  if (field.name === 'regions') return sameRegions(structsOf(one), structsOf(other));
  return false;
};
