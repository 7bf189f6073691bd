import type { BridgeView } from '../../../shared/api/views.ts';
import type { Rule, RuleKind } from '../../../shared/core/bridge.ts';
import type { Role } from '../../../shared/core/library.ts';
import { fieldDef } from '../../../shared/core/registry.ts';
import { count, moment } from '../../lib/words.ts';
import type { Choice } from '../../ui/choice-list.tsx';

export const roles: readonly (Choice<Role> & { label: string; short: string })[] = [
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

/** "nas is", "nas and laptop are" */
export const offlineWords = (libraries: readonly string[]): string =>
  `${libraries.join(' and ')} ${libraries.length === 1 ? 'is' : 'are'}`;

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

/** How a bridge is doing, in one line. */
export function healthWords({ health, paused }: BridgeView): string {
  const waiting = health.waiting > 0 ? `${count(health.waiting, 'change')} waiting` : '';
  const conflicts = health.conflicts > 0 ? count(health.conflicts, 'conflict') : '';
  const rest = [conflicts, waiting].filter(Boolean);
  if (paused) {
    const until =
      paused.until === undefined ? 'Paused until resumed' : `Paused until ${moment(paused.until)}`;
    return [until, ...rest].join(', ');
  }
  if (health.state === 'running') return 'Syncing now';
  if (health.state === 'never') return 'Not synced yet';
  if (health.state === 'offline') return [`${offlineWords(health.offline)} offline`, ...rest].join(', ');
  return rest.length > 0 ? rest.join(', ') : 'In step';
}

/** True when a person should look. */
export const needsPerson = ({ health, paused }: BridgeView): boolean =>
  health.conflicts > 0 ||
  health.state === 'never' ||
  (paused !== null && paused.reason !== '' && paused.until === undefined);

const fieldWords = (field: Rule['field'], all: string): string =>
  field === '*' ? all : fieldDef(field).label;

/** "Keywords in nas: Reiher is heron, Ente is duck." */
function vocabularySentence({ library, words = [], anyCase }: Rule, where: string): string {
  const shown = words.slice(0, 3).map(({ from, to }) => `${from} is ${to}`);
  const more = words.length > shown.length ? [`${words.length - shown.length} more`] : [];
  const cases = anyCase ? ['upper and lower case are the same'] : [];
  const place = library ? `Keywords as ${library} says them` : 'Keywords';
  return `${place}${where}: ${[...shown, ...more, ...cases].join(', ')}.`;
}

/** A rule as a sentence. Libraries are already names. */
export function ruleSentence(rule: Rule): string {
  const field = fieldWords(rule.field, 'a field');
  const each = fieldWords(rule.field, 'Every field');
  const between = [rule.from && `from ${rule.from}`, rule.to && `to ${rule.to}`].filter(Boolean).join(' ');
  const where = between ? ` ${between}` : '';
  const sentences: Record<RuleKind, string> = {
    ask: `Ask me when ${field} changed in two places${where}.`,
    prefer: `When ${field} changed in two places, ${rule.library ?? 'one library'} wins${where}.`,
    fillBlanks: `${each}: only blanks are filled${where}; what is there stays.`,
    neverLeaves: `${each} never leaves ${rule.library ?? 'its library'}${where}.`,
    newest: `When ${field} changed in two places, the newest wins where that is certain${where}; else ask me.`,
    vocabulary: vocabularySentence(rule, where),
    mirror: `${each} in ${rule.to ?? rule.library ?? 'the target'} is made equal to ${rule.from ?? 'the others'}; its own value is kept in History.`,
  };
  return sentences[rule.kind];
}

export const ruleKinds: readonly { value: RuleKind; label: string }[] = [
  { value: 'prefer', label: 'One library wins' },
  { value: 'neverLeaves', label: 'Never leaves a library' },
  { value: 'fillBlanks', label: 'Only fill blanks' },
  { value: 'newest', label: 'The newest wins' },
  { value: 'mirror', label: 'Make equal (mirror)' },
  { value: 'vocabulary', label: 'Call keywords otherwise' },
  { value: 'ask', label: 'Always ask me' },
];
