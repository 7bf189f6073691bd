import { sameValue } from '../../core/equal.ts';
import type { ReconcileInput, ReconcileOutcome, ReconcileSide } from '../../core/reconcile.ts';
import { type FieldName, fieldDef } from '../../core/registry.ts';
import { applyRules } from '../../core/rules.ts';
import type { MaybeValue } from '../../core/value.ts';
import { type ActiveBridge, clearable, type Unwritable, unwritable } from './active-bridge.ts';
import { comparedIn, fieldsOf, inStep, kinOf, ownerOf } from './kin.ts';
import {
  absorb,
  addLosers,
  addNotes,
  baseOf,
  type Copy,
  heldFor,
  hubOf,
  moveBase,
  moveHub,
  type PhotoState,
} from './photo-state.ts';

/** Before this plan the copy was blank and had never been in step: it had nothing to say. */
const wasSilent = (
  state: PhotoState,
  bridge: ActiveBridge,
  { file, found }: Copy,
  field: FieldName,
): boolean =>
  (found.get(field) ?? null) === null && state.bases.get(file.id)?.get(bridge.id)?.get(field) === undefined;

/** A bridge has just changed its mind about the field: what it plans for a copy is somebody's change. */
const isDecidedAnew = (state: PhotoState, field: FieldName): boolean =>
  [...state.moves.values()].some(
    ({ field: moved, hub }) =>
      moved === field &&
      hub?.before.value !== undefined &&
      JSON.stringify(hub.before) !== JSON.stringify(hub.after),
  );

/** One copy as `reconcile` sees it. */
export function sideOf(state: PhotoState, bridge: ActiveBridge, copy: Copy, field: FieldName): ReconcileSide {
  const base = baseOf(state, bridge.id, copy.file.id, field);
  const role = bridge.roles.get(copy.library.id) ?? 'both';
  return {
    file: copy.file.id,
    // A text that nobody can decode is not empty: the copy takes no part in this field.
    readable: copy.readable && copy.file.snapshot?.unreadable?.includes(field) !== true,
    value: copy.values.get(field) ?? null,
    ...(base === undefined ? {} : { base }),
    role,
    writable: unwritable(copy, role) === undefined,
    clearable: clearable(copy, field),
    ...(wasSilent(state, bridge, copy, field) && !isDecidedAnew(state, field) ? { planned: true } : {}),
  };
}

/** In `all`, libraries that share a bridge speak with one voice: while they differ, the field waits for their bridge. */
function waitsForOwnBridge(bridge: ActiveBridge, copies: readonly Copy[], field: FieldName): boolean {
  const def = fieldDef(field);
  return copies.some((copy, at) =>
    copies
      .slice(at + 1)
      .some(
        (other) =>
          copy.readable &&
          other.readable &&
          !bridge.compares(copy.library.id, other.library.id) &&
          !sameValue(def, copy.values.get(field) ?? null, other.values.get(field) ?? null),
      ),
  );
}

/** What is known of one field of a photo, or of a family, in one bridge, and what follows from it. */
export interface Verdict {
  readonly field: FieldName;
  /** The photos it is about; more than one: they are a family. */
  readonly states: readonly PhotoState[];
  readonly copies: readonly Copy[];
  readonly input: ReconcileInput;
  readonly outcome: ReconcileOutcome;
  /** Photos of a family that are not in step yet come to rest first, each by itself; then they meet. */
  readonly meetsLater?: boolean;
}

/** A field of some copies as `reconcile` takes it. `meeting`: nothing that was decided or in step before counts. */
function inputOf(
  states: readonly PhotoState[],
  bridge: ActiveBridge,
  copies: readonly Copy[],
  field: FieldName,
  meeting: boolean,
): ReconcileInput {
  const hub = meeting ? undefined : hubOf(states[0]!, bridge.id, field);
  const sides = copies.map((copy) => sideOf(ownerOf(states, copy.file.id), bridge, copy, field));
  return {
    field: fieldDef(field),
    ...(hub === undefined ? {} : { hub }),
    sides: meeting ? sides.map(({ base: _, ...side }) => side) : sides,
    held: states.some((state) => heldFor(state, bridge.id, field) !== undefined),
    renames: states.flatMap((state) => state.renames),
  };
}

function judgeTogether(
  states: readonly PhotoState[],
  bridge: ActiveBridge,
  field: FieldName,
  meeting = false,
): Verdict | undefined {
  const copies = comparedIn(states, bridge, field);
  if (copies.length < 2 || waitsForOwnBridge(bridge, copies, field)) return undefined;
  const input = inputOf(states, bridge, copies, field, meeting);
  const libraries = new Map(copies.map((copy) => [copy.file.id, copy.library.id]));
  const outcome = applyRules(input, bridge.rules, {
    libraryOf: (file) => libraries.get(file) ?? '',
    seenAt: (file) => ownerOf(states, file).appeared.get(file)?.get(field),
  });
  return { field, states, copies, input, outcome };
}

const isAtRest = ({ outcome }: Verdict) =>
  outcome.conflict === undefined && outcome.hub === undefined && outcome.writes.length === 0;

/** Whether a copy of every group can be asked: what was decided of a photo does not give way while none can. */
function canMeet(groups: readonly PhotoState[][], bridge: ActiveBridge, field: FieldName): boolean {
  const compared = new Set(comparedIn(groups.flat(), bridge, field));
  return groups.every((group) =>
    group.some((state) =>
      state.copies.some((copy) => compared.has(copy) && sideOf(state, bridge, copy, field).readable),
    ),
  );
}

