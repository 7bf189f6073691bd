// What libraries hold after programs edited them: the merge in a few lines of its own, by the truth tables of
// reliability.md §6, for the bridges of `stage.ts`. Where it matters which edit was seen first, every outcome that an
// honest order allows.
export const scalars = ['title', 'headline', 'description', 'rating'] as const;
export type Scalar = (typeof scalars)[number];
export type Library = 'a' | 'b' | 'c';

export interface Values {
  readonly title: string;
  readonly headline: string;
  readonly description: string;
  readonly rating: string;
  readonly keywords: readonly string[];
}
export type Field = keyof Values;

/** The copies of one picture, by library; not every library has every picture. */
export type Copies = { readonly [library in Library]?: Values };

export interface Edit {
  readonly picture: number;
  readonly library: Library;
  readonly field: Field;
  /** A text, or a keyword with `+` or `-` before it. */
  readonly value: string;
}

/** What a field may hold in each copy, and whether it waits for a person then. */
export interface Outcome {
  readonly values: { readonly [library in Library]?: string };
  readonly conflict: boolean;
}

/** Fields that go on from `b` to the target `c`. */
export const carried: ReadonlySet<Field> = new Set(['title', 'rating', 'keywords']);
/** Fields of which `a` wins where both changed. */
const preferred: ReadonlySet<Field> = new Set(['rating']);

const text = (values: Values | undefined, field: Field): string =>
  field === 'keywords' ? [...(values?.keywords ?? [])].sort().join('|') : (values?.[field] ?? '');

/** `a` and `b` are one; `c` takes what `b` has, where that field goes on and `b` has the picture. */
function spread(
  copies: Copies,
  field: Field,
  values: { a?: string; b?: string; c?: string },
): Outcome['values'] {
  const { a = text(copies.a, field), b = text(copies.b, field), c = text(copies.c, field) } = values;
  const follows = copies.b !== undefined && carried.has(field);
  return {
    ...(copies.a ? { a } : {}),
    ...(copies.b ? { b } : {}),
    ...(copies.c ? { c: follows && values.c === undefined ? b : c } : {}),
  };
}

function keywordsAfter(copies: Copies, edits: readonly Edit[]): Outcome[] {
  const joined = copies.a !== undefined && copies.b !== undefined;
  const after = (library: Library) => {
    const held = new Set(copies[library]?.keywords ?? []);
    for (const { value } of edits.filter((edit) => joined || edit.library === library)) {
      if (value.startsWith('+')) held.add(value.slice(1));
      else held.delete(value.slice(1));
    }
    return [...held].sort().join('|');
  };
  return [{ values: spread(copies, 'keywords', { a: after('a'), b: after('b') }), conflict: false }];
}

/** The outcomes of some edits of one field of one picture, in the order they were made. At most one edit a library. */
export function outcomes(copies: Copies, field: Field, edits: readonly Edit[]): Outcome[] {
  if (field === 'keywords') return keywordsAfter(copies, edits);
  const own = Object.fromEntries(edits.map(({ library, value }) => [library, value])) as Outcome['values'];
  const joined = copies.a !== undefined && copies.b !== undefined;
  const both = edits.filter(({ library }) => library !== 'c');
  if (!joined || both.length === 0) return [{ values: spread(copies, field, own), conflict: false }];
  const all = (value: string): Outcome => ({
    values: spread(copies, field, { ...own, a: value, b: value }),
    conflict: false,
  });
  // The last one knew the one before, if a sync came between.
  const inTurn = all(both.at(-1)!.value);
  if (both.length < 2 || own.a === own.b) return [inTurn];
  // Else each was made on what was known before; saying that again is no change.
  const changed = both.filter(({ library, value }) => value !== text(copies[library], field));
  if (changed.length < 2) return [inTurn, all(changed[0]!.value)];
  const atOnce: Outcome = preferred.has(field)
    ? all(own.a!)
    : { values: spread(copies, field, own), conflict: true };
  return [inTurn, atOnce];
}

export const shownAs = text;
