// A run longer than a page of its plan: pages are gone on with while the last files of the one before are written, and
// whatever ends the run, what is counted and told of it is what was written.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { all, cell } from '../../shared/engine/db/sql.ts';
import type { WriteJob } from '../../shared/engine/metadata/ports.ts';
import type { Services } from '../../shared/engine/services.ts';
import { syncBridges } from '../../shared/engine/sync/plan-sync.ts';
import { resumeRun } from '../../shared/engine/sync/run-plan.ts';
import { blankFile, change } from '../support/simulation/disk.ts';
import { type SimEngine, simEngine } from '../support/simulation/engine.ts';
import { type SimIndex, simIndex } from '../support/simulation/index.ts';

const photos = 600;
const nameOf = (picture: number) => `p${String(picture).padStart(4, '0')}.jpg`;

let index: SimIndex;
let sim: SimEngine;
/** The photos that the run told of, each time. */
let told: number[];
let begun: string[];

beforeEach(() => {
  index = simIndex();
  [told, begun] = [[], []];
});
afterEach(() => index.close());

/** Library `a` has a headline for every photo; each other library has some of them, without. */
function stage(others: Readonly<Record<string, (picture: number) => boolean>>): void {
  const names = ['a', ...Object.keys(others)];
  sim = simEngine(index.db, () => index.clear(), {
    libraries: names.map((name) => ({ name, mark: name.toUpperCase(), cut: undefined })),
    bridges: [
      {
        ...{ name: 'all of them', fields: ['headline' as const], filter: null, rules: [] },
        members: names.map((library) => ({ library, role: 'both' as const })),
      },
    ],
    ...{ photos, twice: 0, brake: undefined },
  });
  for (let picture = 1; picture <= photos; picture++) {
    const name = nameOf(picture);
    sim.disk.libraries.get('a')!.files.set(name, blankFile(picture));
    sim.disk.edit('a', name, [change('headline', null, `Number ${picture}`)]);
    for (const [other, has] of Object.entries(others))
      if (has(picture)) sim.disk.libraries.get(other)!.files.set(name, blankFile(picture));
  }
  for (const name of names) sim.scan(name);
}

/** The services, with a say in each write before it is carried out. */
function watched(before: (job: WriteJob) => Promise<void> | void): Services {
  const { services } = sim;
  return {
    ...services,
    written: (all) => void told.push(...all),
    writer: {
      ...services.writer,
      async write(job) {
        begun.push(job.file.path);
        await before(job);
        return services.writer.write(job);
      },
    },
  };
}

const sync = (services: Services, job?: string) =>
  syncBridges(services, { bridges: ['all of them'], yes: true, ...(job ? { job } : {}) });
const headlines = (library: string) =>
  [...sim.disk.libraries.get(library)!.files.keys()].filter(
    (name) => (sim.disk.valuesOf(library, name).headline ?? null) !== null,
  ).length;
const run = () => all<{ id: string; state: string; written: number }>(index.db, 'SELECT * FROM run')[0]!;
const done = () => cell<number>(index.db, `SELECT count(*) FROM run_item WHERE state = 'done'`);

test('the next page is begun while a file of the page before is still being written', async () => {
  stage({ b: () => true });
  const nextPage = Promise.withResolvers<void>();
  const services = watched(async ({ file }) => {
    if (file.path === nameOf(500)) nextPage.resolve();
    if (file.path === nameOf(1)) await nextPage.promise;
  });
  expect(await sync(services)).toMatchObject({ written: photos, problems: [] });
  expect(headlines('b')).toBe(photos);
  expect(begun).toHaveLength(photos);
  expect(new Set(told).size).toBe(photos);
  expect(told).toHaveLength(photos);
  expect(run()).toMatchObject({ state: 'done', written: photos });
});

test('pages that reach into other libraries than the first are written too', async () => {
  stage({ b: (picture) => picture <= 450, c: (picture) => picture > 450 });
  expect(await sync(watched(() => undefined))).toMatchObject({ written: photos });
  expect([headlines('b'), headlines('c')]).toEqual([450, photos - 450]);
});

test('cancelled in its second page: what was written is counted and told, the rest is as it was', async () => {
  stage({ b: () => true });
  const services = watched(() => {
    if (begun.length === 450) services.jobs.cancel('mine');
  });
  await sync(services, 'mine').catch(() => undefined);
  expect(run().state).toBe('cancelled');
  expect(run().written).toBe(done());
  expect(headlines('b')).toBe(done());
  expect(done()).toBeGreaterThanOrEqual(450 - 1);
  expect(done()).toBeLessThan(photos);
  expect(new Set(told).size).toBe(told.length);
  expect(told.length).toBeGreaterThanOrEqual(done()!);
});

test('broken off by what is no file’s own fault: those under way are finished, and the rest is gone on with', async () => {
  stage({ b: () => true });
  let broken = true;
  const services = watched(() => {
    if (broken && begun.length === 450) throw new Error('the index is full');
  });
  await expect(sync(services)).rejects.toThrow('the index is full');
  expect(run().state).toBe('interrupted');
  expect(headlines('b')).toBe(done());
  expect(begun.length).toBeLessThan(590);
  broken = false;
  await services.jobs.run({ kind: 'run', title: 'Go on' }, (job) => resumeRun(services, run().id, job));
  expect(run()).toMatchObject({ state: 'done', written: photos });
  expect(headlines('b')).toBe(photos);
});

test('broken off before its second page: the files of the first are finished before anybody else comes near them', async () => {
  stage({ b: () => true });
  const slow = Promise.withResolvers<void>();
  const services = watched(async ({ file }) => {
    if (file.path === nameOf(1)) await slow.promise;
  });
  let checks = 0;
  const check: Services['disk']['check'] = (db, library) => {
    if (begun.length === 0 || checks++ > 0) return services.disk.check(db, library);
    // The run is still at work: who waits for the library now waits for the slow file too.
    void services.locks.within(['b'], async () => void told.push(-done()!));
    setImmediate(() => slow.resolve());
    throw new Error('the index is full');
  };
  await expect(sync({ ...services, disk: { ...services.disk, check } })).rejects.toThrow('the index is full');
  expect(run().state).toBe('interrupted');
  expect(told.find((one) => one < 0)).toBe(-400);
  expect(headlines('b')).toBe(400);
});
