import { matchExpression } from './search.ts';
import type { SqlValue } from './sql.ts';

export interface Compiled {
  /** A condition on the file `f`. */
  readonly sql: string;
  readonly values: readonly SqlValue[];
}

/** Free text until the query language lands. */
export function compileQuery(text: string): Compiled {
  const words = text.split(/\s+/).map((word) => matchExpression(word, false));
  return {
    sql: '(f.id IN (SELECT rowid FROM search WHERE search MATCH ?))',
    values: [words.filter((word) => word !== undefined).join(' AND ') || '""'],
  };
}
