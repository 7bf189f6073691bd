// A library in two bridges that run by themselves.
import { afterEach, expect, test, vi } from 'vitest';
import { watchTree } from '../../shared/engine/files/folder-watch.ts';
import { quiet, until } from '../support/until.ts';
import { createWorld, type World } from '../support/world.ts';

let world: World;
afterEach(() => world?.close());

vi.setConfig({ testTimeout: 60_000 });

const title = async (library: string) => (await world.tags(library, 'p.jpg'))['XMP-dc:Title'];

test('a change that the plan of one bridge comes upon goes on in the other, too', async () => {
  // Of what happens in b nobody tells.
  const deaf: typeof watchTree = (options) =>
    watchTree({
      ...options,
      onTouched: (folder) => (options.root.endsWith('/b') ? undefined : options.onTouched(folder)),
    });
  world = await createWorld({ watch: true, watchOptions: { restMs: 300, watchTree: deaf } });
  await world.picture({ 'a/p.jpg': ['-XMP-xmp:Rating=4'], 'b/p.jpg': [], 'c/p.jpg': [] }, 1);
  await world.add('a', 'b', 'c');
  const trigger = { kind: 'auto' as const };
  const bridge = (name: string, ...libraries: string[]) =>
    world.client.bridges.add({ name, members: libraries.map((library) => ({ library })), trigger });
  await bridge('home', 'a', 'b');
  await bridge('trip', 'b', 'c');
  await world.client.plans.sync({ yes: true });
  await quiet(world);
  await world.edit('b', 'p.jpg', '-XMP-dc:Title=From b');
  await world.edit('a', 'p.jpg', '-XMP-dc:Title=From a');
  // Between a and b a person decides; between b and c there is nothing to decide.
  await until(world, async () => (await world.conflicts()).length > 0);
  await until(world, async () => (await title('c')) === 'From b');
  expect([await title('a'), await title('b')]).toEqual(['From a', 'From b']);
});

test('what waits in a bridge is what its own next sync writes, not every difference of its photos', async () => {
  world = await createWorld();
  for (const [at, name] of ['p', 'q', 'r'].entries())
    await world.picture(
      { [`a/${name}.jpg`]: ['-XMP-xmp:Rating=4'], [`b/${name}.jpg`]: [], [`c/${name}.jpg`]: [] },
      at + 1,
    );
  await world.add('a', 'b', 'c');
  const { bridges, plans, libraries } = world.client;
  const health = async () =>
    Object.fromEntries(
      (await bridges.list()).map((one) => [one.name, [one.health.waiting, one.health.state]]),
    );
  await bridges.add({ name: 'home', members: [{ library: 'a' }, { library: 'b' }] });
  await bridges.add({
    ...{ name: 'client', members: [{ library: 'a' }, { library: 'c' }], fields: ['title', 'keywords'] },
    rules: [{ field: 'keywords', kind: 'neverLeaves', library: 'a' }],
  });
  expect(await health()).toEqual({ home: [3, 'never'], client: [0, 'never'] });
  await plans.sync({ yes: true });
  expect(await health()).toEqual({ home: [0, 'inStep'], client: [0, 'inStep'] });

  await world.edit('b', 'p.jpg', '-XMP-dc:Title=From b');
  await world.edit('a', 'q.jpg', '-XMP-dc:Subject=private');
  await libraries.scan({});
  expect(await health()).toEqual({ home: [2, 'waiting'], client: [0, 'inStep'] });
  await bridges.set({ bridge: 'home', where: 'path:p.jpg' });
  expect(await health()).toMatchObject({ home: [1, 'waiting'] });
  await plans.sync({});
  expect(await health()).toEqual({ home: [0, 'inStep'], client: [0, 'inStep'] });
});
