import { renameSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createWorld, type World } from '../support/world.ts';

let world: World;
beforeEach(async () => {
  world = await createWorld();
});
afterEach(() => world.close());

const bridge = (name: string, ...libraries: string[]) =>
  world.client.bridges.add({ name, members: libraries.map((library) => ({ library })) });

describe('a bridge between two libraries', () => {
  beforeEach(async () => {
    await world.picture({ 'laptop/a.jpg': ['-XMP-dc:Title=Sea'], 'nas/a.jpg': [] }, 1);
    await world.picture({ 'laptop/b.jpg': [], 'nas/b.jpg': ['-XMP-xmp:Rating=3'] }, 2);
    await world.add('laptop', 'nas');
    await bridge('home', 'laptop', 'nas');
  });

  test('its first sync waits for consent; the plan named then runs, and the next sync finds nothing', async () => {
    const first = await world.client.plans.sync({});
    expect(first).toMatchObject({ needs: 'firstSync', run: null, planned: 2, written: 0 });
    const ran = await world.client.plans.run({ plan: first.plan });
    expect(ran).toMatchObject({ written: 2, problemTotal: 0 });
    expect((await world.tags('nas', 'a.jpg'))['XMP-dc:Title']).toBe('Sea');
    expect((await world.tags('laptop', 'b.jpg'))['XMP-xmp:Rating']).toBe(3);
    expect(await world.client.plans.sync({})).toMatchObject({ planned: 0, run: null, conflicts: 0 });
    expect((await world.client.bridges.list())[0]!.health).toMatchObject({ state: 'inStep', waiting: 0 });
  });

  test('after that, changes travel both ways at once and field by field', async () => {
    await world.client.plans.sync({ yes: true });
    await world.edit('laptop', 'a.jpg', '-XMP-dc:Title=Ocean');
    await world.edit('nas', 'a.jpg', '-XMP-xmp:Rating=5');
    await world.edit('nas', 'b.jpg', '-XMP-xmp:Rating=');
    // The planning command finds the changes itself: nobody scanned.
    const outcome = await world.client.plans.sync({ bridges: ['home'] });
    expect(outcome).toMatchObject({ problems: [], written: 3, conflicts: 0 });
    expect((await world.tags('nas', 'a.jpg'))['XMP-dc:Title']).toBe('Ocean');
    expect((await world.tags('laptop', 'a.jpg'))['XMP-xmp:Rating']).toBe(5);
    expect((await world.tags('laptop', 'b.jpg'))['XMP-xmp:Rating']).toBeUndefined();
    expect(await world.client.plans.sync({})).toMatchObject({ planned: 0 });
  });

  test('the same field changed on both sides is a conflict, written nowhere, while the rest goes on', async () => {
    await world.client.plans.sync({ yes: true });
    await world.edit('laptop', 'a.jpg', '-XMP-dc:Title=One', '-XMP-xmp:Rating=1');
    await world.edit('nas', 'a.jpg', '-XMP-dc:Title=Two');
    const outcome = await world.client.plans.sync({});
    expect(outcome).toMatchObject({ written: 1, conflicts: 1 });
    expect(await world.tags('nas', 'a.jpg')).toMatchObject({ 'XMP-dc:Title': 'Two', 'XMP-xmp:Rating': 1 });
    const [conflict] = await world.conflicts();
    expect(conflict).toMatchObject({
      kind: 'copies',
      bridge: 'home',
      field: 'title',
      hub: { 'x-default': 'Sea' },
    });
    const explained = await world.client.photos.explain({ file: world.at('nas', 'a.jpg') });
    expect(explained.fields.find((field) => field.field === 'title')).toMatchObject({
      outcome: 'conflict',
      why: expect.stringContaining('(the text without a language)'),
    });
  });

  test('undo of a sync after somebody edited one file: that file is refused, the other comes back', async () => {
    const untouched = world.bytes('laptop', 'b.jpg');
    const synced = await world.client.plans.sync({ yes: true });
    await world.edit('nas', 'a.jpg', '-XMP-dc:Title=Changed since');
    const undone = await world.client.plans.undo({ run: synced.run! });
    expect(undone).toMatchObject({ written: 1, skipped: 1, skippedBy: { changedSince: 1 } });
    expect(undone.problems[0]).toMatchObject({ path: 'a.jpg', code: 'changedSince' });
    expect((await world.tags('nas', 'a.jpg'))['XMP-dc:Title']).toBe('Changed since');
    expect(world.bytes('laptop', 'b.jpg')).toBe(untouched);
  });

  test('a file edited in another field since is undone by values, keeping the later edit', async () => {
    const synced = await world.client.plans.sync({ yes: true });
    await world.edit('nas', 'a.jpg', '-XMP-xmp:Rating=1');
    const undone = await world.client.plans.undo({ run: synced.run! });
    expect(undone).toMatchObject({ written: 2, skipped: 0 });
    const tags = await world.tags('nas', 'a.jpg');
    expect(tags['XMP-dc:Title']).toBeUndefined();
    expect(tags['XMP-xmp:Rating']).toBe(1);
  });

  test('a drive that is unplugged keeps its base: nothing reads as a deletion, both sides merge when it is back', async () => {
    await world.client.plans.sync({ yes: true });
    renameSync(world.at('nas', ''), world.at('nas-away', ''));
    await world.edit('laptop', 'a.jpg', '-XMP-dc:Title=While away');
    const away = await world.client.plans.sync({});
    expect(away).toMatchObject({ planned: 0, conflicts: 0, skippedBy: { offline: 1 } });
    expect(away.away).toEqual([{ library: 'nas', files: 1 }]);
    expect((await world.client.status()).libraries[1]).toMatchObject({ state: 'offline', files: 2 });

    renameSync(world.at('nas-away', ''), world.at('nas', ''));
    await world.edit('nas', 'a.jpg', '-XMP-xmp:Rating=2');
    const back = await world.client.plans.sync({});
    expect(back).toMatchObject({ problems: [], unchanged: 2, written: 2, conflicts: 0 });
    expect((await world.tags('nas', 'a.jpg'))['XMP-dc:Title']).toBe('While away');
    expect((await world.tags('laptop', 'a.jpg'))['XMP-xmp:Rating']).toBe(2);
  });

  test('a read-only library is read and merged, and never written', async () => {
    await world.client.libraries.set({ library: 'nas', writes: 'none' });
    const before = world.bytes('nas', 'a.jpg');
    const outcome = await world.client.plans.sync({ yes: true });
    expect(outcome).toMatchObject({ written: 1, skippedBy: { readOnly: 1 } });
    expect((await world.tags('laptop', 'b.jpg'))['XMP-xmp:Rating']).toBe(3);
    expect(world.bytes('nas', 'a.jpg')).toBe(before);
    const edited = await world.client.plans.edit({
      files: [world.at('nas', 'a.jpg')],
      edit: { set: { rating: 1 } },
    });
    expect(edited).toMatchObject({ planned: 0, run: null, skippedBy: { readOnly: 1 } });
  });

  test('a plan over the brake is saved with its counts and waits; additions never brake', async () => {
    await world.client.plans.sync({ yes: true });
    await world.client.settings.set({ brakePhotos: 1, brakeShare: 0.1 });
    for (const file of ['a.jpg', 'b.jpg'])
      await world.edit('laptop', file, '-XMP-xmp:Rating=', '-XMP-dc:Title=');
    const braked = await world.client.plans.sync({});
    expect(braked).toMatchObject({ needs: 'brake', run: null, planned: 2, losing: 2 });
    expect(braked.byField.reduce((sum, row) => sum + row.clears, 0)).toBe(2);
    expect((await world.tags('nas', 'a.jpg'))['XMP-dc:Title']).toBe('Sea');
    expect(await world.client.plans.run({ plan: braked.plan })).toMatchObject({ written: 2 });
    for (const file of ['a.jpg', 'b.jpg']) await world.edit('laptop', file, '-XMP-dc:Subject=new');
    expect(await world.client.plans.sync({})).toMatchObject({ written: 2 });
  });
});

