import { asText, byValue, canonicalJson, plainest } from '../equal/json.ts';
import { isStruct, sameRegion } from '../equal/regions.ts';
import { normalText } from '../equal/text.ts';
import { formatTime, parseTime, type TimeParts, uniteTimes } from '../equal/time.ts';
import { isEmpty, sameValue, textsOf } from '../equal.ts';
import type { FieldDef } from '../field.ts';
import type { MaybeValue } from '../value.ts';

/** How the values of one kind of element are compared and united. */
export interface ElementRule {
  empty(value: MaybeValue): boolean;
  /** Nothing but representation apart. */
  same(a: MaybeValue, b: MaybeValue): boolean;
  /** True when `value` tells more than `base` although they are the same (a time that gained its zone). */
  refines(value: MaybeValue, base: MaybeValue): boolean;
  /** The one value that stands for all opinions, whatever their order; undefined where they contradict. */
  unite(opinions: readonly MaybeValue[], bases: readonly MaybeValue[]): MaybeValue | undefined;
}

const allSame = (same: ElementRule['same']) => (values: readonly MaybeValue[]) =>
  values.every((a) => values.every((b) => same(a, b))) ? plainest(values) : undefined;

const scalarRule = (field: FieldDef): ElementRule => {
  const same = (a: MaybeValue, b: MaybeValue) => sameValue(field, a, b);
  return { empty: (value) => isEmpty(field, value), same, refines: () => false, unite: allSame(same) };
};

const parts = (value: MaybeValue): TimeParts | undefined =>
  value === null ? undefined : parseTime(asText(value));

/** Equal wall clock takes the richest zone and sub-second; losing them is no change (design.md, decision 8). */
const timeRule = (field: FieldDef): ElementRule => {
  const plain = scalarRule(field);
  const refines = (value: MaybeValue, base: MaybeValue): boolean => {
    const [gained, known] = [parts(value), parts(base)];
    const united = gained && known && uniteTimes(gained, known);
    return united !== undefined && formatTime(united) !== formatTime(known!);
  };
  const unite = (values: readonly MaybeValue[]): MaybeValue | undefined => {
    const times = values.map(parts);
    if (times.includes(undefined)) return allSame(plain.same)(values);
    const richest = times.reduce((a, b) => a && b && uniteTimes(a, b));
    if (!richest) return undefined;
    const held = values.filter((value) => formatTime(parts(value)!) === formatTime(richest));
    return held.length > 0 ? plainest(held) : formatTime(richest);
  };
  return { ...plain, refines, unite };
};

const startsWith = (list: readonly string[], start: readonly string[]): boolean =>
  start.length <= list.length && start.every((item, at) => item === list[at]);

/** An ordered list is one value; two that only appended, one to the other's end, make the longer one. */
const listRule = (field: FieldDef): ElementRule => {
  const plain = scalarRule(field);
  const items = (value: MaybeValue) =>
    textsOf(value)
      .map(normalText)
      .filter((text) => text !== '');
  const unite = (values: readonly MaybeValue[], bases: readonly MaybeValue[]): MaybeValue | undefined => {
    const agreed = plain.unite(values, bases);
    if (agreed !== undefined) return agreed;
    const longest = [...values].sort((a, b) => items(b).length - items(a).length || byValue(a, b))[0]!;
    const chained = values.every((value) => startsWith(items(longest), items(value)));
    // A shorter list is only "less appended" while nobody took an item away: every opinion still holds every base.
    const appended = values.every((value) => bases.every((base) => startsWith(items(value), items(base))));
    return chained && appended ? longest : undefined;
  };
  return { ...plain, unite };
};

/** The rule for a field whose value is merged as one. */
export const ruleOf = (field: FieldDef): ElementRule => {
  if (field.kind === 'time') return timeRule(field);
  return field.merge === 'list' ? listRule(field) : scalarRule(field);
};

/** One language of a text. */
export const textRule: ElementRule = (() => {
  const text = (value: MaybeValue) => normalText(String(value ?? ''));
  const same = (a: MaybeValue, b: MaybeValue) => text(a) === text(b);
  return { empty: (value) => text(value) === '', same, refines: () => false, unite: allSame(same) };
})();

/** One region. */
export const regionRule: ElementRule = (() => {
  const same = (a: MaybeValue, b: MaybeValue): boolean =>
    isStruct(a) && isStruct(b) ? sameRegion(a, b) : canonicalJson(a) === canonicalJson(b);
  return { empty: (value) => value === null, same, refines: () => false, unite: allSame(same) };
})();
