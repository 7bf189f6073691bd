import type { Rule, RuleKind } from '../../../shared/core/bridge.ts';
import { isolate } from '../../lib/words.ts';

/** The libraries a rule names that are not (or no longer) in the bridge. */
export const strangersIn = ({ library, from, to }: Rule, members: readonly string[]): string[] =>
  [...new Set([library, from, to])].filter(
    (name) => name !== undefined && !members.includes(name),
  ) as string[];

/** Kinds that answer a conflict. */
const answering = new Set<RuleKind>(['ask', 'prefer', 'newest']);

/** Kinds that leave nothing to a later rule: who is the newest is not always certain. */
const final = new Set<RuleKind>(['ask', 'prefer', 'fillBlanks']);

const pairOf = ({ from, to }: Rule): string | undefined =>
  from && to ? [from, to].sort().join('\n') : undefined;

/** Whether all that a rule could answer is answered by an earlier one already. */
const covers = (earlier: Rule, later: Rule): boolean =>
  earlier.field === later.field && (pairOf(earlier) === undefined || pairOf(earlier) === pairOf(later));

const firstCounts = ({ kind, library }: Rule): string => {
  if (kind === 'ask') return 'Never counts: a rule above says to ask, and the first one counts.';
  if (kind === 'fillBlanks')
    return 'Never counts: a rule above says that only blanks are filled, and the first one counts.';
  const name = isolate(library ?? '');
  return `Counts only where ${name} has no copy: a rule above says that ${name} wins, and the first one counts.`;
};

/** What a person has to know of a rule beside the others; undefined: it is as it reads. */
export function ruleRemark(
  rules: readonly Rule[],
  at: number,
  members: readonly string[],
): string | undefined {
  const rule = rules[at]!;
  const strangers = strangersIn(rule, members);
  if (strangers.length > 0)
    return `${strangers.map(isolate).join(' and ')} ${strangers.length > 1 ? 'are' : 'is'} not in this bridge.`;
  if (!answering.has(rule.kind)) return undefined;
  const first = rules.slice(0, at).find((earlier) => final.has(earlier.kind) && covers(earlier, rule));
  return first && firstCounts(first);
}
