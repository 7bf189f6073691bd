import { isEmpty, sameValue } from '../equal.ts';
import type { FieldDef } from '../field.ts';
import type { ReconcileOutcome } from './outcome.ts';
import type { ReconcileSide } from './types.ts';

/** A copy that is blank itself and was never in step; its value is what is about to be written into it. */
const isPlanned = (field: FieldDef, side: ReconcileSide): boolean =>
  side.planned === true && !isEmpty(field, side.value);

/** A copy whose own word travels says it already. */
const isHeard = (field: FieldDef, value: ReconcileSide['value'], others: readonly ReconcileSide[]): boolean =>
  others.some(
    (other) =>
      other.readable &&
      other.role !== 'target' &&
      !isPlanned(field, other) &&
      sameValue(field, other.value, value),
  );

/**
 * What is merely planned for a blank copy is no news where a copy of the bridge says it already: that copy speaks for
 * itself, be it that it changed or that it was heard and left as it is. Such a planned value is its copy's base.
 */
export const withPlannedBases = (
  field: FieldDef,
  sides: readonly ReconcileSide[],
): readonly ReconcileSide[] => {
  const isKnown = (side: ReconcileSide) => isPlanned(field, side) && isHeard(field, side.value, sides);
  return sides.map((side) => (isKnown(side) ? { ...side, base: side.value } : side));
};

/** Gives copies the bases that `withPlannedBases` took for theirs, where the merge leaves them as they are. */
export const keepPlannedBases = (
  sides: readonly ReconcileSide[],
  outcome: ReconcileOutcome,
): ReconcileOutcome => {
  if (outcome.conflict) return outcome;
  const has = (file: number) => outcome.bases.some((base) => base.file === file);
  const kept = sides.filter((side) => side.planned && side.base !== undefined && !has(side.file));
  if (kept.length === 0) return outcome;
  return { ...outcome, bases: [...outcome.bases, ...kept.map(({ file, base }) => ({ file, value: base! }))] };
};
