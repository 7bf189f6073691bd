import { isEmpty, sameValue } from '../equal.ts';
import type { FieldDef } from '../field.ts';
import type { MaybeValue } from '../value.ts';
import type { ReconcileOutcome } from './outcome.ts';
import type { ReconcileSide } from './types.ts';

/** A copy that is blank itself and was never in step; its value is what is about to be written into it. */
const isPlanned = (field: FieldDef, side: ReconcileSide): boolean =>
  side.readable && side.planned === true && !isEmpty(field, side.value);

/** A copy whose own word travels said it when it was last heard, and says it still. */
const isHeard = (field: FieldDef, value: MaybeValue, others: readonly ReconcileSide[]): boolean =>
  others.some(
    (other) =>
      other.readable &&
      other.role !== 'target' &&
      !isPlanned(field, other) &&
      other.base !== undefined &&
      sameValue(field, other.base, value) &&
      sameValue(field, other.value, value),
  );

/**
 * What is merely planned for a blank copy is no news where the bridge heard it from another copy before, and left it at
 * that. Such a planned value is its copy's base. Before the first decision everything is news.
 */
export const withPlannedBases = (
  field: FieldDef,
  hub: MaybeValue | undefined,
  sides: readonly ReconcileSide[],
): readonly ReconcileSide[] => {
  const isKnown = (side: ReconcileSide) => isPlanned(field, side) && isHeard(field, side.value, sides);
  return hub === undefined
    ? sides
    : sides.map((side) => (isKnown(side) ? { ...side, base: side.value } : side));
};

/** Gives copies the bases that `withPlannedBases` (`known`) took for theirs, where the merge leaves them as they are. */
export const keepPlannedBases = (
  sides: readonly ReconcileSide[],
  known: readonly ReconcileSide[],
  outcome: ReconcileOutcome,
): ReconcileOutcome => {
  if (outcome.conflict) return outcome;
  const isLeft = (file: number) => !outcome.bases.some((base) => base.file === file);
  const kept = known.filter((side, at) => side !== sides[at] && isLeft(side.file));
  if (kept.length === 0) return outcome;
  return { ...outcome, bases: [...outcome.bases, ...kept.map(({ file, value }) => ({ file, value }))] };
};
