// Families in conflict, undone, pushed, and by themselves.
import { afterEach, expect, test, vi } from 'vitest';
import { everyPlace, shotsIn } from '../support/shots.ts';
import { until } from '../support/until.ts';
import { createWorld, type World } from '../support/world.ts';

vi.setConfig({ testTimeout: 90_000 });

let world: World;
afterEach(() => world?.close());

const settled = async () =>
  expect(await world.client.plans.sync({ dryRun: true })).toMatchObject({ planned: 0, conflicts: 0 });

test('what belongs to one picture stays there', async () => {
  world = await createWorld();
  const { at, edit, bridged, shot } = shotsIn(world);
  await shot();
  await edit('a/IMG_1.dng', '-GPS:GPSLatitude=47', '-GPS:GPSLatitudeRef=N', '-GPS:GPSLongitude=8');
  await edit('a/IMG_1.dng', '-GPS:GPSLongitudeRef=E', '-XMP-iptcExt:PersonInImage=Ada');
  await world.client.libraries.scan({});
  await bridged(['rawJpeg']);
  await world.client.plans.sync({ yes: true });
  const { fields } = await world.client.photos.show({ file: at('a/IMG_1.jpg') });
  expect(fields).toMatchObject({ rating: 4 });
  expect(fields).not.toHaveProperty('gps');
  expect(fields).not.toHaveProperty('people');
  await settled();
});

test('both changed the same field: one conflict with every file, decided for all of them', async () => {
  world = await createWorld();
  const { rating, edit, bridged, shot } = shotsIn(world);
  await shot();
  await bridged(['rawJpeg']);
  await world.client.plans.sync({ yes: true });
  await edit('a/IMG_1.dng', '-XMP-xmp:Rating=1', '-IFD0:Rating=1');
  await edit('b/copy.jpg', '-XMP-xmp:Rating=5', '-IFD0:Rating=5');
  expect(await world.client.plans.sync({})).toMatchObject({ conflicts: 1, planned: 0 });
  const [conflict, ...others] = await world.conflicts();
  expect(others).toEqual([]);
  expect(conflict).toMatchObject({ field: 'rating', bridge: 'home' });
  expect(conflict!.sides.map((side) => side.path).sort()).toEqual(['IMG_1.dng', 'IMG_1.jpg', 'copy.jpg']);
  await world.client.plans.resolve({ conflicts: [conflict!.id], take: { prefer: 'b' } });
  for (const place of everyPlace) expect(await rating(place)).toBe(5);
  await settled();
});

test('undo takes a family back, and holds it until a person decides', async () => {
  world = await createWorld();
  const { keywords, edit, bridged, shot } = shotsIn(world);
  await shot();
  await bridged(['rawJpeg']);
  await world.client.plans.sync({ yes: true });
  await edit('a/IMG_1.dng', '-XMP-dc:Subject=owl', '-IPTC:Keywords=owl');
  const { run } = await world.client.plans.sync({ yes: true });
  expect(await keywords('b/copy.jpg')).toEqual(['owl']);
  await world.client.plans.undo({ run: run! });
  expect(await keywords('b/copy.jpg')).toEqual(['heron']);
  expect(await keywords('a/IMG_1.jpg')).toEqual(['heron']);
  expect(await world.client.plans.sync({})).toMatchObject({ planned: 0, conflicts: 1 });
  expect(await world.conflicts()).toMatchObject([{ kind: 'undone', field: 'keywords' }]);
  await world.client.plans.resolve({ take: { value: ['owl'] } });
  expect(await keywords('a/IMG_1.jpg')).toEqual(['owl']);
  await settled();
});

test('a push moves what the family last decided: the others take it as a change, not as a quarrel', async () => {
  world = await createWorld();
  const { rating, edit, bridged, shot } = shotsIn(world);
  await shot();
  await bridged(['rawJpeg']);
  await world.client.plans.sync({ yes: true });
  await edit('a/IMG_1.jpg', '-XMP-xmp:Rating=1', '-IFD0:Rating=1');
  await world.client.plans.push({ from: 'a', to: 'b', yes: true });
  expect(await rating('b/copy.jpg')).toBe(1);
  expect(await rating('a/IMG_1.dng')).toBe(4);
  expect(await world.client.plans.sync({})).toMatchObject({ conflicts: 0, written: 1 });
  expect(await rating('a/IMG_1.dng')).toBe(1);
  await settled();
});

test('by itself: what changes in the RAW is in the JPEG soon, also after a pause', async () => {
  world = await createWorld({ watch: true, watchOptions: { restMs: 300 } });
  const { edit, bridged, shot } = shotsIn(world);
  await shot();
  await bridged(['rawJpeg'], { trigger: { kind: 'auto' } });
  await world.client.plans.sync({ yes: true });
  await edit('a/IMG_1.dng', '-XMP-dc:Title=From the RAW');
  await until(world, async () => (await world.tags('a', 'IMG_1.jpg'))['XMP-dc:Title'] === 'From the RAW');
  await until(world, async () => (await world.tags('b', 'copy.jpg'))['XMP-dc:Title'] === 'From the RAW');
  await world.client.bridges.pause({ bridge: 'home' });
  await edit('a/IMG_1.dng', '-XMP-dc:Title=While paused');
  await until(world, async () => (await world.client.photos.find({ query: 'title:paused' })).total === 1);
  await world.client.bridges.resume({ bridge: 'home' });
  await until(world, async () => (await world.tags('b', 'copy.jpg'))['XMP-dc:Title'] === 'While paused');
});

test('one library alone: a bridge of one member keeps its families in step', async () => {
  world = await createWorld();
  const { bridged, shot, keywords } = shotsIn(world);
  await shot();
  await bridged(['rawJpeg'], { members: [{ library: 'a' }] });
  expect(await world.client.plans.sync({ yes: true })).toMatchObject({ written: 1, conflicts: 0 });
  expect(await keywords('a/IMG_1.jpg')).toEqual(['heron']);
  expect(await keywords('b/copy.jpg')).toEqual([]);
  await settled();
});
