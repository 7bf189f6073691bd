import { fail } from './fail.ts';
import { decidedOf, openConflicts } from './known.ts';
import type { Play } from './play-history.ts';

/** Every library is looked at, then synced: what is in conflict before and after was not touched (18). */
async function undisturbed({ sim, stage }: Play): Promise<number> {
  for (const { name } of stage.libraries) sim.scan(name);
  const [open, decided] = [openConflicts(sim.db), decidedOf(sim.db)];
  const { planned } = await sim.sync();
  const [still, after] = [openConflicts(sim.db), decidedOf(sim.db)];
  for (const key of open)
    if (still.has(key) && decided.get(key) !== after.get(key)) fail(18, `what was decided of ${key} moved`);
  return planned;
}

/** Every drive is there, everything is looked at: the libraries come to rest (21). */
export async function settle(play: Play): Promise<void> {
  for (const library of play.sim.disk.libraries.values()) library.online = true;
  for (let round = 0; round < 4; round++) if ((await undisturbed(play)) === 0) return;
  fail(21, 'the libraries never come to rest');
}
