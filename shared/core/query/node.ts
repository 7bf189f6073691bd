import type { FieldName } from '../registry.ts';

/** What `is:` can ask of a photo. */
export const states = ['conflict', 'unmatched', 'problem', 'differs'] as const;
export type QueryState = (typeof states)[number];

/**
 * A query, parsed. A photo matches when one of its copies matches all of it; `not` is asked of that same copy.
 *
 * - `all`: everything (an empty query)
 * - `text`: the words appear in any text of the file (or its name); a phrase when it was quoted
 * - `match`: the field holds the text: equal for choices and for items of sets and lists, contained for texts and
 *   the texts of structs; case and accents do not count
 * - `number`: min ≤ value ≤ max (either may be missing)
 * - `time`: from ≤ value < until as text, so that a year stands for all of its times (either may be missing)
 * - `keyword`: this path, or a path of which these are successive levels, and all below: `birds` finds
 *   `animals|birds|heron`
 * - `library`: by name · `path`: part of the relative path (`*` stands for anything) · `has`: the field is not empty
 */
export type QueryNode =
  | { readonly kind: 'all' }
  | { readonly kind: 'and' | 'or'; readonly nodes: readonly QueryNode[] }
  | { readonly kind: 'not'; readonly node: QueryNode }
  | { readonly kind: 'text'; readonly text: string; readonly phrase: boolean }
  | { readonly kind: 'match'; readonly field: FieldName; readonly text: string }
  | { readonly kind: 'number'; readonly field: FieldName; readonly min?: number; readonly max?: number }
  | { readonly kind: 'time'; readonly field: FieldName; readonly from?: string; readonly until?: string }
  | { readonly kind: 'keyword'; readonly path: string }
  | { readonly kind: 'library'; readonly name: string }
  | { readonly kind: 'path'; readonly text: string }
  | { readonly kind: 'has'; readonly field: FieldName }
  | { readonly kind: 'is'; readonly state: QueryState };

/** A mistake in a query: what is wrong, what to do, and where (0-based, in UTF-16 units). */
export interface QueryMistake {
  readonly ok: false;
  readonly message: string;
  readonly at: number;
}

/** Thrown inside the parser only; `parseQuery` turns it into a `QueryMistake`. */
export class QueryError extends Error {
  readonly at: number;
  constructor(message: string, at: number) {
    super(message);
    this.at = at;
  }
}
