import type { BridgeView } from '../../../shared/api/views.ts';
import type { FamilyKind } from '../../../shared/core/family.ts';
import type { Role } from '../../../shared/core/library.ts';
import { writtenWhen } from '../../lib/bridge-waiting.ts';
import { count, isolate, number } from '../../lib/words.ts';
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

/** "Changes wait: 3 photos for nas. On return they are written." What is written when goes by how the bridge is set up. */
export function waitingWords(bridge: BridgeView): string {
  const { waitingFor = [], offline } = bridge.health;
  const some = waitingFor.filter(({ photos }) => photos > 0);
  const each = some.map(({ library, photos }) => `${count(photos, 'photo')} for ${isolate(library)}`);
  const [lead, they] =
    some.length > 0 ? [`Changes wait: ${each.join(', ')}.`, 'they'] : ['Nothing waits yet.', 'changes'];
  const back = offline.length === 1 ? 'its' : 'their';
  const when = writtenWhen(bridge);
  return when === undefined
    ? `${lead} On return ${they} are written.`
    : `${lead} After ${back} return ${they} are written ${when}.`;
}

/** ", 92 of them because a sync was undone": such fields are left alone until a person decides. */
export function undoneWords({ conflicts, undone = 0 }: BridgeView['health']): string {
  if (undone === 0) return '';
  return `, ${undone === conflicts ? '' : `${number(undone)} of them `}because a sync was undone`;
}

/** What the daily spot checks found: files that hold something else than was known of them. */
export function driftWords(days: readonly NonNullable<BridgeView['health']['drift']>[number][]): string {
  const sum = (of: (day: (typeof days)[number]) => number) => days.reduce((total, day) => total + of(day), 0);
  const [checked, drifted] = [sum((day) => day.checked), sum((day) => day.drifted)];
  const some = drifted === 0 ? 'None' : number(drifted);
  return `${some} of ${count(checked, 'file')} read again in the last ${count(days.length, 'day')} had changed unnoticed`;
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
