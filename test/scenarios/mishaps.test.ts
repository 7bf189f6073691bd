// Drives that come and go, programs that write at the wrong moment, undo copies that are gone.
import { closeSync, existsSync, mkdirSync, openSync, readdirSync, renameSync, writeSync } from 'node:fs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { EngineEvent } from '../../shared/api/events.ts';
import { mountDrive, noMounts } from '../support/mounts.ts';
import { createWorld, type World } from '../support/world.ts';

let world: World;
beforeEach(async () => {
  world = await createWorld({ settleMs: 1_000 });
});
afterEach(() => world.close());

const count = 6;
const wanted = Array.from({ length: count }, (_, at) => `T${at + 1}`);
async function titles(library: string) {
  const read = [];
  for (let seed = 1; seed <= count; seed++)
    read.push((await world.tags(library, `p${seed}.jpg`))['XMP-dc:Title']);
  return read;
}
async function twoLibraries() {
  for (let seed = 1; seed <= count; seed++)
    await world.picture({ [`a/p${seed}.jpg`]: [`-XMP-dc:Title=T${seed}`], [`b/p${seed}.jpg`]: [] }, seed);
  await world.add('a', 'b');
}

/** Resolves with the first event that is wanted; ask before the work begins. */
async function event(is: (event: EngineEvent) => boolean): Promise<EngineEvent> {
  for await (const one of await world.client.events()) if (is(one)) return one;
  throw new Error('the stream ended');
}

test('a drive that vanishes in the middle of a run: what was not written waits, nothing is taken for broken', async () => {
  await twoLibraries();
  await world.client.bridges.add({ name: 'home', members: [{ library: 'a' }, { library: 'b' }] });
  const begun = event((one) => one.kind === 'job' && one.job.kind === 'run' && one.job.done >= 1);
  const syncing = world.client.plans.sync({ yes: true });
  await Promise.race([begun, syncing]);
  renameSync(world.at('b', ''), world.at('', 'away'));
  const outcome = await syncing;
  expect(outcome.written + outcome.skipped + outcome.problemTotal).toBeGreaterThanOrEqual(count);
  expect((await world.client.status()).openRuns).toEqual([]);

  // Back again: the next command finds it so. Nobody started anew or scanned.
  renameSync(world.at('', 'away'), world.at('b', ''));
  await world.client.plans.sync({ yes: true });
  expect(await titles('b')).toEqual(wanted);
  expect((await world.client.problems.list({})).items).toEqual([]);
  expect(await world.client.plans.sync({})).toMatchObject({ planned: 0, conflicts: 0 });
  expect(await world.client.plans.undo({ run: outcome.run! })).toMatchObject({ problems: [] });
  const strays = readdirSync(world.at('b', ''), { recursive: true, encoding: 'utf8' });
  expect(strays.filter((name) => /tmp[\\/]./.test(name))).toEqual([]);
});

test('what another program wrote into a file just as it was replaced is kept and told of', async () => {
  await twoLibraries();
  const open = openSync(world.at('b', 'p1.jpg'), 'r+');
  const told = event((one) => one.kind === 'problems' && one.total > 0);
  await world.client.plans.push({ from: 'a', to: 'b' });
  writeSync(open, Buffer.from('later'), 0, 5, 4);
  closeSync(open);
  await told;
  const [problem] = (await world.client.problems.list({})).items;
  expect(problem).toMatchObject({ library: 'b', path: 'p1.jpg', code: 'lateEdit', during: 'write' });
  const kept = /kept as (\S+?)\.?$/.exec(problem!.message)?.[1];
  expect(existsSync(world.at('b', kept!))).toBe(true);
  expect(await titles('b')).toEqual(wanted);
});

test('undo copies beyond what the settings allow go; an undo then comes back by values', async () => {
  await twoLibraries();
  const undoCopies = () =>
    readdirSync(world.at('b', '.tagbridge/undo'), { recursive: true, withFileTypes: true }).filter((entry) =>
      entry.isFile(),
    ).length;
  await world.client.settings.set({ undoDays: 90, undoBytes: 0 });
  const pushed = await world.client.plans.push({ from: 'a', to: 'b' });
  await world.restart();
  expect(undoCopies()).toBe(0);
  const undone = await world.client.plans.undo({ run: pushed.run! });
  expect(undone).toMatchObject({ written: count, problems: [] });
  expect(await titles('b')).toEqual(wanted.map(() => undefined));
});

test('a library is added while another is scanned; a scan is cancelled and then done whole', async () => {
  await twoLibraries();
  await world.picture({ 'c/q.jpg': [] }, 90);
  for (let seed = 20; seed < 60; seed++) await world.picture({ [`d/r${seed}.jpg`]: [] }, seed);
  await world.client.libraries.add({ path: world.at('d', ''), name: 'd' });
  const begun = event((one) => one.kind === 'job' && one.job.job === 'first');
  const scanning = world.client.libraries.scan({ libraries: ['d'], job: 'first' }).catch((error) => error);
  await begun;
  await world.client.libraries.add({ path: world.at('c', ''), name: 'c' });
  expect((await world.client.libraries.scan({ libraries: ['c'] })).libraries[0]).toMatchObject({ added: 1 });
  await world.client.jobs.cancel({ job: 'first' });
  const first = await scanning;
  if (first instanceof Error) expect(first).toMatchObject({ code: 'CANCELLED' });
  const { libraries } = await world.client.libraries.scan({ libraries: ['d'] });
  expect(libraries[0]).toMatchObject({ files: 40, removed: 0, problemCount: 0 });
  expect(await world.client.jobs.list()).toEqual([]);
});

test.skipIf(noMounts() !== undefined)(
  'undo copies on a drive that is mounted inside a library go by their time and size, too',
  async () => {
    mkdirSync(world.at('a', ''), { recursive: true });
    const drive = mountDrive(world.at('a', 'drive'), 32 * 2 ** 20);
    try {
      await world.picture({ 'a/drive/p.jpg': [] }, 1);
      await world.add('a');
      const copies = () => readdirSync(drive.path).filter((name) => name.startsWith('.tagbridge-'));
      const titled = async (title: string) =>
        world.client.plans.edit({ where: 'library:a', edit: { set: { title: { 'x-default': title } } } });
      await titled('one');
      await world.restart();
      expect(copies()).toHaveLength(1);
      await world.client.settings.set({ undoBytes: 0 });
      await titled('two');
      await world.restart();
      expect(copies()).toEqual([]);
      expect((await world.tags('a', 'drive/p.jpg'))['XMP-dc:Title']).toBe('two');
    } finally {
      await world.engine.close();
      drive.end();
    }
  },
);
