import type { KeywordRename } from '../../../shared/core/equal/keywords.ts';
import type { Role } from '../../../shared/core/library.ts';
import type { ReconcileInput } from '../../../shared/core/reconcile.ts';
import type { MaybeValue } from '../../../shared/core/value.ts';
import type { MergeCore } from './core.ts';
import type { Dice } from './dice.ts';
import type { Kind } from './kind.ts';
import { type Ledger, newLedger } from './ledger.ts';
import { namesOf } from './names.ts';

/** One field of one copy: what its file holds, and what the index remembers of it. */
export interface Cell {
  stored: MaybeValue;
  base: MaybeValue | undefined;
  written: { meant: MaybeValue; readBack: MaybeValue } | undefined;
}

export interface Replica {
  readonly file: number;
  readonly role: Role;
  readonly writable: boolean;
  /** Characters its format keeps of a text; undefined: all. */
  readonly cut: number | undefined;
  online: boolean;
  readonly cells: Cell[];
}

/** One field across all copies. `undo` is the state before the last sync, while nothing changed since. */
export interface FieldState {
  readonly kind: Kind;
  hub: MaybeValue | undefined;
  held: boolean;
  ledger: Ledger;
  /** Keywords renamed in the app. */
  readonly renames: KeywordRename[];
  undo: string | undefined;
}

export interface World {
  readonly core: MergeCore;
  readonly replicas: readonly Replica[];
  readonly fields: readonly FieldState[];
  /** Edits so far, to make every edit unlike the others. */
  edits: number;
  readonly counts: Counts;
}

/** What a batch of histories went through: proof that it went anywhere. */
export interface Counts {
  syncs: number;
  conflicts: number;
  crashes: number;
  recovered: number;
  undone: number;
  lossyEdits: number;
  renames: number;
}

export const newCounts = (): Counts => ({
  syncs: 0,
  conflicts: 0,
  crashes: 0,
  recovered: 0,
  undone: 0,
  lossyEdits: 0,
  renames: 0,
});

/** What a copy's file says, as meant. */
export const meantValue = (world: World, replica: Replica, at: number): MaybeValue => {
  const { stored, written } = replica.cells[at]!;
  const { field } = world.fields[at]!.kind;
  return written ? world.core.asMeant(field, stored, written.meant, written.readBack) : stored;
};

export const inputOf = (world: World, at: number, unreadable?: number): ReconcileInput => ({
  field: world.fields[at]!.kind.field,
  hub: world.fields[at]!.hub,
  held: world.fields[at]!.held,
  renames: world.fields[at]!.renames,
  sides: world.replicas.map((replica) => {
    const readable = replica.online && replica.file !== unreadable;
    return {
      file: replica.file,
      readable,
      // What an unreadable copy seems to hold must not matter.
      value: readable ? meantValue(world, replica, at) : null,
      base: replica.cells[at]!.base,
      role: replica.role,
      writable: replica.writable,
    };
  }),
});

const roleOf = (dice: Dice): Pick<Replica, 'role' | 'writable'> => {
  const kind = dice.roll(10);
  if (kind === 0) return { role: 'source', writable: true };
  if (kind === 1) return { role: 'target', writable: true };
  return { role: 'both', writable: kind !== 2 };
};

/** Two to four copies that were never in step, some lossy, with a scalar and a set. */
export const newWorld = (core: MergeCore, kinds: readonly Kind[], dice: Dice, counts: Counts): World => {
  const fields = kinds.map((kind): FieldState => {
    const renames: KeywordRename[] = [];
    const ledger = newLedger((path) => namesOf(path, renames));
    return { kind, hub: undefined, held: false, ledger, renames, undo: undefined };
  });
  const plain = dice.roll(2) === 0;
  const replicas = Array.from({ length: 2 + dice.roll(3) }, (_, at): Replica => {
    const cut = dice.roll(3) === 0 ? 4 + dice.roll(4) : undefined;
    const cells = fields.map(
      ({ kind }): Cell => ({
        stored: kind.store(kind.start(dice), cut),
        base: undefined,
        written: undefined,
      }),
    );
    return {
      file: at + 1,
      cut,
      online: true,
      cells,
      ...(plain ? { role: 'both', writable: true } : roleOf(dice)),
    };
  });
  fields.forEach((field, at) => {
    if (field.kind.isSet)
      for (const replica of replicas)
        field.ledger.started(replica, field.kind.parts(replica.cells[at]!.stored));
  });
  return { core, replicas, fields, edits: 0, counts };
};
