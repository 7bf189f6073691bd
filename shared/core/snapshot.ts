import type { StoreKind } from './raw-tags.ts';
import type { FieldName } from './registry.ts';
import type { MaybeValue, Value } from './value.ts';

/** The tag a value came from. */
export interface Source {
  readonly store: StoreKind;
  readonly tag: string;
}

/** One store's own opinion of a field, where the stores of one file disagree. */
export interface InFileSide {
  readonly source: Source;
  readonly value: MaybeValue;
}

export type FieldValues = { readonly [F in FieldName]?: Value };

/** The field values of one file at one time, with the tags each came from. An absent field is empty. */
export interface Snapshot {
  readonly values: FieldValues;
  readonly sources: { readonly [F in FieldName]?: readonly Source[] };
  /** Fields on which the file disagrees with itself (really, not only in representation). */
  readonly disagreements: { readonly [F in FieldName]?: readonly InFileSide[] };
  /** Fields that hold a text which nobody can decode, and nothing else: not empty, and no value either. */
  readonly unreadable?: readonly FieldName[];
  /** Fields that nobody decided to be as they are: the file has no opinion of them (`lostFields`). */
  readonly lost?: readonly FieldName[];
  /** Fields on which it disagrees with itself because an edit left out some of their places (`unevenFields`). */
  readonly uneven?: readonly FieldName[];
}
