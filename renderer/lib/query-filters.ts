/** Terms of a query that the filter bar reads and sets. The rest of the query is left as the person wrote it. */
export type FilterName = 'library' | 'rating' | 'label' | 'is' | 'keyword';

const sign: Record<FilterName, string> = { library: ':', rating: '>=', label: ':', is: ':', keyword: ':' };
const value = '("[^"]*"|[^\\s()"]+)';

/** A term on its own, not negated and not inside an OR or parentheses, where changing it would change the meaning. */
const term = (name: FilterName) => new RegExp(`(?<=^|\\s)${name}${sign[name]}${value}(?=\\s|$)`, 'i');

const plain = (query: string) => !/\bOR\b|[()]/.test(query);

/** The value a filter has in the query, or ''. */
export function filterOf(query: string, name: FilterName): string {
  const found = plain(query) ? term(name).exec(query)?.[1] : undefined;
  return found?.replace(/^"|"$/g, '') ?? '';
}

/** The query with the filter set, or taken out when `wanted` is ''. */
export function withFilter(query: string, name: FilterName, wanted: string): string {
  const quoted = /[\s()"]/.test(wanted) ? `"${wanted.replaceAll('"', '')}"` : wanted;
  const next = wanted === '' ? '' : `${name}${sign[name]}${quoted}`;
  if (!plain(query)) return next ? `(${query}) ${next}` : query;
  const rest = query.replace(term(name), '').replace(/\s+/g, ' ').trim();
  return [rest, next].filter(Boolean).join(' ');
}
