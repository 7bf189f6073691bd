import type { FieldName } from './registry.ts';

/** Hours of the day (local time, `HH:MM`) in which a bridge does nothing by itself; `from` may be later than `to`. */
export interface QuietHours {
  readonly from: string;
  readonly to: string;
}

/** When a bridge that runs by itself has to wait. What came up meanwhile is done afterwards. */
export interface Timing {
  readonly quiet?: QuietHours | undefined;
  /** Only while every member is connected. */
  readonly whenThere?: boolean | undefined;
}

/** When a bridge syncs. */
export type Trigger =
  | { readonly kind: 'manual' }
  | ({ readonly kind: 'auto' } & Timing)
  | ({ readonly kind: 'schedule'; readonly cron: string } & Timing);

/**
 * `mirror` makes a target equal its sources and keeps the loser; `neverLeaves` keeps a field inside `library`;
 * `vocabulary` writes keywords another way, everywhere or in one library.
 */
export type RuleKind = 'ask' | 'prefer' | 'fillBlanks' | 'neverLeaves' | 'newest' | 'mirror' | 'vocabulary';

/** A keyword, or all below it, and what it is called instead; full paths with `|` between the levels. */
export interface WordPair {
  readonly from: string;
  readonly to: string;
}

/** A rule for one field (or all), optionally only between two libraries. Libraries are named by id. */
export interface Rule {
  readonly field: FieldName | '*';
  readonly kind: RuleKind;
  readonly library?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  /** Of a `vocabulary`: with `library`, how that library says `to`; else `from` becomes `to` wherever it is. */
  readonly words?: readonly WordPair[] | undefined;
  /** Of a `vocabulary`: upper and lower case are the same word. */
  readonly anyCase?: boolean | undefined;
}

/** Whether the bridge only fills blanks in a field, in one of its libraries at least. */
export const fillsBlanks = (rules: readonly Rule[], field: FieldName): boolean =>
  rules.some((rule) => rule.kind === 'fillBlanks' && (rule.field === field || rule.field === '*'));

/** Bridges in the order in which they sync by themselves: those that only fill blanks in some fields later, in all last. */
export function blanksLast<T extends { readonly rules: readonly Rule[] }>(bridges: readonly T[]): T[] {
  const rank = ({ rules }: T) => {
    const filled = rules.filter(({ kind }) => kind === 'fillBlanks');
    return filled.some(({ field }) => field === '*') ? 2 : Math.min(filled.length, 1);
  };
  return [...bridges].sort((a, b) => rank(a) - rank(b));
}
