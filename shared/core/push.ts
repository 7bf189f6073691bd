import { plainest } from './equal/json.ts';
import { sameValue } from './equal.ts';
import type { FieldDef } from './field.ts';
import { hasMoved } from './merge/element.ts';
import { liftedPaths } from './merge/keywords.ts';
import { conflictOutcome, nothingOutcome, outcomeOf, type ReconcileOutcome } from './merge/outcome.ts';
import { ruleOf } from './merge/rule.ts';
import { tidy } from './merge/tidy.ts';
import type { ReconcileSide } from './merge/types.ts';
import { type ReconcileInput, reconcileField } from './reconcile.ts';
import type { MaybeValue } from './value.ts';

/** `merge` carries over what moved; `replace` makes the target equal, clearing what the source lacks. */
export type PushMode = 'merge' | 'replace';

export interface PushInput {
  readonly field: FieldDef;
  readonly mode: PushMode;
  /** Copies of the photo in the library pushed from; never written. */
  readonly from: readonly ReconcileSide[];
  /** Copies in the library pushed to; every one is written. */
  readonly to: readonly ReconcileSide[];
  readonly hub?: MaybeValue | undefined;
  readonly held?: boolean | undefined;
  readonly renames?: ReconcileInput['renames'];
}

const UNREADABLE =
  'No copy in the library pushed from can be read, so nothing is pushed: unreadable is not empty.';
const DISAGREE = 'Copies within the library pushed from disagree: a person decides.';
const UNMOVED = 'It did not change in the library pushed from since the copies were last in step.';
const REPLACED = 'The target is made equal to the library pushed from.';

/** Flat keywords stand for the path another source copy holds, so that these two do not disagree. */
const disagree = (field: FieldDef, from: readonly ReconcileSide[], hub: MaybeValue | undefined): boolean => {
  const said = field.merge === 'keywords' ? liftedPaths(from, hub) : from.map((side) => side.value);
  return said.some((value) => !sameValue(field, value, said[0]));
};

const moved = (field: FieldDef, side: ReconcileSide): boolean =>
  hasMoved(ruleOf(field), { file: side.file, value: side.value, base: side.base, votes: true });

/**
 * `from` speaks and is not written; what `to` changed itself does not travel and is kept, unless both moved. Only
 * from moved: written, removals too. No base: fill and union (design.md, decision 4).
 */
const pushMerge = (input: PushInput, from: readonly ReconcileSide[]): ReconcileOutcome => {
  const { field, hub, held, renames } = input;
  // A source that did not move still speaks for the value last decided, where it holds it: who lags behind takes it.
  const holdsHub = hub !== undefined && sameValue(field, from[0]!.value, hub);
  const speaks = holdsHub || from.some((side) => moved(field, side));
  // A copy that never was in step is filled in any case.
  const to = speaks ? input.to : input.to.filter((side) => side.base === undefined);
  if (to.length === 0) return nothingOutcome(UNMOVED);
  const sides = [
    ...from.map((side) => ({ ...side, role: 'source' as const })),
    ...to.map((side) => ({ ...side, role: side.role === 'source' ? side.role : ('target' as const) })),
  ];
  const merged: ReconcileInput = { field, sides, hub, held, renames };
  return reconcileField(merged);
};

const pushReplace = ({ field, to, hub }: PushInput, from: readonly ReconcileSide[]): ReconcileOutcome => {
  const value = tidy(field, plainest(from.map((side) => side.value)));
  const sides = [
    ...from.map((side) => ({ ...side, role: 'source' as const })),
    ...to.filter((side) => side.readable),
  ];
  const targets = new Map(sides.map((side) => [side.file, value]));
  const outcome = outcomeOf(field, sides, hub, {
    kind: 'decided',
    hub: value,
    targets,
    reason: 'moved',
  });
  return { ...outcome, why: REPLACED };
};

/** Pushes one field of one photo. Writes only copies in `to`; never clears one because a source could not be read. */
export const pushField = (input: PushInput): ReconcileOutcome => {
  const { field, mode, hub } = input;
  const from = input.from.filter((side) => side.readable);
  if (from.length === 0) return nothingOutcome(UNREADABLE);
  if (disagree(field, from, hub)) return conflictOutcome(field, 'copies', from, hub, DISAGREE);
  return mode === 'replace' ? pushReplace(input, from) : pushMerge(input, from);
};
