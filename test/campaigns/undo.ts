// Plan, run, undo; and now and then redo and undo again: the bytes are those from before.
import fc from 'fast-check';
import { edits } from '../support/field-values.ts';
import { type EngineLab, openEngineLab } from './engine-lab.ts';
import { random } from './random.ts';
import type { Campaign } from './runner.ts';

const photos = 10;

const different = (a: Record<string, string>, b: Record<string, string>): string[] =>
  Object.keys({ ...a, ...b }).filter((path) => a[path] !== b[path]);

export const undo: Campaign<EngineLab> = {
  name: 'undo',
  holds: 'A run that is undone leaves every byte as it was; redo brings the run’s bytes back.',
  runs: { short: 10, long: 5_000 },
  batch: photos,
  open: () => openEngineLab(photos),
  async attempt(seed, lab, tell) {
    const { client } = await lab.engine();
    const before = lab.tree();
    const [changes = []] = fc.sample(edits, { seed, numRuns: 1 });
    const set = Object.fromEntries(
      changes.flatMap(({ field, after }) => (after === null ? [] : [[field, after]])),
    );
    const clear = changes.flatMap(({ field, after }) => (after === null ? [field] : []));
    const done = await client.plans.edit({ where: 'library:library', edit: { set, clear } });
    tell('written', done.written);
    tell('refused', done.problemTotal);
    if (done.run === null)
      return different(before, lab.tree()).map((path) => `changed without a run: ${path}`);
    const after = lab.tree();
    const undone = await client.plans.undo({ run: done.run });
    const wrong = different(before, lab.tree()).map((path) => `not as before: ${path}`);
    if (undone.problemTotal > 0) wrong.push(`undo refused: ${JSON.stringify(undone.problems[0])}`);
    if (random(seed).chance(0.25)) {
      const redone = await client.plans.redo({ run: done.run });
      wrong.push(...different(after, lab.tree()).map((path) => `redo did not bring back: ${path}`));
      await client.plans.undo({ run: redone.run! });
      wrong.push(...different(before, lab.tree()).map((path) => `not as before, after a redo: ${path}`));
      tell('redone', redone.written);
    }
    wrong.push(...lab.strays().map((name) => `left behind: ${name}`));
    return wrong;
  },
};
