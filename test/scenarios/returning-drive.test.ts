// A drive that comes back is noticed by whoever looks first: a watch, or a sync that has something for it.
import { renameSync } from 'node:fs';
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
