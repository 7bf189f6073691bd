// What may happen in a history, beside programs that edit.
import type { InputOf, take } from '../../../shared/api/inputs.ts';
import type { FieldValues } from '../../../shared/core/snapshot.ts';
import { resumeBridge } from '../../../shared/engine/bridges.ts';
import { requireBridge, userBridges } from '../../../shared/engine/db/bridges.ts';
import { all, column } from '../../../shared/engine/db/sql.ts';
import { editFiles } from '../../../shared/engine/sync/plan-edit.ts';
import { pushTags } from '../../../shared/engine/sync/plan-push.ts';
import { resolveConflicts } from '../../../shared/engine/sync/plan-resolve.ts';
import { redoRun, undoRuns } from '../../../shared/engine/sync/plan-undo.ts';
import { runPlan } from '../../../shared/engine/sync/run-plan.ts';
import { photoOf } from './known.ts';
import type { Play } from './play-history.ts';
import { newValue, simFields } from './values.ts';

export interface Act {
  readonly weight: number;
  /** What comes of it does not depend on what the engine has heard of. */
  readonly calm: boolean;
  act(play: Play): Promise<void> | void;
}

const pickLibrary = ({ dice, stage }: Play) => dice.pick(stage.libraries);

/** Syncs by hand, by a bridge's name or all of them. */
const sync: Act = {
  ...{ weight: 4, calm: true },
  act: (play) => play.attempt('sync', () => play.sim.sync()),
};

/** A bridge syncs by itself, as far as it may; a person looks at what the brake stopped, or lets it be. */
const byItself: Act = {
  ...{ weight: 4, calm: false },
  async act(play) {
    const { sim, dice } = play;
    const photos = dice.roll(2) === 0 ? ('all' as const) : new Set(sim.scan(pickLibrary(play).name));
    for (const { name } of userBridges(sim.db)) {
      const row = requireBridge(sim.db, name);
      if (row.consented && row.paused === null) await play.byItself(name, photos);
      const paused = requireBridge(sim.db, name).paused;
      if (paused === null || dice.roll(2) === 0) continue;
      if (dice.roll(2) === 0) resumeBridge(sim.services, name);
      else
        await play.attempt('allowed', () => {
          play.expectLate();
          return sim.services.jobs.run({ kind: 'run', title: 'Allowed' }, (job) =>
            runPlan(sim.services, paused.plan!, job),
          );
        });
    }
  },
};

const toggle: Act = {
  ...{ weight: 3, calm: true },
  act(play) {
    const library = play.sim.disk.libraries.get(pickLibrary(play).name)!;
    library.online = !library.online;
    play.note(library.online ? 'plugged in' : 'pulled', library.id);
    if (play.dice.roll(2) === 0) play.sim.scan(library.id);
  },
};

/** A file goes and comes back. */
const move: Act = {
  ...{ weight: 1, calm: false },
  act(play) {
    const place = play.somewhere();
    const library = play.sim.disk.libraries.get(place.library.name)!;
    if (!library.online) return;
    const file = library.files.get(place.path)!;
    library.files.delete(place.path);
    play.sim.scan(library.id);
    library.files.set(place.path, file);
    play.note('away and back', library.id, place.path);
    play.sim.scan(library.id);
  },
};

const scan: Act = {
  ...{ weight: 1, calm: true },
  act: (play) => void play.sim.scan(pickLibrary(play).name),
};

const resave: Act = {
  ...{ weight: 1, calm: true },
  act(play) {
    const { library, path } = play.somewhere();
    play.sim.disk.resave(library.name, path);
    play.note('saved', library.name, path);
  },
};

type Take = InputOf<typeof take>;

const resolve: Act = {
  ...{ weight: 2, calm: false },
  act(play) {
    const { sim, dice, record } = play;
    // By the bridge's name: ids are chance.
    const open = all<{ id: number; photo: number }>(
      sim.db,
      `SELECT conflict.id, photo FROM conflict JOIN bridge ON bridge.id = conflict.bridge
       WHERE kind <> 'inFile' ORDER BY photo, field, bridge.name, kind`,
    );
    if (open.length === 0) return undefined;
    const { id, photo } = dice.pick(open);
    const answer = dice.pick<Take>([{ prefer: pickLibrary(play).name }, { hub: true }, { union: true }]);
    for (const picture of play.pictures([photo])) record.decided(picture);
    return play.attempt('resolve', () =>
      resolveConflicts(sim.services, { conflicts: [id], take: answer, yes: true }),
    );
  },
};

const lastRun = (play: Play, kind: 'undo' | 'other'): string | undefined =>
  column<string>(
    play.sim.db,
    `SELECT id FROM run WHERE state = 'done' AND undone_by IS NULL AND (kind = 'undo') = ? ORDER BY rowid DESC LIMIT 1`,
    [kind === 'undo' ? 1 : 0],
  )[0];

const undo: Act = {
  ...{ weight: 1, calm: false },
  act(play) {
    const run = lastRun(play, 'other');
    if (run === undefined) return undefined;
    play.decidedByRun(run);
    return play.attempt('undo', () => undoRuns(play.sim.services, { run }));
  },
};

const redo: Act = {
  ...{ weight: 1, calm: false },
  act(play) {
    const run = lastRun(play, 'undo');
    if (run === undefined) return undefined;
    play.decidedByRun(run);
    return play.attempt('redo', () => redoRun(play.sim.services, { run }));
  },
};

/** An edit in the window: by values, through a plan. */
const edit: Act = {
  ...{ weight: 2, calm: false },
  async act(play) {
    const { sim, dice } = play;
    const { library, path } = play.somewhere();
    const photo = photoOf(sim.db, library.name, path);
    if (photo === undefined) return;
    const field = dice.pick(simFields);
    const was = sim.disk.valuesOf(library.name, path)[field] ?? null;
    const value = newValue(dice, field, was, library.mark);
    const wish = value === null ? { clear: [field] } : { set: { [field]: value } as FieldValues };
    await play.noticing(library, field, value, () =>
      play.attempt('edit in the app', () =>
        editFiles(sim.services, { photos: [photo], library: library.name, edit: wish }),
      ),
    );
  },
};

const push: Act = {
  ...{ weight: 1, calm: false },
  act(play) {
    const { sim, dice, record } = play;
    const [from, to] = [pickLibrary(play).name, pickLibrary(play).name];
    const mode = dice.roll(3) === 0 ? 'replace' : 'merge';
    if (mode === 'replace') for (const picture of play.pictures()) record.decided(picture);
    return play.attempt('push', () => pushTags(sim.services, { from, to, mode, yes: true }));
  },
};

const program: Act = { weight: 15, calm: true, act: (play) => play.program(play.somewhere()) };

export const acts: readonly Act[] = [
  ...[program, sync, byItself, toggle, move, scan, resave],
  ...[resolve, undo, redo, edit, push],
];
