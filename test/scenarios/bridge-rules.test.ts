import { utimesSync } from 'node:fs';
// Rules end to end, on real files: what each of them writes, and that a second sync is empty.
import { afterEach, expect, test, vi } from 'vitest';
import { watchTree } from '../../shared/engine/files/folder-watch.ts';
import { exiftool } from '../support/pictures.ts';
import { quiet, until } from '../support/until.ts';
import { createWorld, type World } from '../support/world.ts';

vi.setConfig({ testTimeout: 90_000 });

let world: World;
afterEach(() => world?.close());

type Add = Parameters<World['client']['bridges']['add']>[0];
type Rules = NonNullable<Add['rules']>;

async function bridged(rules: Rules, change: Partial<Add> = {}): Promise<void> {
  await world.add('a', 'b');
  await world.client.bridges.add({
    name: 'home',
    members: [{ library: 'a' }, { library: 'b' }],
    rules,
    ...change,
  });
  await world.client.plans.sync({ yes: true });
}

/** Both change the same field; then a sync. */
async function bothChange(tag: string): Promise<void> {
  await world.edit('a', 'p.jpg', `-${tag}=From a`);
  await world.edit('b', 'p.jpg', `-${tag}=From b`);
  await world.client.plans.sync({});
}

const headlines = async () =>
  Promise.all(['a', 'b'].map(async (name) => (await world.tags(name, 'p.jpg'))['XMP-photoshop:Headline']));
const settled = async () =>
  expect(await world.client.plans.sync({ dryRun: true })).toMatchObject({ planned: 0 });

test.each<[string, Rules, unknown[], number]>([
  ['ask', [{ field: 'headline', kind: 'ask' }], ['From a', 'From b'], 1],
  ['prefer', [{ field: '*', kind: 'prefer', library: 'b' }], ['From b', 'From b'], 0],
  ['fillBlanks', [{ field: 'headline', kind: 'fillBlanks' }], ['From a', 'From b'], 0],
  ['neverLeaves', [{ field: 'headline', kind: 'neverLeaves', library: 'a' }], ['From a', 'From b'], 0],
  ['mirror', [{ field: 'headline', kind: 'mirror', from: 'a', to: 'b' }], ['From a', 'From a'], 0],
  ['newest, both found at once', [{ field: 'headline', kind: 'newest' }], ['From a', 'From b'], 1],
])('%s', async (_, rules, expected, conflicts) => {
  world = await createWorld();
  await world.picture({ 'a/p.jpg': ['-XMP-photoshop:Headline=One', '-XMP-dc:Title=T'], 'b/p.jpg': [] }, 1);
  if (rules[0]!.kind === 'neverLeaves') await world.edit('b', 'p.jpg', '-XMP-dc:Title=');
  await bridged(rules);
  await bothChange('XMP-photoshop:Headline');
  expect(await headlines()).toEqual(expected);
  expect(await world.conflicts()).toHaveLength(conflicts);
  await settled();
});

test('newest: an order that we saw ourselves decides, and the loser is kept', async () => {
  world = await createWorld();
  await world.picture({ 'a/p.jpg': ['-XMP-photoshop:Headline=One'], 'b/p.jpg': [] }, 1);
  await bridged([{ field: 'headline', kind: 'newest' }]);
  await world.edit('b', 'p.jpg', '-XMP-photoshop:Headline=Earlier');
  await world.client.libraries.scan({});
  // Seen there, and then a once more as it was: whatever a says next is later.
  await world.client.libraries.scan({});
  await world.edit('a', 'p.jpg', '-XMP-photoshop:Headline=Later');
  await world.client.libraries.scan({});
  expect(await world.conflicts()).toEqual([]);
  await world.client.plans.sync({});
  expect(await headlines()).toEqual(['Later', 'Later']);
  await settled();
});

