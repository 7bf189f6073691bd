import type { Rule, RuleKind } from '../../shared/core/bridge.ts';
import { fieldDef } from '../../shared/core/registry.ts';

const fieldWords = (field: Rule['field'], all: string): string =>
  field === '*' ? all : fieldDef(field).label;

/** "Keywords in nas: Reiher is heron, Ente is duck." */
function vocabularySentence({ library, words = [], anyCase }: Rule): string {
  const shown = words.slice(0, 3).map(({ from, to }) => `${from} is ${to}`);
  const more = words.length > shown.length ? [`${words.length - shown.length} more`] : [];
  const cases = anyCase ? ['upper and lower case are the same'] : [];
  const place = library ? `Keywords as ${library} says them` : 'Keywords';
  return `${place}: ${[...shown, ...more, ...cases].join(', ')}.`;
}

/** A rule as a sentence. Libraries are already names. */
export function ruleSentence(rule: Rule): string {
  const field = fieldWords(rule.field, 'a field');
  const each = fieldWords(rule.field, 'Every field');
  const places = rule.from && rule.to ? `in both ${rule.from} and ${rule.to}` : 'in two places';
  const there = rule.to ?? rule.library;
  const sentences: Record<RuleKind, string> = {
    ask: `Ask me when ${field} changed ${places}.`,
    prefer: `When ${field} changed ${places}, ${rule.library ?? 'one library'} wins.`,
    fillBlanks: `${each}${there ? ` in ${there}` : ''}: only blanks are filled; what is there stays.`,
    neverLeaves: rule.to
      ? `${rule.to} never gets ${fieldWords(rule.field, 'any field')}.`
      : `${each} never leaves ${rule.library ?? rule.from ?? 'its library'}.`,
    newest: `When ${field} changed ${places}, the newest wins where that is certain; else ask me.`,
    vocabulary: vocabularySentence(rule),
    mirror: `${each} in ${there ?? 'the target'} is made equal to ${rule.from ?? 'the others'}; its own value is kept in History.`,
  };
  return sentences[rule.kind];
}