/**
 * What the bridge makes of one field; empty where it has nothing to compare. Changes nothing. A family is told of at
 * its first photo. Photos of it that have not met yet are judged each by itself, so that what changed among their own
 * copies is not taken for a difference; once they are at rest they meet, as libraries do in a first sync.
 */
export function judgeField(state: PhotoState, bridge: ActiveBridge, field: FieldName): Verdict[] {
  if (!bridge.fields.has(field)) return [];
  const kin = kinOf(state, bridge, field);
  if (kin[0] !== state) return [];
  const groups = inStep(kin, bridge, field);
  const apart = groups.flatMap((group) => judgeTogether(group, bridge, field) ?? []);
  if (groups.length === 1) return apart;
  if (!apart.every(isAtRest)) return apart.map((verdict) => ({ ...verdict, meetsLater: true }));
  if (!canMeet(groups, bridge, field)) return apart;
  return [judgeTogether(kin, bridge, field, true) ?? []].flat();
}

/** Every field of a photo that the bridge compares; at the first of a family, those of the family. */
export const judgePhoto = (state: PhotoState, bridge: ActiveBridge): Verdict[] =>
  [...fieldsOf(state, bridge)].flatMap((field) => judgeField(state, bridge, field));

/**
 * Lays an outcome over a photo, or over the photos of a family that are in step from then on: hubs, bases, losers,
 * values to be written.
 */
export function follow(
  states: readonly PhotoState[],
  bridge: ActiveBridge,
  field: FieldName,
  outcome: ReconcileOutcome,
): void {
  const { id } = bridge;
  const owner = (file: number) => ownerOf(states, file);
  if (outcome.hub !== undefined) for (const state of states) moveHub(state, id, field, outcome.hub);
  const absorbed = absorbedOf(states, bridge, field, outcome);
  // What a copy absorbs gives way to its base again once it is written.
  for (const { file, value } of outcome.bases)
    if (absorbed.has(file) || !isBase(owner(file), id, file, field, value))
      moveBase(owner(file), id, file, field, value);
  for (const [file, value] of absorbed) absorb(owner(file), id, file, field, value);
  for (const loser of outcome.losers) addLosers(owner(loser.file), id, field, [loser]);
  addNotes(states[0]!, id, field, outcome.notes ?? []);
  if (states.length > 1) for (const write of outcome.writes) noteKin(owner(write.file), field, write);
  for (const write of outcome.writes) setValue(owner(write.file), write.file, field, write.after);
}

/**
 * What copies that are to be written have as their base until then: what they hold. Where a bridge gone over before
 * plans another value for a copy, that is not what it holds yet; with it for a base, a copy that could not be written
 * would seem to have taken the difference away. A target's own changes are in no hub.
 */
function absorbedOf(
  states: readonly PhotoState[],
  bridge: ActiveBridge,
  field: FieldName,
  { absorbed, bases }: ReconcileOutcome,
): ReadonlyMap<number, MaybeValue> {
  const values = new Map(absorbed.map(({ file, value }) => [file, value]));
  for (const { file } of [...absorbed, ...bases]) {
    const state = ownerOf(states, file);
    const copy = state.copies.find((one) => one.file.id === file)!;
    const own = copy.found.get(field) ?? null;
    if (own === (copy.values.get(field) ?? null) || bridge.roles.get(copy.library.id) === 'target') continue;
    if (wasSilent(state, bridge, copy, field)) values.delete(file);
    else values.set(file, own);
  }
  return values;
}

type Write = ReconcileOutcome['writes'][number];

/** A value that no copy of the photo had comes from its family. */
function noteKin(state: PhotoState, field: FieldName, { file, after }: Write): void {
  const isOwn = state.copies.some((copy) => sameValue(fieldDef(field), copy.found.get(field) ?? null, after));
  if (!isOwn) state.copies.find((copy) => copy.file.id === file)?.fromKin.add(field);
}

const isBase = (state: PhotoState, bridge: string, file: number, field: FieldName, value: MaybeValue) =>
  JSON.stringify(baseOf(state, bridge, file, field)) === JSON.stringify(value);

/** Plans a value for a copy. */
export function setValue(state: PhotoState, file: number, field: FieldName, value: MaybeValue): void {
  const copy = state.copies.find((one) => one.file.id === file);
  if (value === null) copy?.values.delete(field);
  else copy?.values.set(field, value);
}

/** Copies that should take the decided value and cannot be written, with the reason. */
export function waiting(bridge: ActiveBridge, verdict: Verdict): { file: number; reason: Unwritable }[] {
  const hub = hubOf(verdict.states[0]!, bridge.id, verdict.field);
  if (hub === undefined || verdict.outcome.conflict) return [];
  return verdict.copies.flatMap((copy) => {
    const stays = hub === null && !clearable(copy, verdict.field) ? ('staysInFile' as const) : undefined;
    const reason = unwritable(copy, bridge.roles.get(copy.library.id)) ?? stays;
    const value = copy.values.get(verdict.field) ?? null;
    return reason && reason !== 'source' && !sameValue(fieldDef(verdict.field), value, hub)
      ? [{ file: copy.file.id, reason }]
      : [];
  });
}
