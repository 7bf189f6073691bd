import type { FieldName } from './registry.ts';

/** When a bridge syncs. */
export type Trigger =
  | { readonly kind: 'manual' }
  | { readonly kind: 'auto' }
  | { readonly kind: 'schedule'; readonly cron: string };

/** `mirror` makes a target equal its sources and keeps the loser; `neverLeaves` keeps a field inside `library`. */
export type RuleKind = 'ask' | 'prefer' | 'fillBlanks' | 'neverLeaves' | 'newest' | 'mirror';

/** A rule for one field (or all), optionally only between two libraries. Libraries are named by id. */
export interface Rule {
  readonly field: FieldName | '*';
  readonly kind: RuleKind;
  readonly library?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}
