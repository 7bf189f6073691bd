import { renameSync } from 'node:fs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createWorld, type World } from '../support/world.ts';

let world: World;
beforeEach(async () => {
  world = await createWorld();
  await world.picture({ 'laptop/a.jpg': [], 'nas/a.jpg': [] }, 1);
  await tag('laptop', 'animals|bird|heron', 'lake');
  await world.add('laptop', 'nas');
  await world.client.bridges.add({ name: 'home', members: [{ library: 'laptop' }, { library: 'nas' }] });
  await world.client.plans.sync({ yes: true });
});
afterEach(() => world.close());

/** As another program would: the paths, and their leaves as flat keywords. */
const tag = (library: string, ...paths: string[]) =>
  world.edit(
    library,
    'a.jpg',
    ...paths.map((path) => `-XMP-lr:HierarchicalSubject=${path}`),
    ...paths.map((path) => `-XMP-dc:Subject=${path.split('|').at(-1)}`),
  );
const keywords = async (library: string) => {
  const { fields } = await world.client.photos.show({ file: world.at(library, 'a.jpg') });
  return (fields.keywords as string[]).toSorted();
};
const rename = (from: string, to: string, where = '') =>
  world.client.plans.edit({ where, edit: { renameKeywords: [{ from, to }] } });
const goAway = () => renameSync(world.at('nas', ''), world.at('nas-away', ''));
const comeBack = () => renameSync(world.at('nas-away', ''), world.at('nas', ''));

test('a keyword renamed in the app while a drive is away, and used below its old name there: renamed there too', async () => {
  goAway();
  expect(await rename('animals|bird', 'animals|birds')).toMatchObject({
    title: 'Edit: rename animals|bird to animals|birds',
    written: 1,
  });
  await world.client.plans.sync({});
  comeBack();
  await tag('nas', 'animals|bird|heron', 'animals|bird|crane', 'lake');
  const preview = await world.client.plans.sync({ dryRun: true });
  expect(preview).toMatchObject({
    planned: 2,
    noteTotal: 1,
    notes: [
      {
        kind: 'renamed',
        field: 'keywords',
        photos: 1,
        paths: ['animals|bird|crane', 'animals|birds|crane'],
      },
    ],
  });
  expect(await world.client.plans.sync({})).toMatchObject({ written: 2, conflicts: 0 });
  for (const library of ['laptop', 'nas'])
    expect(await keywords(library)).toEqual(['animals|birds|crane', 'animals|birds|heron', 'lake']);
  const again = await world.client.plans.sync({});
  expect(again).toMatchObject({ planned: 0 });
  expect(again.notes).toBeUndefined();
});

test('the ledger survives a restart, and a rename that was undone renames nothing', async () => {
  goAway();
  const { run } = await rename('animals|bird', 'animals|birds');
  await world.restart();
  comeBack();
  await tag('nas', 'animals|bird|heron', 'animals|bird|crane', 'lake');
  const explained = await world.client.photos.explain({ file: world.at('nas', 'a.jpg') });
  expect(explained.fields.find((field) => field.field === 'keywords')).toBeDefined();
  await world.client.plans.undo({ run: run! });
  await world.client.plans.sync({});
  for (const library of ['laptop', 'nas'])
    expect(await keywords(library)).toEqual(['animals|bird|crane', 'animals|bird|heron', 'lake']);
});

test('a rename by another program leaves a straggler; the edit that is offered moves it', async () => {
  await tag('laptop', 'animals|birds|heron', 'lake');
  await tag('nas', 'animals|bird|heron', 'animals|bird|crane', 'lake');
  const synced = await world.client.plans.sync({});
  expect(synced.notes).toEqual([
    {
      kind: 'straggler',
      field: 'keywords',
      photos: 1,
      paths: ['animals|bird', 'animals|birds', 'animals|bird|crane'],
    },
  ]);
  expect(await keywords('laptop')).toEqual(['animals|birds|heron', 'animals|bird|crane', 'lake']);
  await rename('animals|bird|crane', 'animals|birds|crane', 'keyword:"animals|bird|crane"');
  expect(await world.client.plans.sync({})).toMatchObject({ planned: 0 });
  for (const library of ['laptop', 'nas'])
    expect(await keywords(library)).toEqual(['animals|birds|crane', 'animals|birds|heron', 'lake']);
});

test('a copy that comes new with the old name keeps it, and the rename is offered', async () => {
  await rename('lake', 'water|lake');
  await world.client.plans.sync({});
  await world.picture({ 'phone/a.jpg': [] }, 1);
  await world.edit('phone', 'a.jpg', '-XMP-dc:Subject=lake');
  await world.add('phone');
  await world.client.bridges.set({
    bridge: 'home',
    members: [{ library: 'laptop' }, { library: 'nas' }, { library: 'phone' }],
  });
  const explained = await world.client.photos.explain({ file: world.at('phone', 'a.jpg') });
  // A flat keyword that is the leaf of one path held by others stands for that path (design.md, decision 7).
  expect(explained.fields.find((field) => field.field === 'keywords')?.notes ?? []).toEqual([]);
  await world.edit('phone', 'a.jpg', '-XMP-dc:Subject=', '-XMP-lr:HierarchicalSubject=lake|shore');
  const synced = await world.client.plans.sync({ yes: true });
  expect(synced.notes).toEqual([
    { kind: 'straggler', field: 'keywords', photos: 1, paths: ['lake', 'water|lake', 'lake|shore'] },
  ]);
});
