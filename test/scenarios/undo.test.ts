import { linkSync, rmSync } from 'node:fs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createWorld, type World } from '../support/world.ts';

let world: World;
beforeEach(async () => {
  world = await createWorld();
  for (const seed of [1, 2])
    await world.picture({ [`a/p${seed}.jpg`]: [`-XMP-dc:Title=T${seed}`], [`b/p${seed}.jpg`]: [] }, seed);
  await world.add('a', 'b');
});
afterEach(() => world.close());

const edit = (path: string, edit: Parameters<World['client']['plans']['edit']>[0]['edit']) =>
  world.client.plans.edit({ files: [world.at('b', path)], edit });
const rating = async (path: string) => (await world.tags('b', path))['XMP-xmp:Rating'];
const history = async () => (await world.client.history.list({})).items;

test('all since a time is one plan and one run, which names every change and can be redone', async () => {
  const before = world.bytes('b', 'p1.jpg');
  const since = Date.now();
  await edit('p1.jpg', { set: { rating: 1 } });
  await edit('p1.jpg', { set: { rating: 2, city: 'Rome' } });
  await edit('p2.jpg', { addKeywords: ['lake'] });
  const after = world.bytes('b', 'p1.jpg');

  const preview = await world.client.plans.undo({ since, dryRun: true });
  expect(preview).toMatchObject({ run: null, planned: 2, photos: 2, changeTotal: 3 });
  expect((await world.changes(preview)).map((row) => [row.path, row.field, row.before, row.after])).toEqual(
    expect.arrayContaining([
      ['p1.jpg', 'rating', 2, null],
      ['p1.jpg', 'city', 'Rome', null],
      ['p2.jpg', 'keywords', ['lake'], null],
    ]),
  );
  const undone = await world.client.plans.run({ plan: preview.plan });
  expect(undone).toMatchObject({ written: 2, problemTotal: 0 });
  expect(world.bytes('b', 'p1.jpg')).toBe(before);
  expect((await history()).map((run) => [run.kind, run.undone])).toEqual([
    ['undo', null],
    ['edit', undone.run],
    ['edit', undone.run],
    ['edit', undone.run],
  ]);

  expect(await world.client.plans.redo({ run: undone.run! })).toMatchObject({ written: 2, problemTotal: 0 });
  expect(world.bytes('b', 'p1.jpg')).toBe(after);
  expect((await history()).filter((run) => run.kind === 'edit').map((run) => run.undone)).toEqual([
    null,
    null,
    null,
  ]);
});

test('a file goes back as far as it is still what the runs made of it; what another program did stays', async () => {
  const since = Date.now();
  await edit('p1.jpg', { set: { city: 'Rome' } });
  await world.edit('b', 'p1.jpg', '-XMP-xmp:Rating=5');
  await edit('p1.jpg', { set: { rating: 2 } });
  await world.edit('b', 'p1.jpg', '-XMP-xmp:Rating=4');
  const undone = await world.client.plans.undo({ since });
  expect(undone).toMatchObject({ planned: 1, written: 1, problemTotal: 1 });
  expect(undone.problems).toEqual([expect.objectContaining({ path: 'p1.jpg', code: 'changedSince' })]);
  const tags = await world.tags('b', 'p1.jpg');
  expect(tags['XMP-photoshop:City']).toBeUndefined();
  expect(tags['XMP-xmp:Rating']).toBe(4);
});

test('edits that cancel each other out bring back the bytes all the same', async () => {
  await world.edit('b', 'p1.jpg', '-XMP-xmp:Rating=3');
  const since = Date.now();
  const before = world.bytes('b', 'p1.jpg');
  await edit('p1.jpg', { set: { rating: 1 } });
  await edit('p1.jpg', { set: { rating: 3 } });
  expect(await world.client.plans.undo({ since })).toMatchObject({ planned: 1, written: 1, problemTotal: 0 });
  expect(world.bytes('b', 'p1.jpg')).toBe(before);
});

test('a push, its undo and its redo since a time: all of it goes, hub and bases too', async () => {
  const before = world.bytes('b', 'p1.jpg');
  const since = Date.now();
  const pushed = await world.client.plans.push({ from: 'a', to: 'b' });
  await world.client.plans.undo({ run: pushed.run! });
  await world.client.plans.redo({ run: pushed.run! });
  expect(await world.client.plans.undo({ since })).toMatchObject({ written: 2, problemTotal: 0 });
  expect(world.bytes('b', 'p1.jpg')).toBe(before);
  const held = (await world.conflicts()).map((conflict) => [conflict.kind, conflict.field]);
  expect(held).toEqual([
    ['undone', 'title'],
    ['undone', 'title'],
  ]);
  await expect(world.client.plans.undo({ since })).rejects.toMatchObject({ code: 'NOT_FOUND' });
});

test('one photo of a run is undone alone; undoing the whole run later leaves it in peace', async () => {
  const before = world.bytes('b', 'p1.jpg');
  const pushed = await world.client.plans.push({ from: 'a', to: 'b' });
  const one = await world.client.plans.undo({ run: pushed.run!, where: 'title:T1' });
  expect(one).toMatchObject({ planned: 1, written: 1, problemTotal: 0 });
  expect(world.bytes('b', 'p1.jpg')).toBe(before);
  expect((await world.tags('b', 'p2.jpg'))['XMP-dc:Title']).toBe('T2');
  expect((await history()).find((run) => run.run === pushed.run)!.undone).toBeNull();

  const rest = await world.client.plans.undo({ run: pushed.run! });
  expect(rest).toMatchObject({ planned: 1, written: 1, unchanged: 1, problems: [] });
  expect((await world.tags('b', 'p2.jpg'))['XMP-dc:Title']).toBeUndefined();
  expect((await history()).find((run) => run.run === pushed.run)!.undone).toBe(rest.run);
});

test('a query that makes no sense is refused before a plan is made; so is a time without runs', async () => {
  const pushed = await world.client.plans.push({ from: 'a', to: 'b' });
  await expect(world.client.plans.undo({ run: pushed.run!, where: '(' })).rejects.toMatchObject({
    code: 'USAGE',
  });
  await expect(world.client.plans.undo({ since: Date.now() + 60_000 })).rejects.toMatchObject({
    code: 'NOT_FOUND',
  });
  expect(await rating('p1.jpg')).toBeUndefined();
});

test('an undo in which a file could not be written leaves the run to be undone again, for that file', async () => {
  const before = ['p1.jpg', 'p2.jpg'].map((path) => world.bytes('b', path));
  const pushed = await world.client.plans.push({ from: 'a', to: 'b' });
  const preview = await world.client.plans.undo({ run: pushed.run!, dryRun: true });
  // A second name for the file, made after the preview: writing would part the two.
  linkSync(world.at('b', 'p2.jpg'), world.at('', 'second-name.jpg'));
  const first = await world.client.plans.run({ plan: preview.plan });
  expect(first).toMatchObject({ written: 1, problemTotal: 1 });
  expect((await history()).find((run) => run.run === pushed.run)!.undone).toBeNull();

  rmSync(world.at('', 'second-name.jpg'));
  const second = await world.client.plans.undo({ run: pushed.run! });
  expect(second).toMatchObject({ written: 1, problemTotal: 0 });
  expect(['p1.jpg', 'p2.jpg'].map((path) => world.bytes('b', path))).toEqual(before);
  expect((await history()).find((run) => run.run === pushed.run)!.undone).toBe(second.run);
});
