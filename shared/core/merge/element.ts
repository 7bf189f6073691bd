import type { MaybeValue } from '../value.ts';
import type { ElementRule } from './rule.ts';
import type { ElementSide, Reason } from './types.ts';

/** The merge of one element. `value` is absent where nobody ever said anything about it. */
export type ElementDecision =
  | { readonly conflict: true; readonly reason: Reason }
  | {
      readonly conflict: false;
      readonly value: MaybeValue | undefined;
      readonly reason: Reason;
      /** Targets that keep their own change, which does not travel. */
      readonly keeps: ReadonlySet<number>;
    };

/** True when a copy has something to say: it moved since its base, or was never in step and is not empty. */
export const hasMoved = (rule: ElementRule, side: ElementSide): boolean =>
  side.base === undefined
    ? !rule.empty(side.value)
    : !rule.same(side.value, side.base) || rule.refines(side.value, side.base);

/** True when a copy's change was made knowing the hub. An empty hub contradicts no copy that was never in step. */
const knewHub = (rule: ElementRule, side: ElementSide, hub: MaybeValue): boolean =>
  side.base === undefined ? rule.empty(hub) : rule.same(side.base, hub) && !rule.refines(hub, side.base);

/** The values that the outcome must stand for; none where the hub simply holds. */
const opinionsOf = (
  rule: ElementRule,
  voters: readonly ElementSide[],
  moved: readonly ElementSide[],
  hub: MaybeValue | undefined,
): MaybeValue[] => {
  const said = moved.map((side) => side.value);
  if (hub === undefined) {
    // Bases without a hub (a lost index): treated as a first sync, so that nothing is taken for a deletion.
    if (said.length > 0) return said;
    return voters.map((side) => side.value).filter((value) => !rule.empty(value));
  }
  // At this point the hub is one more side, unless somebody who moved knew it: then that copy speaks in its place.
  const contradicted = moved.length > 0 && !moved.some((side) => knewHub(rule, side, hub));
  return contradicted ? [...said, hub] : said;
};

const conflictReason = (
  rule: ElementRule,
  moved: readonly ElementSide[],
  opinions: readonly MaybeValue[],
): Reason => {
  if (opinions.some(rule.empty)) return 'removedAndChanged';
  if (opinions.length > moved.length) return 'hubMoved';
  return moved.some((side) => side.base === undefined) ? 'firstDiffers' : 'bothMoved';
};

const reasonOf = (
  rule: ElementRule,
  sides: readonly ElementSide[],
  moved: readonly ElementSide[],
  value: MaybeValue,
): Reason => {
  const differ = sides.filter((side) => !rule.same(side.value, value) || rule.refines(value, side.value));
  if (moved.length === 0) return differ.length === 0 ? 'inStep' : 'takesHub';
  if (differ.length === 0) return 'agree';
  return moved.every((side) => side.base === undefined) ? 'filled' : 'moved';
};

/** Reliability.md §6.1, for any number of copies at once and in no order, with the roles of design.md decision 2. */
export const decideElement = (
  rule: ElementRule,
  sides: readonly ElementSide[],
  hub: MaybeValue | undefined,
): ElementDecision => {
  const voters = sides.filter((side) => side.votes);
  const moved = voters.filter((side) => hasMoved(rule, side));
  const opinions = opinionsOf(rule, voters, moved, hub);
  const bases = moved.map((side) => side.base ?? null);
  const united = opinions.length === 0 ? hub : rule.unite(opinions, bases);
  if (united === undefined && opinions.length > 0) {
    return { conflict: true, reason: conflictReason(rule, moved, opinions) };
  }
  if (united === undefined) return { conflict: false, value: undefined, reason: 'empty', keeps: new Set() };
  const value = hub !== undefined && rule.refines(hub, united) ? rule.unite([united, hub], [])! : united;
  const apart = (side: ElementSide) => !rule.same(side.value, value) || rule.refines(side.value, value);
  const own = sides.filter((side) => !side.votes && hasMoved(rule, side) && apart(side));
  // A target's own change stays, as long as the hub did not move under it.
  const overtaken = own.some((side) =>
    side.base === undefined ? !rule.empty(value) : !rule.same(side.base, value),
  );
  if (overtaken) return { conflict: true, reason: 'targetMoved' };
  return {
    conflict: false,
    value,
    reason: reasonOf(rule, sides, moved, value),
    keeps: new Set(own.map((side) => side.file)),
  };
};
