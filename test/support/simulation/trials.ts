// What is tried with the libraries of a history once they are at rest. Each trial leaves them at rest.
import { planItems } from '../../../shared/engine/db/plan-items.ts';
import { requirePlan } from '../../../shared/engine/db/plans.ts';
import { all, cell } from '../../../shared/engine/db/sql.ts';
import { resolveConflicts } from '../../../shared/engine/sync/plan-resolve.ts';
import { redoRun, undoRuns } from '../../../shared/engine/sync/plan-undo.ts';
import { runPlan } from '../../../shared/engine/sync/run-plan.ts';
import { blankFile } from './disk.ts';
import { fail } from './fail.ts';
import { openConflicts } from './known.ts';
import type { Play, Where } from './play-history.ts';
import { filesOf } from './rest.ts';
import { hasRule } from './rules.ts';
import { settle } from './settle.ts';
import { simFields } from './values.ts';
import { takesAway } from './watch-writes.ts';

const scanAll = ({ sim, stage }: Play): void => {
  for (const { name } of stage.libraries) sim.scan(name);
};

/** Nothing is to be done, and the same fields are in conflict as before. */
async function mustRest(
  play: Play,
  invariant: number,
  what: string,
  open: ReadonlySet<string>,
): Promise<void> {
  scanAll(play);
  if ((await play.sim.plan()).planned > 0) fail(invariant, `${what}, and there is something to write`);
  const now = openConflicts(play.sim.db);
  if ([...now].sort().join() !== [...open].sort().join())
    fail(invariant, `${what}, and other fields are in conflict`);
}

/** 22: other bytes that say the same are no change. */
async function respell(play: Play): Promise<void> {
  const open = openConflicts(play.sim.db);
  for (const { library, path } of filesOf(play)) play.sim.disk.resave(library.name, path);
  await mustRest(play, 22, 'every file was saved in another spelling', open);
}

/** 23: a library that is away takes nothing with it. What it is at odds about may be decided among the others. */
async function pull(play: Play): Promise<void> {
  const isSilent = play.sim.bridges.some((bridge) =>
    simFields.some((field) => hasRule(bridge, field, 'fillBlanks')),
  );
  if (isSilent || openConflicts(play.sim.db).size > 0) return;
  const library = play.sim.disk.libraries.get(play.dice.pick(play.stage.libraries).name)!;
  library.online = false;
  scanAll(play);
  if ((await play.sim.plan()).planned > 0) fail(23, `${library.id} was pulled, and something is planned`);
  library.online = true;
}

/** 20: a copy that says nothing takes what was decided, and changes nothing else. */
async function join(play: Play): Promise<void> {
  const { sim, dice, stage } = play;
  // What one bridge translates is news to another that joins the same libraries.
  const isTranslated = sim.bridges.some((bridge) => hasRule(bridge, 'keywords', 'vocabulary'));
  if (isTranslated && hasSeveral(play)) return;
  const { files, id } = sim.disk.libraries.get(dice.pick(stage.libraries).name)!;
  const open = openConflicts(sim.db);
  files.set('newcomer.jpg', blankFile(1 + dice.roll(stage.photos)));
  scanAll(play);
  const { plan } = await sim.plan();
  for (const { file, changes } of planItems(sim.db, plan, 0, 1000)) {
    const place = placeOf(play, file);
    if (place.path !== 'newcomer.jpg' || place.library.name !== id)
      fail(20, `a blank copy joined, and ${place.path} of ${place.library.name} is to be written`);
    if (takesAway(changes, play.same)) fail(20, 'a blank copy joined, and loses something');
  }
  for (const key of openConflicts(sim.db))
    if (!open.has(key)) fail(20, `a blank copy joined, and ${key} conflicts`);
  await settle(play);
}

function placeOf({ sim, stage }: Play, file: number): Where {
  const [row] = all<{ library: string; path: string }>(
    sim.db,
    'SELECT library, path FROM file WHERE id = ?',
    [file],
  );
  return filesOf({ sim, stage }).find((one) => one.library.name === row!.library && one.path === row!.path)!;
}

const valuesAt = ({ sim }: Play, { library, path }: Where) =>
  simFields.map((field) => sim.disk.valuesOf(library.name, path)[field] ?? null);

const snapshotOf = (play: Play) =>
  new Map(filesOf(play).map((at) => [`${at.library.name}/${at.path}`, JSON.stringify(valuesAt(play, at))]));

const runs = (play: Play, plan: string) =>
  play.sim.services.jobs.run({ kind: 'run', title: 'As shown' }, (job) =>
    runPlan(play.sim.services, plan, job),
  );

/** 29: a plan that was shown writes what it showed; a file that changed since is left as it is. */
async function showThenRun(play: Play): Promise<void> {
  const { sim, dice } = play;
  const quiet = { roll: dice.roll, pick: dice.pick };
  for (let n = 0; n < 3; n++) play.program(dice.pick(filesOf(play)), quiet);
  const { plan, planned } = await sim.plan();
  if (planned === 0) return;
  const items = planItems(sim.db, plan, 0, 1000);
  const late = placeOf(play, dice.pick(items).file);
  play.program(late, quiet);
  const before = snapshotOf(play);
  // What conflicts since then was none when it was shown: the other files are written as planned.
  play.expectLate();
  await runs(play, plan);
  const after = snapshotOf(play);
  const shown = new Map(
    items.map(({ file, changes }) => [
      `${placeOf(play, file).library.name}/${placeOf(play, file).path}`,
      changes,
    ]),
  );
  for (const [path, values] of after) {
    if (values === before.get(path)) continue;
    if (path === `${late.library.name}/${late.path}`) fail(29, `${path} changed since, and was written`);
    if (!shown.has(path)) fail(29, `${path} was written, which the preview did not show`);
  }
}

