// What failed is tried again after a while that passes, whatever the time of day is put to.
import { expect, test } from 'vitest';
import { createAutomation } from '../../shared/engine/automation.ts';
import { countRuns, countRunsOf, listRuns, listRunsOf } from '../../shared/engine/db/runs.ts';
import { all } from '../../shared/engine/db/sql.ts';
import { blankFile, change } from '../support/simulation/disk.ts';
import { simEngine } from '../support/simulation/engine.ts';
import { simIndex } from '../support/simulation/index.ts';

test('a write that failed is tried again after two seconds, the clock put back a day meanwhile', async () => {
  const index = simIndex();
  const libraries = ['a', 'b'].map((name) => ({ name, mark: name, cut: undefined }));
  const members = libraries.map(({ name }) => ({ library: name, role: 'both' as const }));
  const home = { name: 'home', members, fields: null, filter: null, rules: [] };
  const sim = simEngine(index.db, () => index.clear(), {
    ...{ libraries, bridges: [home], photos: 1, twice: 0, brake: undefined },
  });
  for (const { files } of sim.disk.libraries.values()) files.set('p.jpg', blankFile(1));
  const rate = (rating: number) => {
    const before = sim.disk.valuesOf('a', 'p.jpg').rating ?? null;
    sim.disk.edit('a', 'p.jpg', [change('rating', before, rating)]);
    for (const { name } of libraries) sim.scan(name);
  };
  rate(1);
  await sim.sync();
  rate(2);
  let [shift, writes] = [0, 0];
  const failed = Promise.withResolvers<void>();
  const written = Promise.withResolvers<void>();
  const automation = createAutomation({
    ...sim.services,
    clock: () => Date.now() + shift,
    written: () => writes > 1 && written.resolve(),
    // Told when a sync is over, and what failed is known.
    hub: { ...sim.services.hub, emit: ({ kind }) => kind === 'bridges' && writes === 1 && failed.resolve() },
    writer: {
      ...sim.services.writer,
      write: async (job) =>
        ++writes === 1
          ? { ok: false, problem: { code: 'ioError', message: 'The drive did not answer.' } }
          : sim.services.writer.write(job),
    },
  });
  try {
    const photos = all<{ id: number }>(index.db, 'SELECT id FROM photo').map(({ id }) => id);
    automation.seen({ library: 'a', photos, returned: false });
    await failed.promise;
    shift = -86_400_000;
    await written.promise;
    expect(sim.disk.valuesOf('b', 'p.jpg').rating).toBe(2);
    await automation.close();
    // The attempt that wrote nothing is a problem, and no line of the history.
    const listed = [listRuns(index.db, 10), listRunsOf(index.db, sim.bridges[0]!.id, 10)];
    expect(listed.map((runs) => runs.map(({ written }) => written))).toEqual([
      [1, 1],
      [1, 1],
    ]);
    expect([countRuns(index.db), countRunsOf(index.db, sim.bridges[0]!.id)]).toEqual([2, 2]);
  } finally {
    await automation.close();
    index.close();
  }
}, 6_000);
