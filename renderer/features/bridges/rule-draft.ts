import type { Rule, RuleKind, WordPair } from '../../../shared/core/bridge.ts';
import { fields, isFieldName } from '../../../shared/core/registry.ts';
import { wordCycle } from '../../../shared/core/vocabulary.ts';
import { ruleInput } from '../../state/bridges.ts';

/** The kinds of rule as they are chosen: what never leaves a library, and what never goes to one, are two. */
export type Choice = RuleKind | 'neverGoes';

/** A rule while it is put together. */
export interface RuleDraft {
  readonly kind: Choice;
  /** A field's name, `*` for all, or `private`: where, who and which faces. */
  readonly field: string;
  /** The library it is about; '' for none. */
  readonly library: string;
  /** Only between these two; undefined for any. */
  readonly pair?: readonly [string, string] | undefined;
  /** `Reiher = heron, Ente = duck` */
  readonly words: string;
}

/** What one begins with. */
export const freshRule: RuleDraft = { kind: 'prefer', field: '*', library: '', words: '' };

const privateFields = ['gps', 'people', 'regions'] as const;

export const fieldOptions = [
  { value: '*', label: 'Every field' },
  { value: 'private', label: 'Position, people and regions' },
  ...fields.filter(({ readOnly }) => !readOnly).map(({ name, label }) => ({ value: name as string, label })),
];

const named = new Set<Choice>(['prefer', 'neverLeaves']);
const targeted = new Set<Choice>(['fillBlanks', 'mirror', 'neverGoes']);
const paired = new Set<Choice>(['prefer', 'newest', 'ask']);

/** Whether a rule of this kind must name a library. */
export const mustName = (kind: Choice): boolean => named.has(kind) || targeted.has(kind);

/** The pairs of libraries a rule of this kind can be narrowed to; none where it cannot. */
export function pairsFor({ kind, library }: RuleDraft, members: readonly string[]): [string, string][] {
  if (!paired.has(kind) || members.length < 3) return [];
  const pairs = members.flatMap((a, at) => members.slice(at + 1).map((b): [string, string] => [a, b]));
  return kind === 'prefer' ? pairs.filter((pair) => pair.includes(library)) : pairs;
}

const entries = (text: string): string[][] =>
  text
    .split(',')
    .map((entry) => entry.split('=').map((side) => side.trim()))
    .filter((sides) => sides.some((side) => side !== ''));

const wordPairs = (text: string): WordPair[] =>
  entries(text).flatMap(([from, to]) => (from && to ? [{ from, to }] : []));

function entryMistake(sides: readonly string[]): string | undefined {
  const [from, to] = sides;
  if (sides.length > 2) return `“${sides.join(' = ')}” has more than one =. Separate words with a comma.`;
  if (!to) return `“${from}” has no counterpart: write what it is called after a =, or take it out.`;
  return from
    ? undefined
    : `“${to}” has no counterpart: write what is called so before the =, or take it out.`;
}

/** What is wrong with the words of a rule that is put together; undefined when it can be added. */
export function newRuleMistake({ kind, words }: RuleDraft): string | undefined {
  if (kind !== 'vocabulary') return undefined;
  const half = entries(words).map(entryMistake).find(Boolean);
  if (half) return half;
  const pairs = wordPairs(words);
  const twice = pairs.find(({ from }, at) => pairs.findIndex((pair) => pair.from === from) < at);
  if (twice) return `“${twice.from}” is there twice. Say once what it is called.`;
  const cycle = wordCycle(pairs);
  return cycle && `The words lead from ${cycle} back to ${cycle}. Name for each word the one to use.`;
}

function vocabulary({ library, words }: RuleDraft): Rule {
  const pairs = wordPairs(words);
  return {
    ...{ field: 'keywords', kind: 'vocabulary' },
    ...(library === '' ? {} : { library }),
    ...(pairs.length > 0 ? { words: pairs } : { anyCase: true }),
  };
}

/** A draft that names members only: one of them is chosen where a rule must name one. */
export function amongMembers(draft: RuleDraft, members: readonly string[]): RuleDraft {
  const { kind, library, pair } = draft;
  const known = members.includes(library) ? library : '';
  return {
    ...draft,
    library: known || (mustName(kind) ? (members[0] ?? '') : ''),
    pair: pair?.every((name) => members.includes(name)) ? pair : undefined,
  };
}

/** The rules a draft stands for, one a field. */
export function rulesOf(draft: RuleDraft): Rule[] {
  const { kind, field, library, pair } = draft;
  if (kind === 'vocabulary') return [vocabulary(draft)];
  const about = field === 'private' ? privateFields : [isFieldName(field) ? field : ('*' as const)];
  return about.map((one) => ({
    field: one,
    kind: kind === 'neverGoes' ? 'neverLeaves' : kind,
    ...(named.has(kind) ? { library } : {}),
    ...(targeted.has(kind) ? { to: library } : {}),
    ...(pair && paired.has(kind) ? { from: pair[0], to: pair[1] } : {}),
  }));
}

const textOf = (rule: Rule): string => JSON.stringify(ruleInput(rule));

/** Those of the rules that a draft stands for that are not there already. */
export const rulesToAdd = (draft: RuleDraft, rules: readonly Rule[]): Rule[] =>
  rulesOf(draft).filter((rule) => !rules.some((other) => textOf(other) === textOf(rule)));
