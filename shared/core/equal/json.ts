import type { MaybeValue, Value } from '../value.ts';
import { byCodeUnit } from './text.ts';

const isList = (value: Value): value is readonly Value[] => Array.isArray(value);

/** JSON with sorted keys: two values have the same text exactly when they are the same value. */
export const canonicalJson = (value: MaybeValue | undefined): string => {
  if (value === undefined) return '';
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (isList(value)) return `[${value.map(canonicalJson).join(',')}]`;
  const members = Object.entries(value).sort(([a], [b]) => byCodeUnit(a, b));
  return `{${members.map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member)}`).join(',')}}`;
};

/** Orders values by their content, so that no outcome depends on the order they were given in. */
export const byValue = (a: MaybeValue, b: MaybeValue): number =>
  byCodeUnit(canonicalJson(a), canonicalJson(b));

/** Of values that differ in representation only, always the same one: the shortest, as NFC and trimmed text is. */
export const plainest = (values: readonly MaybeValue[]): MaybeValue => {
  const length = (value: MaybeValue) => canonicalJson(value).length;
  return [...values].sort((a, b) => length(a) - length(b) || byValue(a, b))[0] ?? null;
};

/** A value where a text is expected; of a struct its JSON, whatever members it claims to have. */
export const asText = (value: Value): string =>
  typeof value === 'object' ? canonicalJson(value) : String(value);
