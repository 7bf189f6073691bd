// RAW and JPEG of one shot, original and export: in step where the user turned it on, and never guessed.
import { afterEach, expect, test, vi } from 'vitest';
import { everyPlace, shotsIn, taken } from '../support/shots.ts';
import { createWorld, type World } from '../support/world.ts';

vi.setConfig({ testTimeout: 90_000 });

let world: World;
afterEach(() => world?.close());

const settled = async () =>
  expect(await world.client.plans.sync({ dryRun: true })).toMatchObject({ planned: 0, conflicts: 0 });

test('off unless it is turned on; then its first sync is shown, and says what comes from the family', async () => {
  world = await createWorld();
  const { at, keywords, rating, edit, bridged, shot } = shotsIn(world);
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
  for (const place of everyPlace) {
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

test('a first meeting of two that differ asks, and loses nothing that changed among copies before', async () => {
  world = await createWorld();
  const { at, keywords, rating, edit, bridged, shot } = shotsIn(world);
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
  // It is one conflict, and seen at both photos.
  for (const path of ['a/IMG_1.dng', 'a/IMG_1.jpg']) {
    const { photo } = await world.client.photos.show({ file: at(path) });
    expect(await world.client.conflicts.list({ photo })).toMatchObject({ total: 1 });
  }
  expect(await world.client.photos.find({ query: 'is:conflict' })).toMatchObject({ total: 2 });
  await world.client.plans.resolve({ take: { value: 3 } });
  expect(await world.client.photos.find({ query: 'is:conflict' })).toMatchObject({ total: 0 });
  for (const place of everyPlace) expect(await rating(place)).toBe(3);
  await settled();
});

test('original and export in two libraries, each the only copy; doubtful ones are left alone and told of', async () => {
  world = await createWorld();
  const { at, make, bridged } = shotsIn(world);
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
