import { type Change, invertChange } from './change.ts';
import { sameValue } from './equal.ts';
import type { FieldName } from './field.ts';
import { fieldDef, fieldNames } from './registry.ts';
import type { FieldValues } from './snapshot.ts';
import type { MaybeValue } from './value.ts';

/** The changes that turn one set of values into the other; representation noise is none. */
export const diffValues = (before: FieldValues, after: FieldValues): Change[] =>
  fieldNames
    .map((field): Change => ({ field, before: before[field] ?? null, after: after[field] ?? null }))
    .filter((change) => !sameValue(fieldDef(change.field), change.before, change.after));

/** The values after the changes, whatever they were before. */
export const applyChanges = (values: FieldValues, changes: readonly Change[]): FieldValues => {
  const next: { [F in FieldName]?: MaybeValue } = { ...values };
  for (const { field, after } of changes) next[field] = after;
  return Object.fromEntries(Object.entries(next).filter(([, value]) => value !== null));
};

/** The changes that take these back, last one first. */
export const invertChanges = (changes: readonly Change[]): Change[] =>
  [...changes].reverse().map(invertChange);

/** What of an undo still fits: a field that changed since is refused, the others go on. */
export const undoChanges = (
  current: FieldValues,
  changes: readonly Change[],
): { readonly changes: Change[]; readonly refused: FieldName[] } => {
  const fits = ({ field, after }: Change) => sameValue(fieldDef(field), current[field] ?? null, after);
  return {
    changes: invertChanges(changes.filter(fits)),
    refused: changes.filter((change) => !fits(change)).map((change) => change.field),
  };
};
