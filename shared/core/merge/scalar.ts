import type { FieldDef } from '../field.ts';
import type { MaybeValue } from '../value.ts';
import { decideElement } from './element.ts';
import { ruleOf } from './rule.ts';
import type { Decision, ElementSide } from './types.ts';

/** Scalars, units (GPS, time, a whole struct) and ordered lists: the value is one element. */
export const mergeScalar = (
  field: FieldDef,
  sides: readonly ElementSide[],
  hub: MaybeValue | undefined,
): Decision => {
  const decision = decideElement(ruleOf(field), sides, hub);
  if (decision.conflict) return { kind: 'conflict', reason: decision.reason };
  const { value, keeps, reason } = decision;
  if (value === undefined) return { kind: 'nothing', reason };
  const targets = new Map(sides.map((side) => [side.file, keeps.has(side.file) ? side.value : value]));
  return { kind: 'decided', hub: value, targets, reason };
};
