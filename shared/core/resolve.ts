import { plainest } from './equal/json.ts';
import { dropImplied, normalPath } from './equal/keywords.ts';
import { byCodeUnit, normalText } from './equal/text.ts';
import { sameValue, textsOf } from './equal.ts';
import type { FieldDef } from './field.ts';
import { identical, nothingOutcome, outcomeOf, type ReconcileOutcome } from './merge/outcome.ts';
import { tidy } from './merge/tidy.ts';
import type { ReconcileSide } from './merge/types.ts';
import type { ReconcileInput } from './reconcile.ts';
import type { MaybeValue } from './value.ts';

/** What a person (or a rule) takes as the answer. `files`: the value of these copies, which must agree. */
export type Take =
  | { readonly files: readonly number[] }
  | { readonly hub: true }
  | { readonly union: true }
  | { readonly value: MaybeValue };

const NOT_UNITABLE = 'Only keywords, sets and lists can be united; this field was left as it is.';
const NO_ANSWER = 'The chosen copies cannot be read or do not agree, so they give no answer.';
const NO_HUB = 'No value was ever decided for this field, so there is none to go back to.';

const unitable = (field: FieldDef): boolean => ['set', 'keywords', 'list'].includes(field.merge);

const identityIn = (field: FieldDef) => (field.merge === 'keywords' ? normalPath : normalText);

/** Every element any side holds, each once; a list keeps the order of the side that comes first by value. */
const unionOf = (field: FieldDef, sides: readonly ReconcileSide[]): MaybeValue => {
  const identity = identityIn(field);
  const lists = sides.map((side) => textsOf(side.value));
  const ordered = field.merge === 'list' ? lists.sort((a, b) => byCodeUnit(a.join('\n'), b.join('\n'))) : [];
  const texts = field.merge === 'list' ? ordered.flat() : lists.flat().sort(byCodeUnit);
  const byIdentity = new Map<string, string>();
  for (const text of texts) {
    const key = identity(text);
    if (key !== '' && !byIdentity.has(key)) byIdentity.set(key, field.merge === 'keywords' ? key : text);
  }
  const united = [...byIdentity.values()];
  const kept = field.merge === 'keywords' ? dropImplied(united) : united;
  return kept.length === 0 ? null : kept;
};

type Answer = { readonly value: MaybeValue } | { readonly none: string };

const answerOf = (input: ReconcileInput, sides: readonly ReconcileSide[], take: Take): Answer => {
  if ('value' in take) return { value: take.value };
  if ('hub' in take) return input.hub === undefined ? { none: NO_HUB } : { value: input.hub };
  if ('union' in take) {
    return unitable(input.field) ? { value: unionOf(input.field, sides) } : { none: NOT_UNITABLE };
  }
  const chosen = sides.filter((side) => take.files.includes(side.file));
  const [first] = chosen;
  const agree = chosen.every((side) => sameValue(input.field, side.value, first!.value));
  return first !== undefined && agree
    ? { value: plainest(chosen.map((side) => side.value)) }
    : { none: NO_ANSWER };
};

const WHY = 'It was decided: the chosen value becomes the value of all copies, and what it replaces is kept.';

/**
 * Decides a field: one transaction {hub := choice, the base of every readable copy := what it holds now}, then
 * ordinary writes (reliability.md §6.5). The same values never conflict again: after it, no copy has moved.
 * The outcome without writes, hub and conflict says in `why` that the answer gives no value.
 */
export const resolveField = (input: ReconcileInput, take: Take): ReconcileOutcome => {
  const sides = input.sides.filter((side) => side.readable);
  const answer = answerOf(input, sides, take);
  if ('none' in answer) return nothingOutcome(answer.none);
  const value = tidy(input.field, answer.value);
  const targets = new Map(sides.map((side) => [side.file, value]));
  const decided = outcomeOf(input.field, sides, input.hub, {
    kind: 'decided',
    hub: value,
    targets,
    reason: 'moved',
  });
  const based = new Set(decided.bases.map((base) => base.file));
  const written = new Set(decided.writes.map((write) => write.file));
  // Whoever cannot be written has now been heard; a later change of its own is a new one.
  const heard = sides
    .filter((side) => !based.has(side.file) && !identical(input.field, side.base ?? null, side.value))
    .map(({ file, value }) => ({ file, value }));
  return {
    ...decided,
    hub: value,
    bases: [...decided.bases, ...heard],
    absorbed: sides.filter((side) => written.has(side.file)).map(({ file, value }) => ({ file, value })),
    why: WHY,
  };
};
