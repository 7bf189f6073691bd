import type { BridgeView } from '../../../shared/api/views.ts';
import type { Rule } from '../../../shared/core/bridge.ts';
import type { FamilyKind } from '../../../shared/core/family.ts';
import type { Role } from '../../../shared/core/library.ts';
import { defaultPushFields, type FieldName } from '../../../shared/core/registry.ts';
import { type BridgeInput, ruleInput } from '../../state/bridges.ts';
import type { RuleDraft } from './rule-draft.ts';
import { triggerOf, type When, whenOf } from './when.ts';

/** A bridge while it is set up or changed. */
export interface Draft {
  readonly name: string;
  readonly members: readonly { readonly library: string; readonly role: Role }[];
  readonly fields: readonly FieldName[];
  readonly where: string;
  readonly rules: readonly Rule[];
  /** A rule that is put together and not added yet; undefined: nobody began one. */
  readonly newRule: RuleDraft | undefined;
  readonly when: When;
  readonly families: readonly FamilyKind[];
}

export const emptyDraft: Draft = {
  name: '',
  members: [],
  fields: defaultPushFields,
  where: '',
  rules: [],
  newRule: undefined,
  when: whenOf({ kind: 'manual' }),
  families: [],
};

export const draftOf = (bridge: BridgeView): Draft => ({
  name: bridge.name,
  members: bridge.members,
  fields: bridge.fields ?? defaultPushFields,
  where: bridge.filter ?? '',
  rules: bridge.rules,
  newRule: undefined,
  when: whenOf(bridge.trigger),
  families: bridge.families ?? [],
});

export const inputOf = (draft: Draft): BridgeInput => ({
  name: draft.name.trim(),
  members: draft.members.map(({ library, role }) => ({ library, role })),
  fields: [...draft.fields],
  where: draft.where.trim(),
  rules: draft.rules.map(ruleInput),
  trigger: triggerOf(draft.when),
  families: [...draft.families],
});

export const memberNames = ({ members }: Pick<Draft, 'members'>): string[] =>
  members.map(({ library }) => library);
