import type { BridgeView } from '../../../shared/api/views.ts';
import type { Rule, RuleKind } from '../../../shared/core/bridge.ts';
import type { FamilyKind } from '../../../shared/core/family.ts';
import type { Role } from '../../../shared/core/library.ts';
import { fieldDef } from '../../../shared/core/registry.ts';
import { count } from '../../lib/words.ts';
import type { Choice as ListChoice } from '../../ui/choice-list.tsx';
import type { Choice } from './rule-draft.ts';

export const roles: readonly (ListChoice<Role> & { label: string; short: string })[] = [
  {
    value: 'both',
    label: 'Gives and takes',
    short: 'both ways',
    help: 'Its changes travel to the others, and theirs come here.',
  },
  { value: 'source', label: 'Only gives', short: 'gives', help: 'Its changes travel; it is never written.' },
  {
    value: 'target',
    label: 'Only takes',
    short: 'takes',
    help: 'It is written; changes made in it do not travel.',
  },
];

export const roleWords = (role: Role): string => roles.find(({ value }) => value === role)?.short ?? role;

export const familyChoices: readonly { value: FamilyKind; label: string }[] = [
  { value: 'rawJpeg', label: 'RAW and JPEG of one shot, side by side' },
  { value: 'exports', label: 'Original and export, wherever they are' },
];

/** "RAW and JPEG of one shot; original and export" */
export const familiesWords = (families: readonly FamilyKind[]): string =>
  familyChoices
    .filter(({ value }) => families.includes(value))
    .map(({ label }) => label.split(', ')[0]!)
    .join('; ');

/** "3 photos wait for nas and are written on its return." */
export function waitingWords(waiting: BridgeView['health']['waitingFor'] = []): string {
  const some = waiting.filter(({ photos }) => photos > 0);
  if (some.length === 0) return 'Changes wait and are written on return.';
  const each = some.map(({ library, photos }) => `${count(photos, 'photo')} for ${library}`);
  return `Changes wait: ${each.join(', ')}. They are written on return.`;
}

/** What the daily spot checks found: files that hold something else than was known of them. */
export function driftWords(days: NonNullable<BridgeView['health']['drift']>): string {
  const sum = (of: (day: (typeof days)[number]) => number) => days.reduce((total, day) => total + of(day), 0);
  const [checked, drifted] = [sum((day) => day.checked), sum((day) => day.drifted)];
  const where = `${count(checked, 'file')} read again in the last ${count(days.length, 'day')}`;
  return drifted === 0 ? `None in ${where}` : `${count(drifted, 'file')} of ${where}`;
}

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

export const ruleKinds: readonly { value: Choice; label: string }[] = [
  { value: 'prefer', label: 'One library wins' },
  { value: 'neverLeaves', label: 'Never leaves a library' },
  { value: 'neverGoes', label: 'Never gets into a library' },
  { value: 'fillBlanks', label: 'Only fill blanks' },
  { value: 'newest', label: 'The newest wins' },
  { value: 'mirror', label: 'Make equal (mirror)' },
  { value: 'vocabulary', label: 'Call keywords otherwise' },
  { value: 'ask', label: 'Always ask me' },
];
