import type { KeywordRename } from '../../core/equal/keywords.ts';
import type { MergeNote } from '../../core/reconcile.ts';
import type { FieldName } from '../../core/registry.ts';
import type { Appeared } from '../../core/rules.ts';
import type { MaybeValue } from '../../core/value.ts';
import type { Slot } from '../db/decisions.ts';
import type { FileRow } from '../db/files.ts';
import type { LibraryRow } from '../db/libraries.ts';

/** One copy of a photo, values as meant; `null` and absent are both empty. */
export interface Copy {
  readonly file: FileRow;
  readonly library: LibraryRow;
  /** False: offline or unreadable. It takes part in nothing, its base is kept. */
  readonly readable: boolean;
  readonly found: ReadonlyMap<FieldName, MaybeValue>;
  /** It failed lately: it has its say, and is left alone for a while. */
  resting?: boolean;
  /** With the changes planned so far. */
  readonly values: Map<FieldName, MaybeValue>;
  /** Fields of which the planned value comes from another photo of the family. */
  readonly fromKin: Set<FieldName>;
}

/** What a plan moves of one field in one bridge: where from, where to. */
export interface Move {
  readonly bridge: string;
  readonly field: FieldName;
  hub: { readonly before: Slot; after: Slot } | undefined;
  readonly bases: Map<number, { readonly before: Slot; after: Slot }>;
  /** Bases that copies to be written get before that: their own changes are in the hub from then on. */
  readonly absorbed: Map<number, MaybeValue>;
  held: { readonly before: string | undefined; after: string | undefined } | undefined;
  readonly losers: { file: number; value: MaybeValue }[];
  /** Findings of the merge, each once. */
  readonly notes: Map<string, MergeNote>;
}

type Fields<T> = ReadonlyMap<string, ReadonlyMap<FieldName, T>>;

/** A photo while a plan is made: what the index knows, with the plan's own moves laid over it. */
export interface PhotoState {
  readonly photo: number;
  readonly copies: readonly Copy[];
  readonly hubs: Fields<MaybeValue>;
  /** By file. */
  readonly bases: ReadonlyMap<number, Fields<MaybeValue>>;
  /** Between when and when the values of a file appeared. */
  readonly appeared: ReadonlyMap<number, ReadonlyMap<FieldName, Appeared>>;
  readonly held: Fields<string>;
  /** Keywords renamed in the app, oldest first. */
  readonly renames: readonly KeywordRename[];
  readonly moves: Map<string, Move>;
  /** By bridge: the photos of its family that take part there, itself among them, by id. None: it has no family. */
  readonly kin: Map<string, readonly PhotoState[]>;
}

const slot = (value: MaybeValue | undefined): Slot => (value === undefined ? {} : { value });

function moveOf(state: PhotoState, bridge: string, field: FieldName): Move {
  const key = `${bridge} ${field}`;
  let move = state.moves.get(key);
  if (!move) {
    move = {
      bridge,
      field,
      hub: undefined,
      bases: new Map(),
      absorbed: new Map(),
      held: undefined,
      losers: [],
      notes: new Map(),
    };
    state.moves.set(key, move);
  }
  return move;
}

const plannedMove = (state: PhotoState, bridge: string, field: FieldName): Move | undefined =>
  state.moves.get(`${bridge} ${field}`);

/** The hub; `undefined`: never decided. */
export function hubOf(state: PhotoState, bridge: string, field: FieldName): MaybeValue | undefined {
  const planned = plannedMove(state, bridge, field)?.hub;
  return planned ? planned.after.value : state.hubs.get(bridge)?.get(field);
}

/** The base of one file; `undefined`: never in step. */
export function baseOf(
  state: PhotoState,
  bridge: string,
  file: number,
  field: FieldName,
): MaybeValue | undefined {
  const planned = plannedMove(state, bridge, field)?.bases.get(file);
  return planned ? planned.after.value : state.bases.get(file)?.get(bridge)?.get(field);
}

/** The undone run that a field is held for. */
export function heldFor(state: PhotoState, bridge: string, field: FieldName): string | undefined {
  const planned = plannedMove(state, bridge, field)?.held;
  return planned ? planned.after : state.held.get(bridge)?.get(field);
}

export function moveHub(
  state: PhotoState,
  bridge: string,
  field: FieldName,
  value: MaybeValue | undefined,
): void {
  const move = moveOf(state, bridge, field);
  const before = move.hub?.before ?? slot(state.hubs.get(bridge)?.get(field));
  move.hub = { before, after: slot(value) };
}

export function moveBase(
  state: PhotoState,
  bridge: string,
  file: number,
  field: FieldName,
  value: MaybeValue | undefined,
): void {
  const move = moveOf(state, bridge, field);
  const before = move.bases.get(file)?.before ?? slot(state.bases.get(file)?.get(bridge)?.get(field));
  move.bases.set(file, { before, after: slot(value) });
}

/** The base a copy gets with the hub, before it is written. */
export function absorb(
  state: PhotoState,
  bridge: string,
  file: number,
  field: FieldName,
  value: MaybeValue,
): void {
  moveOf(state, bridge, field).absorbed.set(file, value);
}

/** Holds the field for an undone run, or lets it go. */
export function moveHeld(state: PhotoState, bridge: string, field: FieldName, run: string | undefined): void {
  const move = moveOf(state, bridge, field);
  const before = move.held ? move.held.before : state.held.get(bridge)?.get(field);
  move.held = { before, after: run };
}

/** A person, or agreement, decided what was held of some photos. */
export function letGo(states: readonly PhotoState[], bridge: string, field: FieldName): void {
  for (const state of states)
    if (heldFor(state, bridge, field) !== undefined) moveHeld(state, bridge, field, undefined);
}

/** Values that lose; they are kept when the plan runs. */
export function addLosers(
  state: PhotoState,
  bridge: string,
  field: FieldName,
  losers: readonly { readonly file: number; readonly value: MaybeValue }[],
): void {
  if (losers.length > 0) moveOf(state, bridge, field).losers.push(...losers);
}

/** Findings that are shown with the plan. */
export function addNotes(
  state: PhotoState,
  bridge: string,
  field: FieldName,
  notes: readonly MergeNote[],
): void {
  for (const note of notes) moveOf(state, bridge, field).notes.set(JSON.stringify(note), note);
}

/** Every field that some copy holds, a hub or a base knows of, or that is held. Others are empty everywhere. */
export function livelyFields(state: PhotoState, bridge: string): Set<FieldName> {
  const all = new Set<FieldName>(state.hubs.get(bridge)?.keys());
  for (const field of state.held.get(bridge)?.keys() ?? []) all.add(field);
  for (const copy of state.copies) {
    for (const field of copy.values.keys()) all.add(field);
    for (const field of state.bases.get(copy.file.id)?.get(bridge)?.keys() ?? []) all.add(field);
  }
  return all;
}
