// What a bridge did, and what it cannot do, is told of it and of no other.
import { chmodSync } from 'node:fs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { BridgeView } from '../../shared/api/views.ts';
import { createWorld, type World } from '../support/world.ts';

let world: World;
beforeEach(async () => {
  world = await createWorld();
});
afterEach(() => world.close());

const between = (name: string, ...libraries: string[]) =>
  world.client.bridges.add({ name, members: libraries.map((library) => ({ library })) });
const view = async (name: string): Promise<BridgeView> =>
  (await world.client.bridges.list()).find((one) => one.name === name)!;
const sync = (...bridges: string[]) => world.client.plans.sync({ bridges, yes: true });
const runsOf = async (bridge: string, page: { limit?: number; after?: string } = {}) =>
  world.client.history.list({ bridge, ...page });

/** A photo in three libraries, rated in the first. */
async function triple(): Promise<void> {
  await world.picture({ 'a/p.jpg': ['-XMP-xmp:Rating=4'], 'b/p.jpg': [], 'c/p.jpg': [] }, 1);
  await world.add('a', 'b', 'c');
}

test('a bridge keeps its runs under a new name, and one that takes its old name has none', async () => {
  await triple();
  const home = await between('home', 'a', 'b');
  const { run } = await sync('home');
  await world.client.bridges.set({ bridge: 'home', name: 'Home, House' });
  const other = await between('home', 'b', 'c');
  expect((await runsOf(home.id)).items).toMatchObject([
    { run, bridges: [home.id], fields: ['rating'], libraries: ['b'] },
  ]);
  expect(await runsOf(other.id)).toMatchObject({ total: 0, items: [] });
});

test('a run of several bridges is told of each, and a bridge’s runs come in pages', async () => {
  await triple();
  await between('one', 'a', 'b');
  await between('two', 'b', 'c');
  const both = await sync('one', 'two');
  await world.edit('a', 'p.jpg', '-XMP-dc:Title=T');
  await world.client.libraries.scan({});
  const one = await sync('one');
  expect((await runsOf('two')).items.map(({ run }) => run)).toEqual([both.run]);
  const first = await runsOf('one', { limit: 1 });
  expect(first).toMatchObject({ total: 2, items: [{ run: one.run }] });
  expect((await runsOf('one', { limit: 1, after: first.next! })).items).toMatchObject([{ run: both.run }]);
});

test('an undone run is said to be undone, its undo is told of the bridge, and so is what it left open', async () => {
  await triple();
  await between('home', 'a', 'b');
  const { run } = await sync('home');
  const undo = await world.client.plans.undo({ run: run! });
  expect((await runsOf('home')).items.map(({ kind, undone }) => [kind, undone])).toEqual([
    ['undo', null],
    ['sync', undo.run],
  ]);
  expect((await view('home')).health).toMatchObject({
    ...{ conflicts: 1, undone: 1, lastRun: { run, undone: undo.run } },
  });
});

test('a file that cannot be written is counted for the bridge that would write it, until it can be', async () => {
  await triple();
  await world.picture({ 'b/other.jpg': ['-XMP-xmp:Rating=1'], 'c/other.jpg': [] }, 2);
  await world.client.libraries.scan({});
  await between('home', 'a', 'b');
  await between('away', 'b', 'c');
  chmodSync(world.at('b', 'p.jpg'), 0o444);
  const preview = await world.client.plans.sync({ bridges: ['home'], dryRun: true });
  expect((await view('home')).health.unwritable).toBeUndefined();
  // A person ran what was previewed: what was left out of it is a problem from then on.
  await world.client.plans.run({ plan: preview.plan });
  expect((await world.client.problems.list({})).items).toMatchObject([
    { library: 'b', path: 'p.jpg', during: 'write', code: 'readOnlyFile' },
  ]);
  expect((await view('home')).health).toMatchObject({
    ...{ waiting: 1, unwritable: [{ library: 'b', files: 1 }] },
  });
  expect((await view('away')).health.unwritable).toBeUndefined();
  chmodSync(world.at('b', 'p.jpg'), 0o644);
  await sync('home');
  expect((await view('home')).health).toMatchObject({ state: 'inStep', waiting: 0 });
  expect((await view('home')).health.unwritable).toBeUndefined();
});

test('a problem that a person ignores is not told of the bridge either', async () => {
  await triple();
  await between('home', 'a', 'b');
  chmodSync(world.at('b', 'p.jpg'), 0o444);
  await sync('home');
  const { items } = await world.client.problems.list({});
  await world.client.problems.ignore({ problems: items.map(({ id }) => id) });
  expect((await view('home')).health.unwritable).toBeUndefined();
});

test('conflicts are listed and grouped for one bridge', async () => {
  await world.picture({ 'a/p.jpg': ['-XMP-xmp:Rating=4'], 'b/p.jpg': ['-XMP-xmp:Rating=2'] }, 1);
  await world.picture({ 'b/q.jpg': ['-XMP-dc:Title=One'], 'c/q.jpg': ['-XMP-dc:Title=Two'] }, 2);
  await world.add('a', 'b', 'c');
  const one = await between('one', 'a', 'b');
  const two = await between('two', 'b', 'c');
  const { client } = world;
  const fields = async (bridge?: string) => [
    (await client.conflicts.list({ bridge })).items.map(({ field }) => field).sort(),
    (await client.conflicts.shapes({ bridge })).map(({ field }) => field).sort(),
  ];
  await sync('one', 'two');
  expect(await fields(one.id)).toEqual([['rating'], ['rating']]);
  expect(await fields(two.id)).toEqual([['title'], ['title']]);
  expect(await fields()).toEqual([
    ['rating', 'title'],
    ['rating', 'title'],
  ]);
});
