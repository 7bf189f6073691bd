import type { ReconcileInput, ReconcileOutcome } from '../../../shared/core/reconcile.ts';
import type { Take } from '../../../shared/core/resolve.ts';
import type { MaybeValue } from '../../../shared/core/value.ts';
import type { Dice } from './dice.ts';
import { judge, must } from './judge.ts';
import { bare, textKind } from './kinds.ts';
import { renamed } from './names.ts';
import { inputOf, meantValue, type Replica, type World } from './world.ts';

/** What goes wrong in a sync: the power at one write, a locked file, a file that cannot be read. */
export interface Trouble {
  /** Counts writes of the whole sync; negative: no crash. */
  crashAt: number;
  /** The crash comes after the file was replaced and before the index heard of it. */
  readonly afterReplace: boolean;
  readonly locked?: number | undefined;
  readonly unreadable?: number | undefined;
}

export const calm = (): Trouble => ({ crashAt: -1, afterReplace: false });

const same = (a: MaybeValue, b: MaybeValue) => JSON.stringify(a) === JSON.stringify(b);

const partsHeld = (world: World, at: number): string[] =>
  world.replicas.flatMap((replica) => world.fields[at]!.kind.parts(meantValue(world, replica, at)));

/** A person edits what the copy's own program shows. */
export const edit = (world: World, replica: Replica, at: number, dice: Dice): void => {
  const { kind, ledger } = world.fields[at]!;
  const cell = replica.cells[at]!;
  const before = meantValue(world, replica, at);
  world.edits += 1;
  const next = kind.store(kind.edit(cell.stored, world.edits, dice), replica.cut);
  if (same(next, cell.stored)) return;
  if (cell.written && !same(cell.written.meant, cell.written.readBack)) world.counts.lossyEdits += 1;
  cell.stored = next;
  world.fields[at]!.undo = undefined;
  const after = meantValue(world, replica, at);
  if (kind === textKind) ledger.wrote(after, before);
  if (kind.isSet) ledger.edited(replica, bare(kind.parts(before)), bare(kind.parts(after)));
};

const TOPS = ['a', 'd', 'r', 'r|s', 'd|e|t'];

/** A person renames a keyword in the app: a copy that can be written gets it at once, and the app remembers. */
export const renameInApp = (world: World, replica: Replica, at: number, dice: Dice): void => {
  const { kind, ledger, renames } = world.fields[at]!;
  const cell = replica.cells[at]!;
  const shown = bare(kind.parts(meantValue(world, replica, at)));
  if (!replica.online || !replica.writable || shown.length === 0) return;
  const levels = dice.pick(shown).split('|');
  const rename = { from: levels.slice(0, 1 + dice.roll(levels.length)).join('|'), to: dice.pick(TOPS) };
  const after = bare([...new Set(shown.map((path) => renamed(path, rename)))]);
  if (same([...after].sort(), [...shown].sort())) return;
  cell.stored = kind.store(after, replica.cut);
  cell.written = { meant: after, readBack: cell.stored };
  world.fields[at]!.undo = undefined;
  renames.push(rename);
  ledger.edited(replica, shown, after);
  world.counts.renames += 1;
};

/** Saves for undo what one field looks like; only files that are all there can be undone in this model. */
const remember = (world: World, at: number) => {
  const field = world.fields[at]!;
  const cells = world.replicas.map((replica) => ({ ...replica.cells[at]! }));
  const ledger = field.ledger.copy();
  const { hub, held } = field;
  return () => {
    for (const [index, replica] of world.replicas.entries()) Object.assign(replica.cells[at]!, cells[index]!);
    Object.assign(field, { hub, ledger, held });
  };
};

const undos = new WeakMap<World, Map<number, () => void>>();

/**
 * Carries a decision out in the order that `ReconcileOutcome` asks for: hub, bases of unwritten copies and absorbed
 * ones at once; then each write, journalled with its expected read-back. False where the power went.
 */
const carryOut = (world: World, at: number, outcome: ReconcileOutcome, trouble: Trouble): boolean => {
  const field = world.fields[at]!;
  const cellOf = (file: number) => world.replicas[file - 1]!.cells[at]!;
  const written = new Set(outcome.writes.map((write) => write.file));
  if ('hub' in outcome) field.hub = outcome.hub;
  for (const { file, value } of outcome.absorbed) cellOf(file).base = value;
  for (const { file, value } of outcome.bases) if (!written.has(file)) cellOf(file).base = value;
  for (const write of outcome.writes) {
    const replica = world.replicas[write.file - 1]!;
    must(
      replica.writable && replica.role !== 'source' && replica.online,
      18,
      'a copy is written that must not be',
    );
    if (write.file === trouble.locked) continue;
    const expected = field.kind.store(write.after, replica.cut);
    const base = outcome.bases.find(({ file }) => file === write.file);
    const crash = trouble.crashAt === 0;
    trouble.crashAt -= 1;
    if (crash) world.counts.crashes += 1;
    if (crash && !trouble.afterReplace) return false;
    const cell = cellOf(write.file);
    cell.stored = expected;
    // After a crash the journal's expected read-back is found in the file and adopted: the same as a finished write.
    cell.written = { meant: write.after, readBack: expected };
    cell.base = base!.value;
    if (crash) world.counts.recovered += 1;
    if (crash) return false;
  }
  return true;
};

const heard = (world: World, at: number, input: ReconcileInput) => {
  if (world.fields[at]!.hub === undefined) return;
  for (const side of input.sides) if (side.readable) world.fields[at]!.ledger.synced(side);
};

/** Syncs all fields of all copies that are there; each merge is judged. True where a field is in conflict. */
export const sync = (world: World, trouble: Trouble): boolean => {
  let conflict = false;
  world.counts.syncs += 1;
  const back = new Map<number, () => void>();
  for (const at of world.fields.keys()) {
    const input = inputOf(world, at, trouble.unreadable);
    const outcome = world.core.reconcileField(input);
    judge(world.core, world.fields[at]!.kind, input, outcome);
    world.fields[at]!.undo = undefined;
    if (outcome.conflict) {
      conflict = true;
      continue;
    }
    if (world.fields[at]!.held && input.sides.every((side) => side.readable)) world.fields[at]!.held = false;
    if (outcome.writes.length > 0) back.set(at, remember(world, at));
    heard(world, at, {
      ...input,
      sides: outcome.hub === undefined && world.fields[at]!.hub === undefined ? [] : input.sides,
    });
    const whole = carryOut(world, at, outcome, trouble);
    heard(world, at, input);
    if (!whole) {
      undos.delete(world);
      return conflict;
    }
  }
  undos.set(world, back);
  for (const at of back.keys()) world.fields[at]!.undo = 'yes';
  if (conflict) world.counts.conflicts += 1;
  return conflict;
};

/** Takes the last sync of a field back: files, hub and bases of that moment, held until a person decides. */
export const undo = (world: World, at: number): void => {
  const field = world.fields[at]!;
  if (field.undo === undefined || world.replicas.some((replica) => !replica.online)) return;
  undos.get(world)?.get(at)?.();
  field.undo = undefined;
  field.held = true;
  world.counts.undone += 1;
};

/** A person decides a field in conflict. */
export const resolve = (world: World, at: number, take: Take): void => {
  const input = inputOf(world, at);
  const outcome = world.core.resolveField(input, take);
  if (!('hub' in outcome)) return;
  world.fields[at]!.held = false;
  world.fields[at]!.undo = undefined;
  carryOut(world, at, outcome, calm());
  world.fields[at]!.ledger.decided(
    partsHeld(world, at),
    world.replicas.filter((replica) => replica.online),
  );
};
