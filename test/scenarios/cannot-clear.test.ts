import { afterEach, beforeEach, expect, test } from 'vitest';
import { createWorld, type World } from '../support/world.ts';

const place = ['-GPSLatitude=48.1', '-GPSLatitudeRef=N', '-GPSLongitude=11.5', '-GPSLongitudeRef=E'];

let world: World;
beforeEach(async () => {
  world = await createWorld();
});
afterEach(() => world.close());

const gps = async (library: string, path: string) =>
  (await world.client.photos.show({ file: world.at(library, path) })).fields.gps;

test('a position in the file itself cannot be cleared through a sidecar: said, left, and cleared once files may be written', async () => {
  await world.picture({ 'raw/a.dng': [...place, '-XMP-dc:Subject=lake'] }, 1);
  await world.add('raw');
  await world.client.libraries.set({ library: 'raw', writes: 'sidecar' });
  const files = [world.at('raw', 'a.dng')];
  const clear = { clear: ['gps' as const], removeKeywords: ['lake'] };
  const outcome = await world.client.plans.edit({ files, edit: clear });
  // What can be done is done; what cannot is told, and neither history nor index says otherwise.
  expect(outcome).toMatchObject({ written: 1, changeTotal: 1, problemTotal: 1 });
  expect(outcome.problems[0]).toMatchObject({
    code: 'unsupported',
    message: expect.stringContaining('is in the file itself'),
  });
  expect(await gps('raw', 'a.dng')).toMatchObject({ lat: 48.1 });
  expect(await world.client.plans.edit({ files, edit: { clear: ['gps'] } })).toMatchObject({
    run: null,
    skippedBy: { staysInFile: 1 },
  });
  await world.client.libraries.set({ library: 'raw', writes: 'embedded' });
  expect(await world.client.plans.edit({ files, edit: { clear: ['gps'] } })).toMatchObject({ written: 1 });
  expect(await gps('raw', 'a.dng')).toBeUndefined();
  expect((await world.tags('raw', 'a.dng'))['GPS:GPSLatitude']).toBeUndefined();
});

test('a position set in the sidecar alone can be cleared there', async () => {
  await world.picture({ 'raw/a.dng': [] }, 1);
  await world.add('raw');
  await world.client.libraries.set({ library: 'raw', writes: 'sidecar' });
  const files = [world.at('raw', 'a.dng')];
  await world.client.plans.edit({ files, edit: { set: { gps: { lat: 1, lon: 2 } } } });
  expect(await gps('raw', 'a.dng')).toEqual({ lat: 1, lon: 2 });
  expect(await world.client.plans.edit({ files, edit: { clear: ['gps'] } })).toMatchObject({ written: 1 });
  expect(await gps('raw', 'a.dng')).toBeUndefined();
});

test('a position removed in one copy: a copy with sidecars only keeps it, is counted, and brings it back nowhere', async () => {
  await world.picture({ 'raw/a.dng': place, 'web/a.dng': place }, 1);
  await world.add('raw', 'web');
  await world.client.libraries.set({ library: 'raw', writes: 'sidecar' });
  await world.client.bridges.add({ name: 'b', members: [{ library: 'raw' }, { library: 'web' }] });
  await world.client.plans.sync({ yes: true });
  await world.edit('web', 'a.dng', '-GPS:all=');
  for (const _ of [1, 2]) {
    expect(await world.client.plans.sync({})).toMatchObject({
      planned: 0,
      conflicts: 0,
      skippedBy: { staysInFile: 1 },
    });
  }
  expect(await gps('web', 'a.dng')).toBeUndefined();
  expect(await gps('raw', 'a.dng')).toMatchObject({ lat: 48.1 });
});