const lastRun = ({ sim }: Play): string =>
  cell<string>(sim.db, 'SELECT id FROM run ORDER BY rowid DESC LIMIT 1')!;

/** 31: an undo brings back every file as it was, but for one that changed since. 32: its undo is the redo. */
async function undoAndRedo(play: Play): Promise<void> {
  const { sim, dice } = play;
  await settle(play);
  play.program(dice.pick(filesOf(play)));
  scanAll(play);
  const edited = snapshotOf(play);
  const { run, plan } = await sim.sync();
  if (run === null) return;
  const after = snapshotOf(play);
  const files = planItems(sim.db, plan, 0, 1000).map(({ file, changes }) => ({
    at: placeOf(play, file),
    changes,
  }));
  const late = dice.roll(2) === 0 ? dice.pick(files) : undefined;
  const [field] = late?.changes ?? [];
  if (late && field) {
    const now = sim.disk.valuesOf(late.at.library.name, late.at.path)[field.field] ?? null;
    const other = field.field === 'rating' ? 2 : field.field === 'keywords' ? ['late'] : 'late';
    const value = field.field === 'title' ? { 'x-default': 'late' } : other;
    sim.disk.edit(late.at.library.name, late.at.path, [{ field: field.field, before: now, after: value }]);
    play.record.edited(
      {
        picture: late.at.picture,
        file: `${late.at.library.name}/${late.at.path}`,
        field: field.field as never,
      },
      now,
      value,
      () => false,
    );
  }
  const lateValues = late && JSON.stringify(valuesAt(play, late.at));
  play.decidedByRun(run);
  await undoRuns(sim.services, { run });
  const undone = snapshotOf(play);
  for (const [path, values] of undone) {
    const isLate = late && path === `${late.at.library.name}/${late.at.path}`;
    if (isLate && values !== lateValues) fail(31, `${path} changed since, and was taken back`);
    if (!isLate && values !== edited.get(path)) fail(31, `${path} is not what it was: ${values}`);
  }
  if (late) return;
  const back = lastRun(play);
  await redoRun(sim.services, { run: back });
  for (const [path, values] of snapshotOf(play))
    if (values !== after.get(path)) fail(32, `${path} is not what it was before the undo: ${values}`);
}

/** 19: a person decides everything that is open; it comes to an end, and what was decided stays so. */
async function decideAll(play: Play): Promise<void> {
  const { sim, dice } = play;
  await settle(play);
  for (let round = 0; round < 8; round++) {
    const open = all<{ id: number; photo: number; sides: string }>(
      sim.db,
      `SELECT conflict.id, photo, sides FROM conflict JOIN bridge ON bridge.id = conflict.bridge
       WHERE kind <> 'inFile' AND bridge.id <> 'all' ORDER BY bridge.name, photo, field`,
    );
    if (open.length === 0) return;
    for (const picture of play.pictures(open.map(({ photo }) => photo))) play.record.decided(picture);
    const [first, ...also] = open.map(({ id, sides }) => ({
      conflicts: [id],
      take: { file: dice.pick(JSON.parse(sides) as { file: number }[]).file },
    }));
    await resolveConflicts(sim.services, { ...first!, also, yes: true });
    await settle(play);
  }
  if (hasSeveral(play)) return;
  fail(19, 'a person decided again and again, and it still conflicts');
}

/** With several bridges a person may decide the one way here, and the other there. */
const hasSeveral = ({ sim }: Play): boolean => sim.bridges.length > 1;

/** 34: without its index the engine asks first, and takes nothing away. */
async function loseIndex(play: Play): Promise<void> {
  const { sim } = play;
  sim.forget();
  scanAll(play);
  const asking = sim.bridges.every((bridge) =>
    simFields.every((field) => !hasRule(bridge, field, 'prefer', 'newest', 'mirror', 'vocabulary')),
  );
  const { plan, planned, needs } = await sim.plan();
  if (planned > 0 && needs !== 'firstSync') fail(34, 'the index was lost, and nobody is asked');
  if (requirePlan(sim.db, plan).state !== 'ready') fail(34, 'the index was lost, and a plan ran');
  if (!asking) return;
  for (const { file, changes } of planItems(sim.db, plan, 0, 1000))
    if (takesAway(changes, play.same))
      fail(34, `the index was lost, and ${placeOf(play, file).path} loses something`);
}

/** Two of the trials, by the dice: all of them in every history would take too long. */
export async function tryAtRest(play: Play): Promise<void> {
  const trials = [respell, pull, join, showThenRun, undoAndRedo, decideAll, loseIndex];
  const first = play.dice.roll(trials.length);
  await trials[first]!(play);
  const rest = trials.filter((_, at) => at !== first);
  // Without its index it knows nothing that could be tried.
  if (trials[first] === loseIndex) return;
  await settle(play);
  await play.dice.pick(rest)(play);
}
