import type { FieldName } from './registry.ts';
import type { MaybeValue } from './value.ts';

/** One field's step from one value to another; the same noun in diffs, plans, history and undo. */
export interface Change {
  readonly field: FieldName;
  readonly before: MaybeValue;
  readonly after: MaybeValue;
}

/** The change that takes this one back. */
export const invertChange = (change: Change): Change => ({
  field: change.field,
  before: change.after,
  after: change.before,
});
