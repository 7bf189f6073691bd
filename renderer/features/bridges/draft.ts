import type { BridgeView } from '../../../shared/api/views.ts';
import type { Rule, Trigger } from '../../../shared/core/bridge.ts';
import type { FamilyKind } from '../../../shared/core/family.ts';
import type { Role } from '../../../shared/core/library.ts';
import { defaultPushFields, type FieldName } from '../../../shared/core/registry.ts';
import { type BridgeInput, ruleInput } from '../../state/bridges.ts';

/** A bridge while it is set up or changed. */
export interface Draft {
  readonly name: string;
  readonly members: readonly { readonly library: string; readonly role: Role }[];
  readonly fields: readonly FieldName[];
  readonly where: string;
  readonly rules: readonly Rule[];
  readonly trigger: Trigger;
  readonly families: readonly FamilyKind[];
}

export const emptyDraft: Draft = {
  name: '',
  members: [],
  fields: defaultPushFields,
  where: '',
  rules: [],
  trigger: { kind: 'manual' },
  families: [],
};

export const draftOf = (bridge: BridgeView): Draft => ({
  name: bridge.name,
  members: bridge.members,
  fields: bridge.fields ?? defaultPushFields,
  where: bridge.filter ?? '',
  rules: bridge.rules,
  trigger: bridge.trigger,
  families: bridge.families ?? [],
});

/** What is missing before the bridge can be made, in words; undefined when nothing is. */
export function missing(draft: Draft): string | undefined {
  if (draft.name.trim() === '') return 'Give the bridge a name.';
  if (draft.members.length === 0) return 'Choose the libraries.';
  if (draft.members.length < 2 && draft.families.length === 0) return 'Choose at least two libraries.';
  if (!draft.members.some(({ role }) => role !== 'target')) return 'At least one library has to give.';
  if (!draft.members.some(({ role }) => role !== 'source')) return 'At least one library has to take.';
  if (draft.fields.length === 0) return 'Choose at least one field.';
  if (draft.trigger.kind === 'schedule' && draft.trigger.cron.trim() === '') return 'Say when to sync.';
  return undefined;
}

export const inputOf = (draft: Draft): BridgeInput => ({
  name: draft.name.trim(),
  members: draft.members.map(({ library, role }) => ({ library, role })),
  fields: [...draft.fields],
  where: draft.where.trim(),
  rules: draft.rules.map(ruleInput),
  trigger: draft.trigger,
  families: [...draft.families],
});