test('newest: a drive that was away may have changed at any time, so that a person is asked', async () => {
  world = await createWorld();
  await world.picture({ 'a/p.jpg': ['-XMP-photoshop:Headline=One'], 'b/p.jpg': [] }, 1);
  await bridged([{ field: 'headline', kind: 'newest' }]);
  await world.edit('b', 'p.jpg', '-XMP-photoshop:Headline=When was that');
  await world.edit('a', 'p.jpg', '-XMP-photoshop:Headline=Seen');
  await world.client.libraries.scan({ libraries: ['a'] });
  await world.client.libraries.scan({ libraries: ['b'] });
  await world.client.plans.sync({});
  expect(await world.conflicts()).toHaveLength(1);
});

test('newest: a clock that was put back tells no order, so that a person is asked', async () => {
  let jump = 0;
  world = await createWorld({ clock: () => Date.now() + jump });
  await world.picture({ 'a/p.jpg': ['-XMP-photoshop:Headline=One'], 'b/p.jpg': [] }, 1);
  await bridged([{ field: 'headline', kind: 'newest' }]);
  await world.edit('b', 'p.jpg', '-XMP-photoshop:Headline=First');
  await world.client.libraries.scan({});
  await world.client.libraries.scan({});
  jump = -3_600_000;
  await world.edit('a', 'p.jpg', '-XMP-photoshop:Headline=Second');
  await world.client.plans.sync({});
  expect(await headlines()).toEqual(['Second', 'First']);
  expect(await world.conflicts()).toHaveLength(1);
});

test('newest: a file that a scan let be, for it was just touched, may hold what is older, so that a person is asked', async () => {
  const deaf: typeof watchTree = (options) => watchTree({ ...options, onTouched: () => undefined });
  world = await createWorld({ watch: true, watchOptions: { restMs: 2_000, watchTree: deaf } });
  await world.picture({ 'a/p.jpg': ['-XMP-photoshop:Headline=One'], 'b/p.jpg': [] }, 1);
  await bridged([{ field: 'headline', kind: 'newest' }]);
  // In place, so that no rename tells that it is whole.
  await exiftool(
    '-q',
    '-overwrite_original_in_place',
    '-XMP-photoshop:Headline=Older',
    world.at('a', 'p.jpg'),
  );
  await world.edit('b', 'p.jpg', '-XMP-photoshop:Headline=Newer');
  const later = new Date('2027-01-01');
  utimesSync(world.at('a', 'p.jpg'), later, later);
  // A start looks at everything: b is read at once, a once it is at rest.
  await world.restart();
  await until(world, async () => (await world.client.photos.find({ query: 'headline:Older' })).total === 1);
  await world.client.plans.sync({});
  expect(await headlines()).toEqual(['Older', 'Newer']);
  expect(await world.conflicts()).toHaveLength(1);
});

test('vocabulary: a library keeps its own words, on the way they are translated', async () => {
  world = await createWorld();
  await world.picture({ 'a/p.jpg': ['-XMP-dc:Subject=Reiher'], 'b/p.jpg': ['-XMP-dc:Subject=lake'] }, 1);
  await bridged([
    {
      field: 'keywords',
      kind: 'vocabulary',
      library: 'a',
      words: [
        { from: 'Reiher', to: 'animals|birds|heron' },
        { from: 'See', to: 'lake' },
      ],
    },
  ]);
  const keywords = async (name: string) => {
    const { photos } = await world.client.photos.find({ query: `library:${name}` });
    expect(photos).toHaveLength(1);
    const copies = await Promise.all(
      ['a', 'b'].map(
        async (one) => (await world.client.photos.show({ file: world.at(one, 'p.jpg') })).fields.keywords,
      ),
    );
    return copies[name === 'a' ? 0 : 1];
  };
  expect(await keywords('a')).toEqual(expect.arrayContaining(['Reiher', 'See']));
  expect(await keywords('b')).toEqual(expect.arrayContaining(['animals|birds|heron', 'lake']));
  await settled();
  // Saying the same in other words is no change.
  const { fields } = await world.client.photos.explain({ file: world.at('a', 'p.jpg') });
  const explained = fields.find(({ field }) => field === 'keywords')!;
  expect(explained.copies.map(({ changed }) => changed)).toEqual([false, false]);
  await world.edit(
    'b',
    'p.jpg',
    '-XMP-dc:Subject=',
    '-XMP-lr:HierarchicalSubject=',
    '-IPTC:Keywords=',
    '-XMP-digiKam:TagsList=',
  );
  await world.client.plans.sync({ yes: true });
  expect((await keywords('a')) ?? []).toEqual([]);
});

