// Programs keep a field in several places of a file and know only some of them. What one of them wrote counts; the
// other places are evened out by the next sync, so that a program that reads those brings nothing back.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createWorld, type World } from '../support/world.ts';

let world: World;
beforeEach(async () => {
  world = await createWorld();
});
afterEach(() => world.close());

const sync = () => world.client.plans.sync({ bridges: ['home'], yes: true });
const asDigikam = (word: string) => [
  ...[`-XMP-dc:Subject=${word}`, `-XMP-lr:HierarchicalSubject=${word}`, `-XMP-digiKam:TagsList=${word}`],
  ...[`-XMP-microsoft:LastKeywordXMP=${word}`, `-XMP-mediapro:CatalogSets=${word}`],
  ...['-IPTC:CodedCharacterSet=UTF8', `-IPTC:Keywords=${word}`],
];
const stars = (rating: number, percent: number) => [
  ...[`-XMP-xmp:Rating=${rating}`, `-XMP-microsoft:RatingPercent=${percent}`, `-IFD0:Rating=${rating}`],
];

async function bridged(tags: readonly string[], more: Record<string, unknown> = {}): Promise<void> {
  await world.picture({ 'a/p.jpg': tags, 'b/p.jpg': tags }, 1);
  await world.add('a', 'b');
  await world.client.bridges.add({ name: 'home', members: [{ library: 'a' }, { library: 'b' }], ...more });
  await sync();
}

async function edited(...args: string[]) {
  await world.edit('a', 'p.jpg', ...args);
  await world.client.libraries.scan({});
  return sync();
}

const places = async (library: string, ...tags: string[]) => {
  const all = await world.tags(library, 'p.jpg');
  return tags.map((tag) => [all[tag]].flat()[0]);
};
const keywordPlaces = [
  'XMP-dc:Subject',
  'XMP-lr:HierarchicalSubject',
  'XMP-digiKam:TagsList',
  'XMP-microsoft:LastKeywordXMP',
  'XMP-mediapro:CatalogSets',
  'IPTC:Keywords',
];

test('a keyword that Lightroom replaced in a file of digiKam is replaced everywhere in it', async () => {
  await bridged(asDigikam('k1'));
  const outcome = await edited('-XMP-dc:Subject=k2', '-XMP-lr:HierarchicalSubject=k2');
  expect(
    (await world.changes(outcome)).map(({ library, before, after }) => [library, before, after]),
  ).toEqual(
    expect.arrayContaining([
      ['a', ['k2'], ['k2']],
      ['b', ['k1'], ['k2']],
    ]),
  );
  for (const library of ['a', 'b'])
    expect(await places(library, ...keywordPlaces)).toEqual(keywordPlaces.map(() => 'k2'));
  expect(await world.conflicts()).toEqual([]);
  expect((await sync()).planned).toBe(0);
});

test('a keyword that was added in some places is added in all', async () => {
  await bridged(asDigikam('k1'));
  await edited('-XMP-dc:Subject+=k2', '-XMP-lr:HierarchicalSubject+=k2');
  const tags = await world.tags('a', 'p.jpg');
  expect(tags['XMP-digiKam:TagsList']).toEqual(['k1', 'k2']);
  expect(await world.conflicts()).toEqual([]);
});

test('a rating that was set in one place is set in all', async () => {
  await bridged(stars(5, 99));
  await edited('-XMP-xmp:Rating=2');
  expect(await places('a', 'XMP-xmp:Rating', 'XMP-microsoft:RatingPercent', 'IFD0:Rating')).toEqual([
    2, 25, 2,
  ]);
  expect(await world.conflicts()).toEqual([]);
});

test('a title that was taken away in one place is taken away in all', async () => {
  await bridged([
    '-XMP-dc:Title=One',
    '-XMP-xmp:Rating=4',
    '-IPTC:ObjectName=One',
    '-IPTC:CodedCharacterSet=UTF8',
  ]);
  await edited('-XMP-dc:Title=');
  for (const library of ['a', 'b'])
    expect(await places(library, 'XMP-dc:Title', 'IPTC:ObjectName')).toEqual([undefined, undefined]);
  expect((await sync()).planned).toBe(0);
});

test('what was evened out is taken back by an undo, and stays so', async () => {
  await bridged(stars(5, 99));
  await world.edit('a', 'p.jpg', '-XMP-xmp:Rating=2');
  await world.edit('b', 'p.jpg', '-XMP-xmp:Rating=2');
  await world.client.libraries.scan({});
  const { run } = await sync();
  const own = ['XMP-xmp:Rating', 'IFD0:Rating'];
  expect([await places('a', ...own), await places('b', ...own)]).toEqual([
    [2, 2],
    [2, 2],
  ]);
  await world.client.plans.undo({ run: run! });
  expect([await places('a', ...own), await places('b', ...own)]).toEqual([
    [2, 5],
    [2, 5],
  ]);
  await world.client.libraries.scan({});
  expect((await sync()).planned).toBe(0);
});

test('two programs that wrote different places leave it to a person', async () => {
  await bridged(stars(5, 99));
  await edited('-XMP-xmp:Rating=2', '-IFD0:Rating=3');
  expect((await world.conflicts()).map(({ kind, field }) => [kind, field])).toContainEqual([
    'inFile',
    'rating',
  ]);
});

test('a file that disagreed with itself from the beginning is left to a person', async () => {
  await bridged(['-XMP-xmp:Rating=2', '-IFD0:Rating=3']);
  expect((await world.conflicts()).map(({ kind, field }) => [kind, field])).toContainEqual([
    'inFile',
    'rating',
  ]);
});

test('a source is never written, and a field that the bridge leaves alone stays', async () => {
  await bridged(stars(5, 99), { members: [{ library: 'a', role: 'source' }, { library: 'b' }] });
  const bytes = async () => world.bytes('a', 'p.jpg');
  await world.edit('a', 'p.jpg', '-XMP-xmp:Rating=2');
  const before = await bytes();
  await world.client.libraries.scan({});
  await sync();
  expect(await bytes()).toBe(before);
  await world.client.bridges.set({
    bridge: 'home',
    members: [{ library: 'a' }, { library: 'b' }],
    fields: ['title'],
  });
  expect((await sync()).planned).toBe(0);
});
