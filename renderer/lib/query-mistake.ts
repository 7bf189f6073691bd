import { parseQuery } from '../../shared/core/query.ts';

/** What is wrong with a query, and what to do; undefined when nothing is. */
export function queryMistake(query: string): string | undefined {
  const parsed = parseQuery(query);
  return parsed.ok ? undefined : parsed.message;
}
