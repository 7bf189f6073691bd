import { frameOf, type Struct } from '../equal/regions.ts';
import { byCodeUnit } from '../equal/text.ts';
import { structsOf } from '../equal.ts';
import type { FieldDef } from '../field.ts';
import type { MaybeValue } from '../value.ts';
import { decideElement, type ElementDecision } from './element.ts';
import { type Journey, regionsByKey } from './region-keys.ts';
import { regionRule } from './rule.ts';
import { mergeScalar } from './scalar.ts';
import { strongest } from './strongest.ts';
import type { Decision, ElementSide } from './types.ts';

const oneFrame = (lists: readonly (readonly Struct[])[]): boolean =>
  new Set(
    lists
      .flat()
      .map(frameOf)
      .filter((frame) => frame !== undefined),
  ).size <= 1;

type Keyed = ReadonlyMap<string, Struct>;

const toValue = (regions: ReadonlyMap<string, MaybeValue | undefined>, order: Keyed): MaybeValue => {
  const rest = [...regions.keys()].filter((key) => !order.has(key)).sort(byCodeUnit);
  const keys = [...[...order.keys()].filter((key) => regions.has(key)), ...rest];
  const list = keys
    .map((key) => regions.get(key))
    .filter((region) => region !== null && region !== undefined);
  return list.length === 0 ? null : list;
};

/** `lists`: the hub, then value and base of each copy. Each base leads to its copy's value, and to the hub. */
const journeysOf = ([hub, ...pairs]: readonly (readonly Struct[])[]): Journey[] =>
  pairs.flatMap((base, at) =>
    at % 2 === 0
      ? []
      : [
          { before: base, after: pairs[at - 1]! },
          { before: base, after: hub! },
        ],
  );

/**
 * Face and other regions, one element each. Copies with another frame (cropped, rotated), or with two regions of
 * one identity, are compared as whole lists: never rescaled, never guessed. A conflict in one region holds the field.
 */
export const mergeRegions = (
  field: FieldDef,
  sides: readonly ElementSide[],
  hub: MaybeValue | undefined,
): Decision => {
  const lists = [hub, ...sides.flatMap((side) => [side.value, side.base])].map(structsOf);
  const keyed = oneFrame(lists) ? regionsByKey(lists, journeysOf(lists)) : undefined;
  if (keyed === undefined) return mergeScalar(field, sides, hub);
  const decided = keyed[0]!;
  const views = sides.map((side, at) => ({ side, own: keyed[1 + 2 * at]!, base: keyed[2 + 2 * at]! }));
  const results = new Map<string, Exclude<ElementDecision, { conflict: true }>>();
  for (const key of [...new Set(keyed.flatMap((map) => [...map.keys()]))].sort(byCodeUnit)) {
    const elements = views.map(({ side, own, base }) => ({
      ...side,
      value: own.get(key) ?? null,
      base: side.base === undefined ? undefined : (base.get(key) ?? null),
    }));
    const result = decideElement(
      regionRule,
      elements,
      hub === undefined ? undefined : (decided.get(key) ?? null),
    );
    if (result.conflict) {
      const name = key.slice(key.indexOf('\n') + 1);
      return {
        kind: 'conflict',
        reason: result.reason,
        about: key.startsWith('\n') ? 'an unnamed region' : name,
      };
    }
    results.set(key, result);
  }
  const reason = strongest([...results.values()].map((result) => result.reason));
  const values = new Map([...results].map(([key, { value }]) => [key, value]));
  const merged = toValue(values, decided);
  if (hub === undefined && merged === null) return { kind: 'nothing', reason };
  const target = ({ side, own }: (typeof views)[number]): MaybeValue =>
    toValue(
      new Map(
        [...results].map(([key, { keeps, value }]) => [
          key,
          keeps.has(side.file) ? (own.get(key) ?? null) : value,
        ]),
      ),
      own,
    );
  return {
    kind: 'decided',
    hub: merged,
    targets: new Map(views.map((view) => [view.side.file, target(view)])),
    reason,
  };
};
