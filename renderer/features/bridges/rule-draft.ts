import type { Rule, RuleKind, WordPair } from '../../../shared/core/bridge.ts';
import { fields, isFieldName } from '../../../shared/core/registry.ts';

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

const wordPairs = (text: string): WordPair[] =>
  text.split(',').flatMap((line) => {
    const [from = '', to = ''] = line.split('=').map((side) => side.trim());
    return from !== '' && to !== '' ? [{ from, to }] : [];
  });

function vocabulary({ library, words }: RuleDraft): Rule {
  const pairs = wordPairs(words);
  return {
    ...{ field: 'keywords', kind: 'vocabulary' },
    ...(library === '' ? {} : { library }),
    ...(pairs.length > 0 ? { words: pairs } : { anyCase: true }),
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
