import { dropImplied, normalPath } from '../equal/keywords.ts';
import { isEmpty, textsOf } from '../equal.ts';
import type { FieldDef } from '../field.ts';
import type { MaybeValue } from '../value.ts';

/**
 * A chosen value as it may be written: every way of being empty is null, and keywords lose what longer paths imply
 * (design.md, decision 7), in the order they were given. Otherwise exactly as chosen.
 */
export const tidy = (field: FieldDef, value: MaybeValue): MaybeValue => {
  if (isEmpty(field, value)) return null;
  if (field.kind !== 'keywords') return value;
  return dropImplied(
    textsOf(value)
      .map(normalPath)
      .filter((path) => path !== ''),
  );
};
