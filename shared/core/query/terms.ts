import { normalPath } from '../equal/keywords.ts';
import { colourOfWord } from '../labels.ts';
import { type FieldName, fieldDef, fieldNames } from '../registry.ts';
import { QueryError, type QueryNode, states } from './node.ts';
import type { Operator, Token } from './tokens.ts';

type Term = Extract<Token, { kind: 'term' }>;

const ALSO: { readonly [name: string]: FieldName } = {
  keyword: 'keywords',
  tag: 'keywords',
  tags: 'keywords',
  creator: 'creators',
  person: 'people',
  caption: 'description',
  date: 'captureTime',
};
const byLower: ReadonlyMap<string, FieldName> = new Map(fieldNames.map((name) => [name.toLowerCase(), name]));

const fieldOf = (name: string, at: number): FieldName => {
  const found = byLower.get(name.toLowerCase()) ?? ALSO[name.toLowerCase()];
  if (found !== undefined) return found;
  const near = fieldNames.filter((field) => field.toLowerCase().startsWith(name.slice(0, 3).toLowerCase()));
  const hint = near.length > 0 ? ` Did you mean ${near.join(' or ')}?` : '';
  throw new QueryError(
    `There is no field “${name}”.${hint} To search for the text itself, put it in quotation marks.`,
    at,
  );
};

/** A whole number or the end of a range; blank is no limit. */
const numberOf = (text: string, term: Term): number | undefined => {
  if (text === '') return undefined;
  const value = Number(text.replace('−', '-'));
  if (Number.isInteger(value)) return value;
  throw new QueryError(`“${text}” is not a whole number. Write for example ${term.name}>=3.`, term.valueAt);
};

const range = (value: string): [string, string] | undefined => {
  const at = value.indexOf('..');
  return at < 0 ? undefined : [value.slice(0, at), value.slice(at + 2)];
};

const limits = (field: FieldName, min: number | undefined, max: number | undefined): QueryNode => ({
  kind: 'number',
  field,
  ...(min === undefined ? {} : { min }),
  ...(max === undefined ? {} : { max }),
});

const numberTerm = (field: FieldName, term: Term): QueryNode => {
  const between = range(term.value);
  if (between && isIs(term.operator)) {
    return limits(field, numberOf(between[0], term), numberOf(between[1], term));
  }
  const value = numberOf(term.value, term)!;
  switch (term.operator) {
    case '>=':
      return limits(field, value, undefined);
    case '>':
      return limits(field, value + 1, undefined);
    case '<=':
      return limits(field, undefined, value);
    case '<':
      return limits(field, undefined, value - 1);
    default:
      // No stars and no rating are the same.
      return value === 0 ? { kind: 'not', node: { kind: 'has', field } } : limits(field, value, value);
  }
};

const TIME = /^\d{4}(-\d\d(-\d\d(T\d\d(:\d\d(:\d\d(\.\d+)?)?)?(Z|[+-]\d\d:\d\d)?)?)?)?$/;
/** Sorts after every text that begins with what is before it. */
const AFTER = '\uffff';

const timeOf = (text: string, term: Term): string | undefined => {
  if (text === '') return undefined;
  const iso = text.replace(' ', 'T');
  if (TIME.test(iso)) return iso;
  throw new QueryError(
    `“${text}” is not a date. Write it as 2024, 2024-05, 2024-05-01 or 2024-05-01T10:20.`,
    term.valueAt,
  );
};

const span = (field: FieldName, from: string | undefined, until: string | undefined): QueryNode => ({
  kind: 'time',
  field,
  ...(from === undefined ? {} : { from }),
  ...(until === undefined ? {} : { until }),
});

const after = (time: string | undefined): string | undefined =>
  time === undefined ? undefined : time + AFTER;

const timeTerm = (field: FieldName, term: Term): QueryNode => {
  const between = range(term.value);
  if (between && isIs(term.operator)) {
    return span(field, timeOf(between[0], term), after(timeOf(between[1], term)));
  }
  const time = timeOf(term.value, term);
  switch (term.operator) {
    case '>=':
      return span(field, time, undefined);
    case '>':
      return span(field, after(time), undefined);
    case '<=':
      return span(field, undefined, after(time));
    case '<':
      return span(field, undefined, time);
    default:
      return span(field, time, after(time));
  }
};

const isIs = (operator: Operator | undefined): boolean => operator === ':' || operator === '=';

const choiceText = (field: FieldName, text: string): string => {
  if (field === 'label') return colourOfWord(text) ?? text;
  return fieldDef(field).choices?.find((choice) => choice.toLowerCase() === text.toLowerCase()) ?? text;
};

const fieldTerm = (field: FieldName, term: Term): QueryNode => {
  const { kind } = fieldDef(field);
  if (kind === 'integer') return numberTerm(field, term);
  if (kind === 'time') return timeTerm(field, term);
  if (!isIs(term.operator)) {
    throw new QueryError(
      `${field} cannot be compared with ${term.operator}. Write ${field}:${term.value || 'value'}.`,
      term.at,
    );
  }
  if (kind === 'keywords') return { kind: 'keyword', path: normalPath(term.value) };
  if (kind === 'gps') {
    throw new QueryError(
      `A position cannot be searched by value. Write has:${field} or -has:${field}.`,
      term.at,
    );
  }
  return { kind: 'match', field, text: kind === 'choice' ? choiceText(field, term.value) : term.value };
};

const stateOf = (term: Term): QueryNode => {
  const state = states.find((one) => one === term.value.toLowerCase());
  if (state !== undefined) return { kind: 'is', state };
  throw new QueryError(`is:${term.value} is not known. Write is:${states.join(', is:')}.`, term.valueAt);
};

/** What one term asks; throws `QueryError`. */
export const nodeOfTerm = (term: Term): QueryNode => {
  if (term.name === undefined) return { kind: 'text', text: term.value, phrase: term.quoted };
  const name = term.name.toLowerCase();
  if (term.value.trim() === '') {
    throw new QueryError(
      `Something is missing after “${term.name}${term.operator}”. Write for example ${term.name}${term.operator}value, or has:${term.name}.`,
      term.at,
    );
  }
  if (isIs(term.operator)) {
    if (name === 'library') return { kind: 'library', name: term.value };
    if (name === 'path') return { kind: 'path', text: term.value };
    if (name === 'has') return { kind: 'has', field: fieldOf(term.value, term.valueAt) };
    if (name === 'is') return stateOf(term);
  }
  return fieldTerm(fieldOf(term.name, term.at), term);
};
