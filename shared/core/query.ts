import { QueryError, type QueryMistake, type QueryNode, type QueryState } from './query/node.ts';
import { nodeOfTerm } from './query/terms.ts';
import { type Token, tokensOf } from './query/tokens.ts';

export type { QueryMistake, QueryNode, QueryState };

export type ParsedQuery = { readonly ok: true; readonly query: QueryNode } | QueryMistake;

const DEPTH = 100;

interface Input {
  readonly tokens: readonly Token[];
  readonly length: number;
  at: number;
  depth: number;
}

const joined = (kind: 'and' | 'or', nodes: QueryNode[]): QueryNode =>
  nodes.length === 1 ? nodes[0]! : { kind, nodes };

/** any := both { OR both } */
const parseAny = (input: Input): QueryNode => {
  const nodes = [parseBoth(input)];
  while (input.tokens[input.at]?.kind === 'OR') {
    input.at += 1;
    nodes.push(parseBoth(input));
  }
  return joined('or', nodes);
};

/** both := one { one } */
const parseBoth = (input: Input): QueryNode => {
  const nodes: QueryNode[] = [];
  for (let token = input.tokens[input.at]; token && token.kind !== ')' && token.kind !== 'OR'; ) {
    nodes.push(parseOne(input));
    token = input.tokens[input.at];
  }
  if (nodes.length > 0) return joined('and', nodes);
  const token = input.tokens[input.at];
  const what = token?.kind === ')' ? 'before this parenthesis' : token ? 'before OR' : 'at the end';
  throw new QueryError(`A search term is missing ${what}.`, token?.at ?? input.length);
};

/** one := '-' one | '(' any ')' | term */
const parseOne = (input: Input): QueryNode => {
  const token = input.tokens[input.at]!;
  input.at += 1;
  if (token.kind === 'term') return nodeOfTerm(token);
  input.depth += 1;
  if (input.depth > DEPTH) throw new QueryError('The query is nested too deeply. Make it simpler.', token.at);
  const node = token.kind === '-' ? parseNot(input, token.at) : parseGroup(input, token.at);
  input.depth -= 1;
  return node;
};

const parseNot = (input: Input, at: number): QueryNode => {
  const next = input.tokens[input.at];
  if (next === undefined || next.kind === ')' || next.kind === 'OR') {
    throw new QueryError('A search term is missing after this minus sign.', at);
  }
  return { kind: 'not', node: parseOne(input) };
};

const parseGroup = (input: Input, at: number): QueryNode => {
  const node = parseAny(input);
  if (input.tokens[input.at]?.kind !== ')') {
    throw new QueryError('This parenthesis is never closed. Add ) at its end.', at);
  }
  input.at += 1;
  return node;
};

/** Parses a query of the command line or the search field (design.md, QUERY). Never throws. */
export const parseQuery = (text: string): ParsedQuery => {
  try {
    const tokens = tokensOf(text);
    if (tokens.length === 0) return { ok: true, query: { kind: 'all' } };
    const input: Input = { tokens, length: text.length, at: 0, depth: 0 };
    const query = parseAny(input);
    const extra = tokens[input.at];
    if (extra !== undefined) throw new QueryError('This parenthesis was never opened. Remove it.', extra.at);
    return { ok: true, query };
  } catch (error) {
    if (error instanceof QueryError) return { ok: false, message: error.message, at: error.at };
    throw error;
  }
};
