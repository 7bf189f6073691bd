import type { Conflict } from './conflict.ts';
import { byValue, canonicalJson } from './equal/json.ts';
import { byCodeUnit } from './equal/text.ts';
import { normalValue } from './equal.ts';
import type { FieldDef } from './field.ts';
import type { MaybeValue } from './value.ts';

/** What one library says in every conflict of a shape; `varies` where it differs from photo to photo. */
export interface ShapeSide {
  readonly library: string;
  readonly value?: MaybeValue;
  readonly varies: boolean;
}

/** Conflicts that one decision can resolve. */
export interface Shape {
  /** Equal for conflicts of one shape, whatever the order of sides. */
  readonly key: string;
  readonly sides: readonly ShapeSide[];
  /** For people: `Rating: Archive 5, NAS 3`. */
  readonly description: string;
}

const LONGEST = 40;

/** Values that many photos share. Texts of their own (captions, positions) would make a shape for every photo. */
const repeats = (field: FieldDef, value: MaybeValue): boolean => {
  if (value === null || ['integer', 'choice'].includes(field.kind)) return true;
  return field.kind === 'text' && canonicalJson(value).length <= LONGEST;
};

const say = (side: ShapeSide): string => {
  if (side.varies) return `${side.library} varies`;
  return `${side.library} ${side.value === null ? 'empty' : String(side.value)}`;
};

/**
 * The shape of a conflict: its kind, its field, and what each library says. Where one library says several things,
 * or something that no other photo will repeat, it varies. `coarse` lets every value vary: one shape per field and
 * set of libraries, for when there are too many.
 */
export const shapeOf = (
  field: FieldDef,
  conflict: Conflict,
  libraryName: (file: number) => string,
  coarse = false,
): Shape => {
  const said = new Map<string, MaybeValue[]>();
  for (const side of conflict.sides) {
    const library = libraryName(side.file);
    said.set(library, [...(said.get(library) ?? []), normalValue(field, side.value)]);
  }
  const sides = [...said]
    .sort(([a], [b]) => byCodeUnit(a, b))
    .map(([library, values]): ShapeSide => {
      const value = [...values].sort(byValue)[0]!;
      const one = values.every((other) => canonicalJson(other) === canonicalJson(value));
      return one && !coarse && repeats(field, value)
        ? { library, value, varies: false }
        : { library, varies: true };
    });
  const parts = sides.map((side) =>
    side.varies ? [side.library] : [side.library, canonicalJson(side.value)],
  );
  return {
    key: JSON.stringify([conflict.kind, conflict.field, ...parts]),
    sides,
    description: `${field.label}: ${sides.map(say).join(', ')}`,
  };
};
