import { sameValue } from '../../core/equal.ts';
import { type FieldName, fieldDef } from '../../core/registry.ts';
import { type ActiveBridge, copiesIn } from './active-bridge.ts';
import { type Copy, hubOf, livelyFields, type PhotoState } from './photo-state.ts';

/** The photos that decide a field together in a bridge: the family where the field travels, else the photo alone. */
export const kinOf = (state: PhotoState, bridge: ActiveBridge, field: FieldName): readonly PhotoState[] =>
  (bridge.travels(field) ? state.kin.get(bridge.id) : undefined) ?? [state];

/** The photo of some that a file is a copy of. */
export const ownerOf = (states: readonly PhotoState[], file: number): PhotoState =>
  states.find((state) => state.copies.some((copy) => copy.file.id === file)) ?? states[0]!;

/** Every field that is to be looked at for a photo, or at the first of a family for all of it. */
export function fieldsOf(state: PhotoState, bridge: ActiveBridge): Set<FieldName> {
  const family = state.kin.get(bridge.id) ?? [state];
  const told = family[0] === state ? family : [state];
  return new Set(told.flatMap((one) => [...livelyFields(one, bridge.id)]));
}

/** The copies of some photos that the bridge compares in a field. */
export const comparedIn = (states: readonly PhotoState[], bridge: ActiveBridge, field: FieldName): Copy[] =>
  copiesIn(
    bridge,
    states.flatMap((state) => state.copies),
  ).filter((copy) => !bridge.keeps(copy.library.id, field));

/**
 * Photos of a family by what was decided last of them: those with the same are in step, and their bases count for all
 * of them. A photo of which nothing was decided yet has met none of the others.
 */
export function inStep(kin: readonly PhotoState[], bridge: ActiveBridge, field: FieldName): PhotoState[][] {
  const groups: PhotoState[][] = [];
  for (const state of kin) {
    const hub = hubOf(state, bridge.id, field);
    const group = groups.find((others) => {
      const theirs = hubOf(others[0]!, bridge.id, field);
      return hub !== undefined && theirs !== undefined && sameValue(fieldDef(field), hub, theirs);
    });
    if (group) group.push(state);
    else groups.push([state]);
  }
  return groups;
}

/** The photos whose hub moves with this one's. */
export const withSameHub = (
  state: PhotoState,
  bridge: ActiveBridge,
  field: FieldName,
): readonly PhotoState[] =>
  inStep(kinOf(state, bridge, field), bridge, field).find((group) => group.includes(state)) ?? [state];
