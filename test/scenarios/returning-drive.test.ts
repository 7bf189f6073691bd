// A drive that comes back is noticed by whoever looks first: a watch, or a sync that has something for it.
import { renameSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { quiet, until } from '../support/until.ts';
import { createWorld, type World } from '../support/world.ts';

let world: World;
afterEach(() => world?.close());

vi.setConfig({ testTimeout: 90_000 });

const title = async (library: string, path: string) => (await world.tags(library, path))['XMP-dc:Title'];

test('a sync finds the drive there again before the watch does: what waited for it goes on all the same', async () => {
  // Polled so rarely that the watch of the drive notices nothing by itself.
  world = await createWorld({ watch: true, watchOptions: { restMs: 300, pollMs: 600_000 } });
  for (const n of [1, 2, 3])
    await world.picture(
      { [`a/p${n}.jpg`]: ['-XMP-xmp:Rating=4'], [`b/p${n}.jpg`]: [], [`c/p${n}.jpg`]: [] },
      n,
    );
  await world.add('a', 'b', 'c');
  const members = ['a', 'b', 'c'].map((library) => ({ library }));
  await world.client.bridges.add({ name: 'home', members, trigger: { kind: 'auto' } });
  await world.client.plans.sync({ yes: true });
  await quiet(world);
  renameSync(`${world.root}/c`, `${world.root}/c-away`);
  await world.edit('a', 'p1.jpg', '-XMP-dc:Title=While c was away');
  await until(world, async () => (await title('b', 'p1.jpg')) === 'While c was away');
  await quiet(world);
  await world.edit('c-away', 'p2.jpg', '-XMP-dc:Title=On the road');
  renameSync(`${world.root}/c-away`, `${world.root}/c`);
  await world.edit('a', 'p3.jpg', '-XMP-dc:Title=Back again');
  await until(world, async () => (await title('c', 'p3.jpg')) === 'Back again');
  // Decided meanwhile, and changed on the road: neither photo was in the sync that found the drive.
  await until(world, async () => (await title('c', 'p1.jpg')) === 'While c was away');
  await until(world, async () => (await title('b', 'p2.jpg')) === 'On the road');
  await quiet(world);
  expect(await world.client.plans.sync({ dryRun: true })).toMatchObject({ planned: 0, conflicts: 0 });
});

test('gone and back while nobody looked but a sync, and no event told, clocks jumping meanwhile: it is found within a poll', async () => {
  let jump = 0;
  world = await createWorld({
    watch: true,
    clock: () => Date.now() + jump,
    watchOptions: { restMs: 300, pollMs: 300 },
  });
  await world.picture({ 'a/p.jpg': [], 'b/p.jpg': [] }, 1);
  await world.add('a', 'b');
  const members = ['a', 'b'].map((library) => ({ library }));
  await world.client.bridges.add({ name: 'home', members, trigger: { kind: 'auto' } });
  await world.client.plans.sync({ yes: true });
  await quiet(world);
  const state = async () => (await world.client.status()).libraries.find(({ name }) => name === 'b')!.state;
  // Its folder stays what it was, as when a drive is pulled and put back between two looks.
  const marker = join(world.root, 'b', '.tagbridge');
  for (const by of [315_360_000_000, -86_400_000]) {
    jump = by;
    renameSync(marker, join(world.root, 'marker'));
    await world.edit('a', 'p.jpg', `-XMP-dc:Title=Jumped by ${by}`);
    await until(world, async () => (await state()) === 'offline');
    await quiet(world);
    renameSync(join(world.root, 'marker'), marker);
    await until(world, async () => (await state()) === 'online');
    await until(world, async () => (await title('b', 'p.jpg')) === `Jumped by ${by}`);
  }
});

test('a conflict with a drive that is away is none until the drive is back', async () => {
  world = await createWorld();
  await world.picture({ 'a/p.jpg': [], 'b/p.jpg': [], 'c/p.jpg': [] }, 1);
  await world.add('a', 'b', 'c');
  const members = ['a', 'b', 'c'].map((library) => ({ library }));
  await world.client.bridges.add({ name: 'home', members });
  await world.client.plans.sync({ yes: true });
  await world.edit('a', 'p.jpg', '-XMP-dc:Title=From a');
  await world.edit('c', 'p.jpg', '-XMP-dc:Title=From c');
  await world.client.libraries.scan({});
  expect(await world.conflicts()).toMatchObject([{ field: 'title' }]);

  renameSync(`${world.root}/c`, `${world.root}/c-away`);
  await world.client.libraries.scan({});
  expect(await world.conflicts()).toEqual([]);
  expect(await world.client.plans.sync({})).toMatchObject({ written: 1, conflicts: 0 });
  expect(await title('b', 'p.jpg')).toBe('From a');

  renameSync(`${world.root}/c-away`, `${world.root}/c`);
  await world.client.libraries.scan({});
  expect(await world.conflicts()).toMatchObject([{ field: 'title' }]);
  expect(await title('c', 'p.jpg')).toBe('From c');
});

test('what a drive that returned brings is judged although the engine ended before it was scanned', async () => {
  world = await createWorld();
  await world.picture({ 'a/p.jpg': ['-XMP-xmp:Rating=4'], 'b/p.jpg': ['-XMP-xmp:Rating=2'] }, 1);
  await world.picture({ 'b/q.jpg': [] }, 2);
  await world.add('a', 'b');
  expect(await world.conflicts()).toHaveLength(1);
  const [there, away] = [join(world.root, 'b'), join(world.root, 'away')];
  renameSync(there, away);
  await world.client.libraries.scan({});
  expect(await world.conflicts()).toEqual([]);
  renameSync(away, there);
  // Whoever is about to write there sees that it is back.
  await world.client.plans.edit({ files: [world.at('b', 'q.jpg')], edit: { addKeywords: ['back'] } });
  await world.restart();
  await world.client.libraries.scan({});
  expect(await world.conflicts()).toHaveLength(1);
});
