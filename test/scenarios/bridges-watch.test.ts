// Bridges that run by themselves, over real files that another process edits while they look.
import { appendFileSync, chmodSync, copyFileSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { BridgeView } from '../../shared/api/views.ts';
import { watchTree } from '../../shared/engine/files/folder-watch.ts';
import { quiet, until } from '../support/until.ts';
import { createWorld, type World } from '../support/world.ts';

let world: World;
const logged: string[] = [];
afterEach(async () => {
  await world?.close();
  logged.length = 0;
});

const log = (line: string) => void logged.push(line);
/** Files rest for a shorter time than usual: ExifTool's own writes come into place whole. */
const quick = { watch: true, log, watchOptions: { restMs: 300 } };
const title = async (library: string, path: string) => (await world.tags(library, path))['XMP-dc:Title'];
const rating = async (library: string, path: string) => (await world.tags(library, path))['XMP-xmp:Rating'];
const bridge = async (): Promise<BridgeView> => (await world.client.bridges.list())[0]!;

type Members = Parameters<World['client']['bridges']['add']>[0]['members'];

/** A bridge that syncs on change, its first sync allowed. */
async function bridged(members: Members): Promise<void> {
  await world.add(...members.map(({ library }) => library));
  await world.client.bridges.add({ name: 'home', members, trigger: { kind: 'auto' } });
  await world.client.plans.sync({ yes: true });
  await quiet(world);
}

const both = [{ library: 'a' }, { library: 'b' }];

/** Photos in two libraries, each rated on one side so that the first sync has something to write. */
async function pairs(count: number, ...libraries: string[]): Promise<void> {
  for (let n = 1; n <= count; n++)
    await world.picture(
      Object.fromEntries(
        libraries.map((library, at) => [`${library}/p${n}.jpg`, at === 0 ? ['-XMP-xmp:Rating=4'] : []]),
      ),
      n,
    );
}

vi.setConfig({ testTimeout: 90_000 });

test('three libraries: both ways, a source that is never written, a target whose own change stays', async () => {
  world = await createWorld(quick);
  await pairs(1, 'a', 'source', 'target');
  await bridged([
    { library: 'a' },
    { library: 'source', role: 'source' },
    { library: 'target', role: 'target' },
  ]);
  const before = world.bytes('source', 'p1.jpg');
  await world.edit('a', 'p1.jpg', '-XMP-dc:Title=From a');
  await until(world, async () => (await title('target', 'p1.jpg')) === 'From a');
  expect(world.bytes('source', 'p1.jpg')).toBe(before);
  await world.edit('source', 'p1.jpg', '-XMP-dc:Title=From the source');
  // The source never took the first title, so that both changed: a person decides.
  await until(world, async () => (await world.conflicts()).some(({ field }) => field === 'title'));

  await world.edit('target', 'p1.jpg', '-XMP-photoshop:Headline=Own');
  await quiet(world);
  expect((await world.tags('a', 'p1.jpg'))['XMP-photoshop:Headline']).toBeUndefined();
  expect(await title('target', 'p1.jpg')).toBe('From a');
});

test('a bridge that wrote comes to rest: its own writes start nothing, a second sync is empty', async () => {
  world = await createWorld(quick);
  await pairs(2, 'a', 'b');
  await bridged(both);
  await world.edit('a', 'p1.jpg', '-XMP-dc:Title=One');
  await world.edit('b', 'p2.jpg', '-XMP-dc:Title=Two', '-XMP-dc:Subject=heron');
  await until(world, async () => (await title('b', 'p1.jpg')) === 'One');
  await until(world, async () => (await title('a', 'p2.jpg')) === 'Two');
  await quiet(world);
  const runs = (await world.client.history.list({})).total;
  // Longer than files take to come to rest, so that echoes would have had their turn.
  await new Promise((resolve) => setTimeout(resolve, 1500));
  await quiet(world);
  expect((await world.client.history.list({})).total).toBe(runs);
  expect(await world.client.plans.sync({ dryRun: true })).toMatchObject({ planned: 0, conflicts: 0 });
});

describe('missed events', () => {
  test.each([10, 50, 100])(
    'with %i in a hundred of them dropped the next scan comes to the same end',
    async (percent) => {
      let n = 0;
      const dropping: typeof watchTree = (options) =>
        watchTree({
          ...options,
          // A fixed pattern of what gets lost, not chance.
          onTouched: (folder) => ((n++ * 37) % 100 < percent ? undefined : options.onTouched(folder)),
        });
      world = await createWorld({ ...quick, watchOptions: { restMs: 300, watchTree: dropping } });
      await pairs(4, 'a', 'b');
      await bridged(both);
      for (const p of [1, 2]) await world.edit('a', `p${p}.jpg`, `-XMP-dc:Title=Title ${p}`);
      await world.edit('b', 'p3.jpg', '-XMP-xmp:Rating=2');
      renameSync(world.at('b', 'p4.jpg'), world.at('b', 'moved.jpg'));
      await world.edit('b', 'moved.jpg', '-XMP-dc:Title=Moved');
      await quiet(world);
      await world.client.libraries.scan({});
      await world.client.plans.sync({});
      await quiet(world);
      expect(await Promise.all([title('b', 'p1.jpg'), title('b', 'p2.jpg')])).toEqual(['Title 1', 'Title 2']);
      expect(await rating('a', 'p3.jpg')).toBe(2);
      expect(await title('a', 'p4.jpg')).toBe('Moved');
      expect(await world.client.plans.sync({ dryRun: true })).toMatchObject({ planned: 0, conflicts: 0 });
    },
  );
});

test('over the brake the bridge pauses, and goes on once a person ran the plan', async () => {
  world = await createWorld(quick);
  await pairs(3, 'a', 'b');
  await world.client.settings.set({ brakePhotos: 1, brakeShare: 0 });
  await bridged(both);
  await world.edit('a', 'p1.jpg', '-XMP-xmp:Rating=1');
  await until(world, async () => (await rating('b', 'p1.jpg')) === 1);
  // One at a time, as a preset that works through a folder would: the drip counts, too.
  await world.edit('a', 'p2.jpg', '-XMP-xmp:Rating=1');
  await until(world, async () => (await bridge()).paused !== null);
  expect(await rating('b', 'p2.jpg')).toBe(4);
  const { plan, reason } = (await bridge()).paused!;
  expect(reason).toContain('one file, after one file in the last hour');
  // What changes while it is paused waits.
  await world.edit('b', 'p3.jpg', '-XMP-dc:Title=Meanwhile');
  await quiet(world);
  expect(await title('a', 'p3.jpg')).toBeUndefined();
  await world.client.plans.run({ plan: plan! });
  await until(world, async () => (await title('a', 'p3.jpg')) === 'Meanwhile');
  expect(await rating('b', 'p2.jpg')).toBe(1);
  expect((await bridge()).paused).toBeNull();
});

test('what a crash rolled back, and what changes again, counts towards the brake once', async () => {
  world = await createWorld(quick);
  await pairs(2, 'a', 'b');
  await world.client.settings.set({ brakePhotos: 2, brakeShare: 0 });
  await bridged(both);
  for (const stars of [1, 2, 3]) {
    await world.edit('a', 'p1.jpg', `-XMP-xmp:Rating=${stars}`);
    await until(world, async () => (await rating('b', 'p1.jpg')) === stars);
  }
  expect((await bridge()).paused).toBeNull();
  await world.edit('a', 'p2.jpg', '-XMP-xmp:Rating=1');
  await until(world, async () => (await bridge()).paused !== null || (await rating('b', 'p2.jpg')) === 1);
  expect((await bridge()).paused).toBeNull();
});

test('a preset that adds to very many photos is stopped, though nothing would be lost', async () => {
  world = await createWorld(quick);
  await pairs(3, 'a', 'b');
  await world.client.settings.set({ brakeChanges: 1, brakeShare: 0 });
  await bridged(both);
  for (const n of [1, 2, 3]) await world.edit('a', `p${n}.jpg`, '-XMP-dc:Subject+=Imported');
  await until(world, async () => (await bridge()).paused !== null);
  const { plan, reason } = (await bridge()).paused!;
  expect(reason).toMatch(/^A sync would change (3 files|2 files, after one file|one file, after one file)/);
  // A person's own sync asks only where something is lost.
  const own = await world.client.plans.sync({ bridges: ['home'], dryRun: true });
  expect([own.planned, own.losing, own.needs]).toEqual([3, 0, undefined]);
  await world.client.plans.run({ plan: plan! });
  await until(world, async () => (await world.client.plans.sync({ dryRun: true })).planned === 0);
  for (const n of [1, 2, 3])
    expect((await world.tags('b', `p${n}.jpg`))['XMP-dc:Subject']).toEqual(['Imported']);
});

test('a pause loses nothing: what changed meanwhile travels when the bridge is resumed', async () => {
  world = await createWorld(quick);
  await pairs(1, 'a', 'b');
  await bridged(both);
  await world.client.bridges.pause({ bridge: 'home' });
  await world.edit('a', 'p1.jpg', '-XMP-dc:Title=While paused');
  await until(
    world,
    async () => (await world.client.photos.find({ query: 'title:"While paused"' })).total === 1,
  );
  await quiet(world);
  expect(await title('b', 'p1.jpg')).toBeUndefined();
  // A pause that ends by itself.
  await world.client.bridges.pause({ bridge: 'home', until: Date.now() + 500 });
  await until(world, async () => (await title('b', 'p1.jpg')) === 'While paused');
});

test('a drive that was away gets what was decided, and gives what was changed on it', async () => {
  world = await createWorld({ ...quick, watchOptions: { restMs: 300, pollMs: 200 } });
  await pairs(2, 'a', 'b', 'c');
  await bridged([...both, { library: 'c' }]);
  renameSync(world.at('c', ''), `${world.at('c', '').replace(/\/$/, '')}-away`);
  await until(world, async () => (await bridge()).health.offline.length === 1);
  await world.edit('a', 'p1.jpg', '-XMP-dc:Title=While c was away');
  await until(world, async () => (await title('b', 'p1.jpg')) === 'While c was away');
  expect((await bridge()).health.waitingFor).toEqual([{ library: 'c', photos: 1 }]);
  const away = `${world.root}/c-away`;
  await world.edit('c-away', 'p2.jpg', '-XMP-dc:Title=On the road');
  renameSync(away, `${world.root}/c`);
  await until(world, async () => (await title('c', 'p1.jpg')) === 'While c was away');
  await until(world, async () => (await title('b', 'p2.jpg')) === 'On the road');
  expect(await world.conflicts()).toEqual([]);
  expect((await bridge()).health).toMatchObject({ offline: [], waitingFor: [] });
});

test('a file that is still being written is left alone until it stands still', async () => {
  world = await createWorld({ ...quick, watchOptions: {} });
  await pairs(1, 'a', 'b');
  await bridged(both);
  copyFileSync(world.at('a', 'p1.jpg'), `${world.root}/new.jpg`);
  await world.edit('.', 'new.jpg', '-XMP-dc:Title=Grown');
  const bytes = readFileSync(`${world.root}/new.jpg`);
  const part = Math.ceil(bytes.length / 6);
  writeFileSync(world.at('b', 'new.jpg'), bytes.subarray(0, part));
  for (let at = part; at < bytes.length; at += part) {
    await new Promise((resolve) => setTimeout(resolve, 700));
    expect((await world.client.status()).libraries.find(({ name }) => name === 'b')!.files).toBe(1);
    appendFileSync(world.at('b', 'new.jpg'), bytes.subarray(at, at + part));
  }
  await until(world, async () => (await world.client.photos.find({ query: 'title:Grown' })).total === 1);
  expect((await world.client.problems.list({})).total).toBe(0);
});

test('a file that may not be written stops nothing, and is written when it may', async () => {
  world = await createWorld(quick);
  await pairs(2, 'a', 'b');
  await bridged(both);
  chmodSync(world.at('b', 'p1.jpg'), 0o444);
  await world.edit('a', 'p1.jpg', '-XMP-dc:Title=Refused');
  await world.edit('a', 'p2.jpg', '-XMP-dc:Title=Goes on');
  await until(world, async () => (await title('b', 'p2.jpg')) === 'Goes on');
  await quiet(world);
  expect(await title('b', 'p1.jpg')).toBeUndefined();
  chmodSync(world.at('b', 'p1.jpg'), 0o644);
  await until(world, async () => (await title('b', 'p1.jpg')) === 'Refused');
});

test('libraries that are in step already need no first preview', async () => {
  world = await createWorld(quick);
  await world.picture({ 'a/p1.jpg': [], 'b/p1.jpg': [] }, 1);
  await bridged(both);
  expect((await bridge()).consented).toBe(true);
  await world.edit('a', 'p1.jpg', '-XMP-dc:Title=By itself');
  await until(world, async () => (await title('b', 'p1.jpg')) === 'By itself');
});

test('what was not carried over when the engine ended is, after the next start', async () => {
  world = await createWorld(quick);
  await pairs(1, 'a', 'b');
  await bridged(both);
  await world.engine.close();
  await world.edit('a', 'p1.jpg', '-XMP-dc:Title=While nobody looked');
  await world.restart();
  await until(world, async () => (await title('b', 'p1.jpg')) === 'While nobody looked');
});
