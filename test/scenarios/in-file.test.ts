import { afterEach, beforeEach, expect, test } from 'vitest';
import { createWorld, type World } from '../support/world.ts';

let world: World;
beforeEach(async () => {
  world = await createWorld();
});
afterEach(() => world.close());

test('a file that disagrees with itself is a conflict of its own, mended by one answer, in every store', async () => {
  await world.picture(
    { 'a/p.jpg': ['-XMP-dc:Description=New caption', '-IPTC:Caption-Abstract=Old caption'] },
    1,
  );
  await world.add('a');
  const [conflict] = (await world.conflicts()).filter((one) => one.kind === 'inFile');
  expect(conflict).toMatchObject({ field: 'description', bridge: 'all' });
  expect(conflict!.sides.length).toBeGreaterThan(1);
  const outcome = await world.client.plans.resolve({ conflicts: [conflict!.id], take: { prefer: 'a' } });
  expect(outcome).toMatchObject({ planned: 1, problemTotal: 0 });
  const tags = await world.tags('a', 'p.jpg');
  expect(tags['IPTC:Caption-Abstract']).toBe(tags['XMP-dc:Description']);
  expect(await world.conflicts()).toEqual([]);
});