test('a chain of bridges carries a change to its end in one sync, and the second plan is empty', async () => {
  await world.picture({ 'camera/a.jpg': ['-XMP-xmp:Rating=4'], 'archive/a.jpg': [], 'client/a.jpg': [] }, 1);
  await world.add('camera', 'archive', 'client');
  await bridge('one', 'archive', 'client');
  await bridge('two', 'archive', 'camera');
  expect(await world.client.plans.sync({ yes: true })).toMatchObject({ written: 2 });
  expect((await world.tags('client', 'a.jpg'))['XMP-xmp:Rating']).toBe(4);
  expect(await world.client.plans.sync({})).toMatchObject({ planned: 0 });
  await world.edit('client', 'a.jpg', '-XMP-xmp:Rating=1');
  expect(await world.client.plans.sync({})).toMatchObject({ written: 2, conflicts: 0 });
  expect((await world.tags('camera', 'a.jpg'))['XMP-xmp:Rating']).toBe(1);
  expect(await world.client.plans.sync({})).toMatchObject({ planned: 0 });
});

test('a source is never written, a target keeps its own change, and a kept field never leaves', async () => {
  await world.picture(
    {
      'master/a.jpg': ['-XMP-dc:Title=Master', '-XMP-dc:Rights=Ann', '-XMP-iptcExt:PersonInImage=Ann'],
      'client/a.jpg': ['-XMP-xmp:Rating=2'],
    },
    1,
  );
  await world.add('master', 'client');
  await world.client.bridges.add({
    name: 'out',
    members: [
      { library: 'master', role: 'source' },
      { library: 'client', role: 'target' },
    ],
    rules: [{ field: 'people', kind: 'neverLeaves', library: 'master' }],
  });
  const before = world.bytes('master', 'a.jpg');
  expect(await world.client.plans.sync({ yes: true })).toMatchObject({ written: 1, conflicts: 0 });
  expect(world.bytes('master', 'a.jpg')).toBe(before);
  const tags = await world.tags('client', 'a.jpg');
  expect(tags).toMatchObject({ 'XMP-dc:Title': 'Master', 'XMP-xmp:Rating': 2 });
  expect(tags['XMP-iptcExt:PersonInImage']).toBeUndefined();
  await expect(world.client.plans.push({ from: 'client', to: 'master' })).rejects.toMatchObject({
    code: 'USAGE',
  });
  expect(await world.client.plans.push({ from: 'master', to: 'client', fields: ['people'] })).toMatchObject({
    planned: 0,
  });
});

test('bridges that would steer each other in opposite directions are refused, with the reason', async () => {
  await world.add('a', 'b');
  const members = (from: string, to: string) => [
    { library: from, role: 'source' as const },
    { library: to, role: 'target' as const },
  ];
  await world.client.bridges.add({ name: 'there', members: members('a', 'b') });
  await expect(world.client.bridges.add({ name: 'back', members: members('b', 'a') })).rejects.toMatchObject({
    code: 'REFUSED',
    message: expect.stringContaining('there'),
  });
});