test('words that lead in a circle are refused, and so are bridges that fight', async () => {
  world = await createWorld();
  await world.picture({ 'a/p.jpg': [], 'b/p.jpg': [] }, 1);
  await world.add('a', 'b');
  const members = [{ library: 'a', role: 'source' as const }, { library: 'b' }];
  const circle = { field: 'keywords' as const, kind: 'vocabulary' as const };
  const words = [
    { from: 'x', to: 'y' },
    { from: 'y', to: 'x' },
  ];
  await expect(
    world.client.bridges.add({ name: 'one', members, rules: [{ ...circle, words }] }),
  ).rejects.toThrow('lead from x back to x');
  await world.client.bridges.add({ name: 'one', members });
  const against = [{ library: 'a' }, { library: 'b', role: 'source' as const }];
  await expect(world.client.bridges.add({ name: 'two', members: against })).rejects.toThrow(
    'work against each other',
  );
});

test('a schedule waits for quiet hours to end and for every drive to be there', async () => {
  const noon = new Date(2026, 4, 4, 12, 0).getTime();
  let now = noon;
  world = await createWorld({ watch: true, clock: () => now, watchOptions: { restMs: 0 } });
  await world.picture({ 'a/p.jpg': ['-XMP-photoshop:Headline=One'], 'b/p.jpg': [] }, 1);
  await bridged([], { trigger: { kind: 'auto', quiet: { from: '08:00', to: '20:00' } } });
  await world.edit('a', 'p.jpg', '-XMP-photoshop:Headline=Two');
  await until(world, async () => (await world.client.photos.find({ query: 'headline:Two' })).total === 1);
  expect((await headlines())[1]).toBe('One');
  now = new Date(2026, 4, 4, 20, 1).getTime();
  // Anything that happens makes it look at the clock again.
  await world.client.bridges.resume({ bridge: 'home' });
  await until(world, async () => (await headlines())[1] === 'Two');
});

test.each([
  ['that came meanwhile is made up for at the next start', 5, 9, 'Two'],
  ['that has not come yet is waited for', 4, 23, 'One'],
])('a schedule %s', async (_, day, hour, headline) => {
  let now = new Date(2026, 4, 4, 12, 0).getTime();
  world = await createWorld({ watch: true, clock: () => now, watchOptions: { restMs: 0 } });
  await world.picture({ 'a/p.jpg': ['-XMP-photoshop:Headline=One'], 'b/p.jpg': [] }, 1);
  await bridged([], { trigger: { kind: 'schedule', cron: '0 2 * * *' } });
  await world.edit('a', 'p.jpg', '-XMP-photoshop:Headline=Two');
  now = new Date(2026, 4, day, hour, 0).getTime();
  await world.restart();
  await until(world, async () => (await world.client.photos.find({ query: 'headline:Two' })).total === 1);
  await quiet(world);
  expect((await headlines())[1]).toBe(headline);
  // Once is enough.
  await world.restart();
  await world.edit('a', 'p.jpg', '-XMP-photoshop:Headline=Three');
  await until(world, async () => (await world.client.photos.find({ query: 'headline:Three' })).total === 1);
  await quiet(world);
  expect((await headlines())[1]).toBe(headline);
});

test('a bridge that loses its partners is named when its library is removed', async () => {
  world = await createWorld();
  await world.picture({ 'a/p.jpg': [], 'b/p.jpg': [], 'c/p.jpg': [] }, 1);
  await world.add('a', 'b', 'c');
  const members = ['a', 'b', 'c'].map((library) => ({ library }));
  await world.client.bridges.add({ name: 'home', members });
  expect(await world.client.libraries.remove({ library: 'c' })).toEqual({ removed: 'c', alone: [] });
  expect(await world.client.libraries.remove({ library: 'b' })).toEqual({ removed: 'b', alone: ['home'] });
});
