// RAW and JPEG of one shot, original and export: kept in step where the user turned it on, and never guessed.
import { afterEach, expect, test, vi } from 'vitest';
import { makePicture } from '../support/pictures.ts';
import { until } from '../support/until.ts';
import { createWorld, type World } from '../support/world.ts';

vi.setConfig({ testTimeout: 90_000 });

let world: World;
afterEach(() => world?.close());

const taken = (time: string, part = '12') => [
  '-IFD0:Model=Sample',
  `-ExifIFD:DateTimeOriginal=2024:05:01 ${time}`,
  `-ExifIFD:SubSecTimeOriginal=${part}`,
];
const split = (place: string): [string, string] => {
  const cut = place.indexOf('/');
  return [place.slice(0, cut), place.slice(cut + 1)];
};
const at = (place: string) => world.at(...split(place));
const make = (place: string, seed: number, ...tags: string[]) => makePicture(at(place), seed, tags);
const keywords = async (place: string) =>
  (await world.client.photos.show({ file: at(place) })).fields.keywords ?? [];
const rating = async (place: string) => (await world.client.photos.show({ file: at(place) })).fields.rating;
const edit = (place: string, ...args: string[]) => world.edit(...split(place), ...args);

type Add = Parameters<World['client']['bridges']['add']>[0];
const members = [{ library: 'a' }, { library: 'b' }];
const bridged = async (families: Add['families'], more: Partial<Add> = {}) =>
  world.client.bridges.add({ name: 'home', members, ...(families ? { families } : {}), ...more });
const settled = async () =>
  expect(await world.client.plans.sync({ dryRun: true })).toMatchObject({ planned: 0, conflicts: 0 });

/** One shot: RAW and JPEG side by side in a, a copy of the JPEG alone in b; and a picture taken a second later. */
async function shot(): Promise<void> {
  await make('a/IMG_1.dng', 1, ...taken('10:20:30'), '-XMP-dc:Subject=heron', '-XMP-xmp:Rating=4');
  await world.picture({ 'a/IMG_1.jpg': taken('10:20:30'), 'b/copy.jpg': taken('10:20:30') }, 2);
  await make('a/IMG_2.jpg', 3, ...taken('10:20:31'));
  await world.add('a', 'b');
}

test('off unless it is turned on; then its first sync is shown, and says what comes from the family', async () => {
  world = await createWorld();
  await shot();
  await bridged(undefined);
  await world.client.plans.sync({ yes: true });
  await settled();
  expect(await keywords('a/IMG_1.jpg')).toEqual([]);
  const shown = await world.client.photos.show({ file: at('a/IMG_1.jpg') });
  expect(shown.family).toMatchObject([{ path: 'IMG_1.dng', kind: 'rawJpeg', why: expect.any(String) }]);

  await world.client.bridges.set({ bridge: 'home', families: ['rawJpeg'] });
  const preview = await world.client.plans.sync({});
  expect(preview).toMatchObject({ needs: 'firstSync', planned: 2, run: null, familyChanges: 4 });
  const rows = await world.changes(preview);
  expect(rows.map(({ library, field, family }) => [library, field, family])).toEqual(
    expect.arrayContaining([
      ['a', 'keywords', true],
      ['b', 'rating', true],
    ]),
  );
  await world.client.plans.run({ plan: preview.plan });
  for (const place of ['a/IMG_1.dng', 'a/IMG_1.jpg', 'b/copy.jpg']) {
    expect(await keywords(place)).toEqual(['heron']);
    expect(await rating(place)).toBe(4);
  }
  expect(await keywords('a/IMG_2.jpg')).toEqual([]);
  await settled();

  // From here on they are in step: removing travels, too, and what only one has is no news.
  await edit('b/copy.jpg', '-XMP-dc:Subject=lake', '-IPTC:Keywords=lake');
  await world.client.plans.sync({});
  expect(await keywords('a/IMG_1.dng')).toEqual(['lake']);
  await settled();
});

test('what belongs to one picture stays there', async () => {
  world = await createWorld();
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
  for (const place of ['a/IMG_1.dng', 'a/IMG_1.jpg', 'b/copy.jpg']) expect(await rating(place)).toBe(5);
  await settled();
});

test('a first meeting of two that differ asks, and loses nothing that changed among copies before', async () => {
  world = await createWorld();
  await shot();
  await edit('a/IMG_1.jpg', '-XMP-xmp:Rating=2', '-XMP-dc:Subject=lake');
  await world.client.libraries.scan({});
  await bridged(undefined);
  await world.client.plans.sync({ yes: true });
  // Not synced yet when the family comes in: a removal among copies is no difference between RAW and JPEG.
  await edit('b/copy.jpg', '-XMP-dc:Subject=', '-IPTC:Keywords=');
  await world.client.bridges.set({ bridge: 'home', families: ['rawJpeg'] });
  await world.client.plans.sync({ yes: true });
  expect(await keywords('a/IMG_1.jpg')).toEqual(['heron']);
  expect(await rating('b/copy.jpg')).toBe(2);
  expect(await rating('a/IMG_1.dng')).toBe(4);
  expect(await world.conflicts()).toMatchObject([{ field: 'rating' }]);
  await world.client.plans.resolve({ take: { value: 3 } });
  for (const place of ['a/IMG_1.dng', 'a/IMG_1.jpg', 'b/copy.jpg']) expect(await rating(place)).toBe(3);
  await settled();
});

test('undo takes a family back, and holds it until a person decides', async () => {
  world = await createWorld();
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

test('original and export in two libraries, each the only copy; doubtful ones are left alone and told of', async () => {
  world = await createWorld();
  const document = '0123456789abcdef0123456789abcdef';
  await make(
    'a/heron.tif',
    1,
    ...taken('10:20:30'),
    `-XMP-xmpMM:OriginalDocumentID=${document}`,
    '-XMP-dc:Title=T',
  );
  await make('b/web/1.jpg', 2, ...taken('10:20:30'), `-XMP-xmpMM:DerivedFromOriginalDocumentID=${document}`);
  await make('b/web/2.jpg', 3, ...taken('11:00:00'), `-XMP-xmpMM:DerivedFromOriginalDocumentID=${document}`);
  await make('b/heron.jpg', 4, '-ExifIFD:DateTimeOriginal=2024:05:01 10:20:30');
  await world.add('a', 'b');
  await bridged(['exports'], {
    members: [
      { library: 'a', role: 'source' },
      { library: 'b', role: 'target' },
    ],
  });
  expect(await world.client.plans.sync({ yes: true })).toMatchObject({ written: 1, conflicts: 0 });
  const titles = await Promise.all(
    ['web/1.jpg', 'web/2.jpg', 'heron.jpg'].map(
      async (path) => (await world.tags('b', path))['XMP-dc:Title'],
    ),
  );
  expect(titles).toEqual(['T', undefined, undefined]);
  const shown = await world.client.photos.show({ file: at('a/heron.tif') });
  expect(shown.family.map(({ path }) => path)).toEqual(['web/1.jpg']);
  expect(shown.notFamily).toMatchObject([
    { path: 'heron.jpg', why: expect.stringContaining('part of a second') },
  ]);
  await settled();
});

test('by itself: what changes in the RAW is in the JPEG soon, also after a pause', async () => {
  world = await createWorld({ watch: true, watchOptions: { restMs: 300 } });
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
