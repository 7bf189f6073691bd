// What a bridge's rules say of a library and a field, in the judge's own words.
import type { Rule, RuleKind } from '../../../shared/core/bridge.ts';
import type { StageBridge } from './stage.ts';

const about = ({ rules }: StageBridge, field: string, ...kinds: readonly RuleKind[]): Rule[] =>
  rules.filter((rule) => (rule.field === field || rule.field === '*') && kinds.includes(rule.kind));

export const hasRule = (bridge: StageBridge, field: string, ...kinds: readonly RuleKind[]): boolean =>
  about(bridge, field, ...kinds).length > 0;

export const roleIn = (bridge: StageBridge, library: string) =>
  bridge.members.find((member) => member.library === library)?.role;

export const hasField = (bridge: StageBridge, field: string): boolean =>
  bridge.fields === null || bridge.fields.some((name) => name === field);

/** The library keeps the field to itself: nothing goes out, nothing comes in. */
export const isShutOut = (bridge: StageBridge, library: string, field: string): boolean =>
  about(bridge, field, 'neverLeaves').some((rule) => (rule.to ?? rule.library ?? rule.from) === library);

/** The library takes what others decide, and has no say. */
export const isMirror = (bridge: StageBridge, library: string, field: string): boolean =>
  about(bridge, field, 'mirror').some((rule) => (rule.to ?? rule.library) === library);

/** Who takes part in a field. */
export const partners = (bridge: StageBridge, field: string) =>
  hasField(bridge, field) ? bridge.members.filter(({ library }) => !isShutOut(bridge, library, field)) : [];

/** Whether a sync of the bridge may write the field in the library at all. */
export const mayWrite = (bridge: StageBridge, library: string, field: string): boolean =>
  partners(bridge, field).some((member) => member.library === library && member.role !== 'source');

/** Every keyword of one member reaches all: no rule of the bridge stands in between. */
export const isOpen = (bridge: StageBridge): boolean =>
  bridge.filter === null &&
  hasField(bridge, 'keywords') &&
  !hasRule(bridge, 'keywords', 'fillBlanks', 'neverLeaves', 'mirror');
