import type { Rule, RuleKind } from '../../shared/core/bridge.ts';
import { fieldDef } from '../../shared/core/registry.ts';
import { isolate } from './words.ts';

const fieldWords = (field: Rule['field'], all: string): string =>
  field === '*' ? all : fieldDef(field).label;

/** Whether a field's name is a word for several things: "People never leave", "Rating never leaves". */
const isPlural = (field: Rule['field']): boolean =>
  field !== '*' &&
  (['set', 'keywords', 'list', 'structList'].includes(fieldDef(field).kind) ||
    ['instructions', 'usageTerms'].includes(field));

/** "Keywords in nas: Reiher is heron, Ente is duck." */
function vocabularySentence({ library, words = [], anyCase }: Rule): string {
  const shown = words.slice(0, 3).map(({ from, to }) => `${from} is ${to}`);
  const more = words.length > shown.length ? [`${words.length - shown.length} more`] : [];
  const cases = anyCase ? ['upper and lower case are the same'] : [];
  const place = library ? `Keywords as ${library} says them` : 'Keywords';
  return `${place}: ${[...shown, ...more, ...cases].join(', ')}.`;
}

/** Names that stand in a sentence as they are: one in another script must not turn it round. */
const isolated = (rule: Rule): Rule => ({
  ...rule,
  ...(rule.library === undefined ? {} : { library: isolate(rule.library) }),
  ...(rule.from === undefined ? {} : { from: isolate(rule.from) }),
  ...(rule.to === undefined ? {} : { to: isolate(rule.to) }),
  ...(rule.words
    ? { words: rule.words.map(({ from, to }) => ({ from: isolate(from), to: isolate(to) })) }
    : {}),
});

/** A rule as a sentence. Libraries are already names. */
export function ruleSentence(given: Rule): string {
  const rule = isolated(given);
  const field = fieldWords(rule.field, 'a field');
  const each = fieldWords(rule.field, 'Every field');
  const many = isPlural(rule.field);
  const never = rule.field === '*' ? 'ever leaves' : many ? 'never leave' : 'never leaves';
  const places = rule.from && rule.to ? `in both ${rule.from} and ${rule.to}` : 'in two places';
  const there = rule.to ?? rule.library;
  const sentences: Record<RuleKind, string> = {
    ask: `Ask me when ${field} changed ${places}.`,
    prefer: `When ${field} changed ${places}, ${rule.library ?? 'one library'} wins.`,
    fillBlanks: `${each}${there ? ` in ${there}` : ''}: only blanks are filled; what is there stays.`,
    neverLeaves: rule.to
      ? `${rule.to} never gets ${fieldWords(rule.field, 'any field')}.`
      : `${fieldWords(rule.field, 'No field')} ${never} ${rule.library ?? rule.from ?? 'its library'}.`,
    newest: `When ${field} changed ${places}, the newest wins where that is certain; else ask me.`,
    vocabulary: vocabularySentence(rule),
    mirror: `${each} in ${there ?? 'the target'} ${many ? 'are' : 'is'} made equal to ${rule.from ?? 'the others'}; what was there is kept in History.`,
  };
  return sentences[rule.kind];
}
