import type { KeywordRename } from './equal/keywords.ts';
import { sameValue } from './equal.ts';
import type { FieldDef } from './field.ts';
import { mergeKeywords } from './merge/keywords.ts';
import { mergeLangAlt } from './merge/lang-alt.ts';
import { conflictOutcome, nothingOutcome, outcomeOf, type ReconcileOutcome } from './merge/outcome.ts';
import { mergeRegions } from './merge/regions.ts';
import { mergeScalar } from './merge/scalar.ts';
import { elementsOf, mergeSet, setSides } from './merge/set.ts';
import type { Decision, ElementSide, ReconcileSide } from './merge/types.ts';
import { whySentence } from './merge/why.ts';
import type { MaybeValue } from './value.ts';

export type { ReconcileOutcome } from './merge/outcome.ts';
export type { MergeNote, ReconcileSide } from './merge/types.ts';

/** One field of one photo: what was decided last, and every copy. */
export interface ReconcileInput {
  readonly field: FieldDef;
  /** Absent: never decided in this bridge. `null`: decided to be empty. */
  readonly hub?: MaybeValue | undefined;
  /** All copies, unreadable ones too, in any order. */
  readonly sides: readonly ReconcileSide[];
  /** An undo brought the field back: a person decides before it travels again (design.md, decision 1). */
  readonly held?: boolean | undefined;
  /** Keywords renamed in the app on this photo, in that order; for the field of keywords only. */
  readonly renames?: readonly KeywordRename[] | undefined;
}

const decide = ({ field, hub, renames }: ReconcileInput, sides: readonly ElementSide[]): Decision => {
  switch (field.merge) {
    case 'set':
      return mergeSet(setSides(sides), hub === undefined ? undefined : elementsOf(hub));
    case 'keywords':
      return mergeKeywords(sides, hub, renames);
    case 'langAlt':
      return mergeLangAlt(sides, hub);
    case 'structList':
      // Locations and other lists of structs are whole: merged as one value.
      return field.name === 'regions' ? mergeRegions(field, sides, hub) : mergeScalar(field, sides, hub);
    case 'scalar':
    case 'list':
    case 'unit':
      return mergeScalar(field, sides, hub);
  }
};

const agree = (field: FieldDef, sides: readonly ReconcileSide[]): boolean =>
  sides.every((side) => side.readable && sameValue(field, side.value, sides[0]!.value));

const elementSide = ({ file, value, base, role }: ReconcileSide): ElementSide => ({
  file,
  value,
  base,
  votes: role !== 'target',
});

/**
 * Merges one field of one photo across all its copies at once, by the truth tables of reliability.md §6. Pure, and
 * independent of the order of copies, their ids, paths and clocks. A conflicted field is written nowhere; its hub
 * and bases stay. Unreadable copies take no part.
 */
export const reconcileField = (input: ReconcileInput): ReconcileOutcome => {
  const { field, hub, held } = input;
  const sides = input.sides.filter((side) => side.readable);
  if (held === true && !agree(field, input.sides)) {
    return conflictOutcome(field, 'undone', sides, hub, whySentence('held'));
  }
  if (sides.length === 0) return nothingOutcome(whySentence('unread'));
  // A first decision needs two opinions; a copy alone would otherwise decide what the absent ones never saw.
  if (hub === undefined && sides.length === 1) return nothingOutcome(whySentence('alone'));
  const decision = decide(input, sides.map(elementSide));
  if (decision.kind === 'nothing') return nothingOutcome(whySentence(decision.reason));
  if (decision.kind === 'conflict') {
    return conflictOutcome(field, 'copies', sides, hub, whySentence(decision.reason, decision.about));
  }
  return outcomeOf(field, sides, hub, decision);
};
