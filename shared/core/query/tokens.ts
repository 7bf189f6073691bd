import { QueryError } from './node.ts';

export type Operator = ':' | '=' | '>=' | '<=' | '>' | '<';

/** A piece of a query. `term` is a word or phrase, with the field and operator before it where there is one. */
export type Token =
  | { readonly kind: '(' | ')' | '-' | 'OR'; readonly at: number }
  | {
      readonly kind: 'term';
      readonly at: number;
      readonly name?: string;
      readonly operator?: Operator;
      readonly value: string;
      readonly valueAt: number;
      readonly quoted: boolean;
    };

const FIELD = /^([A-Za-z][A-Za-z0-9]*)(>=|<=|[:=><])/;
const isBlank = (char: string | undefined): boolean => char !== undefined && /\s/.test(char);

/** A word up to a blank or parenthesis, or a quoted phrase; `\"` is a quote inside a phrase. */
const valueAt = (text: string, start: number): { value: string; end: number; quoted: boolean } => {
  if (text[start] !== '"') {
    let end = start;
    while (end < text.length && !isBlank(text[end]) && text[end] !== ')' && text[end] !== '(') end += 1;
    return { value: text.slice(start, end), end, quoted: false };
  }
  let value = '';
  for (let at = start + 1; at < text.length; at += 1) {
    if (text[at] === '"') return { value, end: at + 1, quoted: true };
    if (text[at] === '\\' && (text[at + 1] === '"' || text[at + 1] === '\\')) at += 1;
    value += text[at];
  }
  throw new QueryError('A quotation mark is opened here and never closed. Add " at its end.', start);
};

const termAt = (text: string, at: number): { token: Token; end: number } => {
  const field = FIELD.exec(text.slice(at, at + 64));
  const start = at + (field?.[0].length ?? 0);
  const { value, end, quoted } = valueAt(text, start);
  const named = field ? { name: field[1]!, operator: field[2] as Operator } : {};
  return { token: { kind: 'term', at, ...named, value, valueAt: start, quoted }, end };
};

/** Takes a query apart; throws `QueryError` on an open quotation mark. */
export const tokensOf = (text: string): Token[] => {
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    const char = text[at]!;
    if (isBlank(char)) {
      at += 1;
    } else if (char === '(' || char === ')' || (char === '-' && !isBlank(text[at + 1] ?? ' '))) {
      tokens.push({ kind: char, at });
      at += 1;
    } else {
      const { token, end } = termAt(text, at);
      const isOr = token.kind === 'term' && token.value === 'OR' && !token.quoted && token.name === undefined;
      const isAnd =
        token.kind === 'term' && token.value === 'AND' && !token.quoted && token.name === undefined;
      if (!isAnd) tokens.push(isOr ? { kind: 'OR', at } : token);
      at = Math.max(end, at + 1);
    }
  }
  return tokens;
};
