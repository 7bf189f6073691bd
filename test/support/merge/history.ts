import type { MergeCore } from './core.ts';
import { type Dice, diceOf } from './dice.ts';
import { must } from './judge.ts';
import { bare, scalarKinds, setKinds, textKind } from './kinds.ts';
import { calm, edit, renameInApp, resolve, sync, undo } from './play.ts';
import { type Counts, inputOf, meantValue, newWorld, type Replica, type World } from './world.ts';

/** A history: how the world starts, and what happens, each step drawn from one number. */
export interface History {
  readonly start: number;
  readonly steps: readonly number[];
}

const takeOne = (world: World, at: number, dice: Dice) => {
  const { field } = world.fields[at]!.kind;
  const kind = dice.roll(4);
  if (kind === 0 && world.fields[at]!.hub !== undefined) return { hub: true } as const;
  if (kind === 1 && ['set', 'keywords', 'list'].includes(field.merge)) return { union: true } as const;
  const there = world.replicas.filter((replica) => replica.online);
  return { files: [dice.pick(there.length > 0 ? there : world.replicas).file] };
};

const decide = (world: World, dice: Dice): void => {
  for (const at of world.fields.keys()) {
    if (world.core.reconcileField(inputOf(world, at)).conflict) resolve(world, at, takeOne(world, at, dice));
  }
};

/** Two copies edit one field while neither sees the other: what makes conflicts. */
const clash = (world: World, dice: Dice): void => {
  const at = dice.roll(world.fields.length);
  for (const replica of world.replicas.filter(() => dice.roll(3) > 0)) edit(world, replica, at, dice);
};

const editOrRename = (world: World, replica: Replica, dice: Dice): void => {
  const at = dice.roll(world.fields.length);
  const isTree = world.fields[at]!.kind.field.merge === 'keywords';
  if (isTree && dice.roll(2) === 0) renameInApp(world, replica, at, dice);
  else edit(world, replica, at, dice);
};

const troubled = (world: World, dice: Dice) => {
  const anyone = () => dice.pick(world.replicas).file;
  const kind = dice.roll(4);
  if (kind === 0) return { crashAt: dice.roll(4), afterReplace: dice.roll(2) === 0 };
  if (kind === 1) return { ...calm(), locked: anyone() };
  return kind === 2 ? { ...calm(), unreadable: anyone() } : calm();
};

const step = (world: World, dice: Dice): void => {
  const kind = dice.roll(16);
  const replica = dice.pick(world.replicas);
  if (kind < 4) editOrRename(world, replica, dice);
  else if (kind < 6) clash(world, dice);
  else if (kind < 8) replica.online = !replica.online;
  else if (kind < 13) sync(world, troubled(world, dice));
  else if (kind < 14) decide(world, dice);
  else undo(world, dice.roll(world.fields.length));
};

const judgeTexts = (world: World): void => {
  world.fields.forEach((field, at) => {
    if (field.kind !== textKind) return;
    field.ledger.judgeTexts([field.hub, ...world.replicas.map((replica) => meantValue(world, replica, at))]);
  });
};

/** Everybody comes back, a person decides what is open: then all are alike, and nothing is left to do (15, 16, 21). */
const settle = (world: World, dice: Dice): void => {
  for (const replica of world.replicas) replica.online = true;
  for (let open = sync(world, calm()), round = 0; open && round < 3; round++) {
    judgeElements(world);
    decide(world, dice);
    open = sync(world, calm());
  }
  judgeElements(world);
  world.fields.forEach(({ kind, hub }, at) => {
    const outcome = world.core.reconcileField(inputOf(world, at));
    must(outcome.conflict === undefined, 15, 'a decided history still conflicts');
    must(outcome.writes.length === 0 && !('hub' in outcome), 21, 'copies at rest are written again');
    for (const replica of world.replicas.filter((one) => one.writable && one.role === 'both')) {
      const [stored, expected] = [replica.cells[at]!.stored, kind.store(hub ?? null, replica.cut)];
      const alike = (value: typeof stored) =>
        JSON.stringify(kind.isSet ? bare(kind.parts(value)).sort() : kind.parts(value));
      must(
        hub === undefined || alike(stored) === alike(expected),
        15,
        `copy ${replica.file} is apart: ${JSON.stringify([hub, replica.cut ?? '', replica.cells[at]])}`,
      );
    }
  });
};

const judgeElements = (world: World): void => {
  for (const { kind, hub, held, ledger } of world.fields) {
    if (kind.isSet && !held && hub !== undefined) ledger.judgeElements(kind.parts(hub));
  }
};

/** Plays a history and judges every merge in it, and the whole in the end. Throws where an invariant breaks. */
export const play = (core: MergeCore, history: History, counts: Counts): void => {
  const dice = diceOf(history.start);
  const world = newWorld(core, [dice.pick(scalarKinds), dice.pick(setKinds)], dice, counts);
  for (const number of history.steps) {
    step(world, diceOf(number));
    judgeTexts(world);
  }
  settle(world, dice);
};
