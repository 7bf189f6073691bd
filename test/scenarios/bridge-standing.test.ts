// What a bridge's view says of its times, and in which order bridges are listed.
import { afterEach, expect, test } from 'vitest';
import { createWorld, type World } from '../support/world.ts';

let world: World;
afterEach(() => world?.close());

const at = (day: number, hour: number) => new Date(2026, 4, day, hour).getTime();
const health = async () => (await world.client.bridges.list())[0]!.health;

test('a next run is promised only where it is kept, and quiet hours say when they end', async () => {
  let now = at(4, 12);
  world = await createWorld({ clock: () => now });
  await world.picture({ 'a/p.jpg': [], 'b/p.jpg': [] }, 1);
  await world.add('a', 'b');
  await world.client.bridges.add({
    name: 'home',
    members: [{ library: 'a' }, { library: 'b' }],
    trigger: { kind: 'schedule', cron: '0 2 * * *', quiet: { from: '22:00', to: '06:00' } },
  });
  expect(await health()).not.toHaveProperty('nextRun');
  await world.client.plans.sync({ yes: true });
  // Two in the morning is quiet: it is kept when that is over.
  expect(await health()).toMatchObject({ nextRun: at(5, 6) });
  expect(await health()).not.toHaveProperty('quietUntil');
  now = at(4, 23);
  expect(await health()).toMatchObject({ quietUntil: at(5, 6) });
  await world.client.bridges.pause({ bridge: 'home' });
  expect(await health()).not.toHaveProperty('nextRun');
});

test('bridges are listed as people count', async () => {
  world = await createWorld();
  await world.add('a', 'b');
  for (const name of ['Bridge 10', 'bridge 6', 'Bridge 7'])
    await world.client.bridges.add({ name, members: [{ library: 'a' }, { library: 'b' }] });
  expect((await world.client.bridges.list()).map(({ name }) => name)).toEqual([
    'bridge 6',
    'Bridge 7',
    'Bridge 10',
  ]);
});

test('conflicts that came up are counted, those of one’s own undo are not', async () => {
  world = await createWorld();
  await world.picture({ 'a/p.jpg': [], 'b/p.jpg': [] }, 1);
  await world.picture({ 'a/q.jpg': [], 'b/q.jpg': [] }, 2);
  await world.add('a', 'b');
  await world.client.bridges.add({ name: 'home', members: [{ library: 'a' }, { library: 'b' }] });
  await world.client.plans.sync({ yes: true });
  await world.edit('a', 'p.jpg', '-XMP-xmp:Rating=4');
  await world.edit('b', 'p.jpg', '-XMP-xmp:Rating=2');
  await world.edit('a', 'q.jpg', '-XMP-dc:Title=New');
  await world.client.libraries.scan({});
  expect(await health()).toMatchObject({ conflicts: 1, raised: 1 });
  const { run } = await world.client.plans.sync({});
  await world.client.plans.undo({ run: run! });
  expect(await health()).toMatchObject({ conflicts: 2, raised: 1 });
  const { run: resolved } = await world.client.plans.resolve({ field: 'rating', take: { prefer: 'a' } });
  expect(await health()).toMatchObject({ conflicts: 1 });
  await world.client.plans.undo({ run: resolved! });
  expect(await health()).toMatchObject({ conflicts: 2, raised: 1 });
});
