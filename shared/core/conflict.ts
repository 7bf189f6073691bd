import type { FieldName } from './registry.ts';
import type { MaybeValue } from './value.ts';

/** `copies`: copies of a photo moved apart. `inFile`: one file's stores disagree. `undone`: held after an undo. */
export type ConflictKind = 'copies' | 'inFile' | 'undone';

/** One opinion in a conflict. `base` is absent where this copy was never in step. */
export interface ConflictSide<Id = number> {
  readonly file: Id;
  readonly value: MaybeValue;
  readonly base?: MaybeValue;
  /** True when the value moved since the base (or there is no base and the value is not empty). */
  readonly changed: boolean;
}
export interface Conflict<Id = number> {
  readonly kind: ConflictKind;
  readonly field: FieldName;
  readonly hub?: MaybeValue;
  readonly sides: readonly ConflictSide<Id>[];
}
