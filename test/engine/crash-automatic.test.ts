// Runs that end in the middle: what a bridge began by itself is nobody's to go on with; what a person began is.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { runsInState } from '../../shared/engine/db/runs.ts';
import { setSettings } from '../../shared/engine/db/settings.ts';
import { cell } from '../../shared/engine/db/sql.ts';
import { recover } from '../../shared/engine/sync/recover.ts';
import { runPlan } from '../../shared/engine/sync/run-plan.ts';
import { blankFile, Crash, change } from '../support/simulation/disk.ts';
import { type SimEngine, simEngine } from '../support/simulation/engine.ts';
import { type SimIndex, simIndex } from '../support/simulation/index.ts';

let index: SimIndex;
let sim: SimEngine;
const paths = ['p1.jpg', 'p2.jpg', 'p3.jpg'];

beforeEach(async () => {
  index = simIndex();
  const libraries = ['a', 'b'].map((name) => ({ name, mark: name, cut: undefined }));
  const members = libraries.map(({ name }) => ({ library: name, role: 'both' as const }));
  const home = { name: 'home', members, fields: null, filter: null, rules: [] };
  sim = simEngine(index.db, () => index.clear(), {
    ...{ libraries, bridges: [home], photos: 3, twice: 0, brake: undefined },
  });
  for (const { files } of sim.disk.libraries.values())
    for (const [at, path] of paths.entries()) files.set(path, blankFile(at + 1));
  rate(1);
  await sim.sync();
});
afterEach(() => index.close());

function rate(value: number): void {
  for (const path of paths) sim.disk.edit('a', path, [change('rating', value === 1 ? null : 1, value)]);
  for (const name of ['a', 'b']) sim.scan(name);
}
const ratings = () => paths.map((path) => sim.disk.valuesOf('b', path).rating);
const byItself = () => sim.byItself('home', 'all');

/** After the first file is written whole. */
async function dieIn(work: () => Promise<unknown>): Promise<void> {
  sim.disk.crashIn(6);
  await expect(work()).rejects.toBeInstanceOf(Crash);
  sim.disk.crashIn(Number.POSITIVE_INFINITY);
}

test('a sync by itself: it ends with what it wrote, and the next one does the rest', async () => {
  rate(5);
  await dieIn(byItself);
  const { interrupted, overtaken } = await recover(sim.services);
  expect([interrupted, overtaken.length]).toEqual([[], 1]);
  const [run] = runsInState(index.db, 'cancelled');
  expect(run).toMatchObject({ id: overtaken[0], written: expect.any(Number), endedAt: expect.any(Number) });
  expect(run!.written).toBeGreaterThan(0);
  expect(ratings()).toContain(1);
  await byItself();
  expect(ratings()).toEqual([5, 5, 5]);
  expect((await recover(sim.services)).overtaken).toEqual([]);
});

test('a sync by itself, in an engine that lives on: the next one ends it', async () => {
  rate(5);
  await dieIn(byItself);
  await byItself();
  expect(runsInState(index.db, 'interrupted')).toEqual([]);
});

test.each([
  ['a sync', () => sim.sync()],
  [
    'a plan that the brake had stopped',
    async () => {
      setSettings(index.db, { brakePhotos: 0, brakeShare: 0 });
      await byItself();
      const plan = cell<string>(index.db, `SELECT id FROM plan WHERE needs = 'brake'`)!;
      await sim.services.jobs.run({ kind: 'run', title: 'Allowed' }, (job) =>
        runPlan(sim.services, plan, job),
      );
    },
  ],
])('%s of a person’s: it waits for that person', async (_, work) => {
  rate(5);
  await dieIn(work);
  const { interrupted, overtaken } = await recover(sim.services);
  expect([interrupted.length, overtaken]).toEqual([1, []]);
  await byItself();
  expect(runsInState(index.db, 'interrupted').map(({ id }) => id)).toEqual(interrupted);
});
