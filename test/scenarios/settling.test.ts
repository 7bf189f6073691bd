// Files that are still being written, in more than one folder at a time.
import { afterEach, expect, test, vi } from 'vitest';
import { until } from '../support/until.ts';
import { createWorld, type World } from '../support/world.ts';

let world: World;
afterEach(() => world?.close());

vi.setConfig({ testTimeout: 30_000 });

const found = async (title: string) =>
  (await world.client.photos.find({ query: `title:"${title}"` })).total === 1;

test('a file that was still being written is not forgotten when the next one comes up elsewhere', async () => {
  // Long enough for two scans while both files are new.
  world = await createWorld({ watch: true, watchOptions: { restMs: 2_500, quietMs: 50 } });
  await world.picture({ 'a/one/p1.jpg': [] }, 1);
  await world.picture({ 'a/two/p2.jpg': [] }, 2);
  await world.add('a');
  await until(world, async () => (await world.client.status()).photos === 2);
  await world.edit('a', 'one/p1.jpg', '-XMP-dc:Title=First');
  // Its folder is scanned, and the file left alone for now.
  await new Promise((resolve) => setTimeout(resolve, 700));
  await world.edit('a', 'two/p2.jpg', '-XMP-dc:Title=Second');
  await until(world, async () => (await found('First')) && (await found('Second')));
  expect((await world.client.problems.list({})).total).toBe(0);
});
