import { statSync } from 'node:fs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createWorld, type World } from '../support/world.ts';

let world: World;
beforeEach(async () => {
  world = await createWorld();
  for (const seed of [1, 2, 3])
    await world.picture(
      {
        [`archive/a${seed}.jpg`]: ['-XMP-xmp:Rating=5', '-XMP-dc:Creator=Ann'],
        [`nas/n${seed}.jpg`]: ['-XMP-xmp:Rating=2', '-XMP-dc:Creator=Bob'],
      },
      seed,
    );
  await world.add('archive', 'nas');
});
afterEach(() => world.close());

test('a whole shape is resolved at once, the losers are kept, and the answer never conflicts again', async () => {
  const shapes = await world.client.conflicts.shapes();
  const rating = shapes.find((shape) => shape.field === 'rating')!;
  expect(rating).toMatchObject({ count: 3, kind: 'copies', bridge: 'all' });
  expect(rating.sides).toEqual([
    { library: 'archive', value: 5, varies: false },
    { library: 'nas', value: 2, varies: false },
  ]);

  const outcome = await world.client.plans.resolve({ shape: rating.shape, take: { prefer: 'archive' } });
  expect(outcome).toMatchObject({ planned: 3, written: 3, conflicts: 0 });
  for (const seed of [1, 2, 3]) expect((await world.tags('nas', `n${seed}.jpg`))['XMP-xmp:Rating']).toBe(5);
  expect((await world.conflicts()).map((conflict) => conflict.field)).toEqual([
    'creators',
    'creators',
    'creators',
  ]);
  expect(await world.client.plans.push({ from: 'nas', to: 'archive', fields: ['rating'] })).toMatchObject({
    planned: 0,
    conflicts: 0,
  });

  const lost = await world.client.photos.lost({ file: world.at('archive', 'a1.jpg'), field: 'rating' });
  expect(lost).toMatchObject([{ value: 2, library: 'nas', run: expect.any(String) }]);
  const back = await world.client.plans.restore({ file: world.at('nas', 'n1.jpg'), field: 'rating' });
  expect(back).toMatchObject({ written: 1 });
  expect((await world.tags('nas', 'n1.jpg'))['XMP-xmp:Rating']).toBe(2);
});

test('lists unite; what cannot be united is left a conflict', async () => {
  const outcome = await world.client.plans.resolve({ take: { union: true } });
  expect(outcome.conflicts).toBe(3);
  const creators = (await world.tags('archive', 'a1.jpg'))['XMP-dc:Creator'];
  expect(creators).toEqual(expect.arrayContaining(['Ann', 'Bob']));
  expect((await world.conflicts()).map((conflict) => conflict.field)).toEqual(['rating', 'rating', 'rating']);
});

test('each side names the program that says it last wrote the file, and when that was', async () => {
  await world.edit('nas', 'n1.jpg', '-XMP-xmp:CreatorTool=Sample Editor 2', '-IFD0:Software=Camera 1.0');
  await world.edit('archive', 'a1.jpg', '-IFD0:Software=Camera 1.0');
  await world.client.libraries.scan({});
  const sides = (await world.conflicts())
    .filter((conflict) => conflict.field === 'rating')
    .flatMap((conflict) => conflict.sides);
  const about = (path: string) => sides.find((side) => side.path === path)!;
  expect(about('n1.jpg').program).toBe('Sample Editor 2');
  expect(about('a1.jpg').program).toBe('Camera 1.0');
  expect(about('n2.jpg')).not.toHaveProperty('program');
  expect(about('n1.jpg').at).toBe(Math.floor(statSync(world.at('nas', 'n1.jpg')).mtimeMs));
});

test('one conflict takes a value nobody had', async () => {
  const [first] = (await world.conflicts()).filter((conflict) => conflict.field === 'rating');
  await world.client.plans.resolve({ conflicts: [first!.id], take: { value: 3 } });
  for (const { library, path } of first!.sides)
    expect((await world.tags(library, path))['XMP-xmp:Rating']).toBe(3);
  expect((await world.conflicts()).filter((conflict) => conflict.field === 'rating')).toHaveLength(2);
});

test('several fields of a photo are decided in one plan, each with its own winner', async () => {
  const open = await world.conflicts();
  const of = (field: string) =>
    open.filter((conflict) => conflict.field === field).map((conflict) => conflict.id);
  const outcome = await world.client.plans.resolve({
    conflicts: of('rating'),
    take: { prefer: 'archive' },
    also: [{ conflicts: of('creators'), take: { prefer: 'nas' } }],
  });
  expect(outcome).toMatchObject({ planned: 6, written: 6, conflicts: 0 });
  expect(await world.conflicts()).toEqual([]);
  const tags = await world.tags('archive', 'a2.jpg');
  expect(tags['XMP-xmp:Rating']).toBe(5);
  expect(tags['XMP-dc:Creator']).toEqual(['Bob']);
});

test('a conflict that the copies settled themselves is gone after a scan', async () => {
  await world.edit('nas', 'n1.jpg', '-XMP-xmp:Rating=5');
  await world.client.libraries.scan({});
  expect((await world.conflicts()).filter((conflict) => conflict.field === 'rating')).toHaveLength(2);
});

test('undo of a resolve brings the question back', async () => {
  const before = world.bytes('nas', 'n1.jpg');
  const outcome = await world.client.plans.resolve({ field: 'rating', take: { prefer: 'archive' } });
  await world.client.plans.undo({ run: outcome.run! });
  expect(world.bytes('nas', 'n1.jpg')).toBe(before);
  const kinds = (await world.conflicts()).filter((conflict) => conflict.field === 'rating');
  expect(kinds.map((conflict) => conflict.kind)).toEqual(['undone', 'undone', 'undone']);
  await world.client.plans.resolve({ field: 'rating', take: { prefer: 'nas' } });
  expect((await world.tags('archive', 'a1.jpg'))['XMP-xmp:Rating']).toBe(2);
  expect((await world.conflicts()).filter((conflict) => conflict.field === 'rating')).toEqual([]);
});
