import { sameValue } from '../../core/equal.ts';
import type { ReconcileInput, ReconcileOutcome, ReconcileSide } from '../../core/reconcile.ts';
import { type FieldName, fieldDef } from '../../core/registry.ts';
import { applyRules } from '../../core/rules.ts';
import type { MaybeValue } from '../../core/value.ts';
import { type ActiveBridge, copiesIn, type Unwritable, unwritable } from './active-bridge.ts';
import {
  absorb,
  addLosers,
  addNotes,
  baseOf,
  type Copy,
  heldFor,
  hubOf,
  livelyFields,
  moveBase,
  moveHub,
  type PhotoState,
} from './photo-state.ts';

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

/** What is known of one field of one photo in one bridge, and what follows from it. */
export interface Verdict {
  readonly field: FieldName;
  readonly copies: readonly Copy[];
  readonly input: ReconcileInput;
  readonly outcome: ReconcileOutcome;
}

/** A field of some copies as `reconcile` takes it. */
export function inputOf(
  state: PhotoState,
  bridge: ActiveBridge,
  copies: readonly Copy[],
  field: FieldName,
): ReconcileInput {
  const hub = hubOf(state, bridge.id, field);
  return {
    field: fieldDef(field),
    ...(hub === undefined ? {} : { hub }),
    sides: copies.map((copy) => sideOf(state, bridge, copy, field)),
    held: heldFor(state, bridge.id, field) !== undefined,
    renames: state.renames,
  };
}

/** What the bridge makes of one field; undefined where it has nothing to compare. Changes nothing. */
export function judgeField(
  state: PhotoState,
  bridge: ActiveBridge,
  members: readonly Copy[],
  field: FieldName,
): Verdict | undefined {
  if (!bridge.fields.has(field)) return undefined;
  const copies = members.filter((copy) => !bridge.keeps(copy.library.id, field));
  if (copies.length < 2 || waitsForOwnBridge(bridge, copies, field)) return undefined;
  const input = inputOf(state, bridge, copies, field);
  const libraries = new Map(copies.map((copy) => [copy.file.id, copy.library.id]));
  const outcome = applyRules(input, bridge.rules, {
    libraryOf: (file) => libraries.get(file) ?? '',
    seenAt: (file) => state.appeared.get(file)?.get(field),
  });
  return { field, copies, input, outcome };
}

/** Every field of a photo that the bridge compares. */
export function judgePhoto(state: PhotoState, bridge: ActiveBridge): Verdict[] {
  const members = copiesIn(bridge, state);
  if (members.length < 2) return [];
  return [...livelyFields(state, bridge.id)].flatMap(
    (field) => judgeField(state, bridge, members, field) ?? [],
  );
}

/** Lays an outcome over the photo: hub, bases, losers, values to be written. */
export function follow(state: PhotoState, bridge: string, field: FieldName, outcome: ReconcileOutcome): void {
  if (outcome.hub !== undefined) moveHub(state, bridge, field, outcome.hub);
  for (const { file, value } of outcome.bases) {
    if (!isBase(state, bridge, file, field, value)) moveBase(state, bridge, file, field, value);
  }
  for (const { file, value } of outcome.absorbed) absorb(state, bridge, file, field, value);
  addLosers(state, bridge, field, outcome.losers);
  addNotes(state, bridge, field, outcome.notes ?? []);
  for (const write of outcome.writes) setValue(state, write.file, field, write.after);
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
export function waiting(
  state: PhotoState,
  bridge: ActiveBridge,
  verdict: Verdict,
): { file: number; reason: Unwritable }[] {
  const hub = hubOf(state, bridge.id, verdict.field);
  if (hub === undefined || verdict.outcome.conflict) return [];
  return verdict.copies.flatMap((copy) => {
    const reason = unwritable(copy, bridge.roles.get(copy.library.id));
    const value = copy.values.get(verdict.field) ?? null;
    return reason && reason !== 'source' && !sameValue(fieldDef(verdict.field), value, hub)
      ? [{ file: copy.file.id, reason }]
      : [];
  });
}
