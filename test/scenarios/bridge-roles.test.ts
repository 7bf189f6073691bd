// A library in two bridges: the stricter of its roles binds what is no bridge's business, and no two write it in turn.
import { afterEach, expect, test } from 'vitest';
import { createWorld, type World } from '../support/world.ts';

let world: World;
afterEach(() => world?.close());

test('a source somewhere is never written by an edit, though it is a target elsewhere', async () => {
  world = await createWorld();
  await world.picture({ 'a/p.jpg': [], 'b/p.jpg': [], 'c/p.jpg': [] }, 1);
  await world.add('a', 'b', 'c');
  // By name the bridge in which c only receives comes first.
  const members = (role: 'source' | 'target', other: string) => [{ library: other }, { library: 'c', role }];
  await world.client.bridges.add({ name: 'gets', members: members('target', 'a'), fields: ['rating'] });
  await world.client.bridges.add({ name: 'sends', members: members('source', 'b'), fields: ['title'] });
  const before = world.bytes('c', 'p.jpg');
  const outcome = await world.client.plans.edit({ where: 'path:p.jpg', edit: { set: { rating: 3 } } });
  expect(outcome).toMatchObject({ written: 2, skippedBy: { source: 1 } });
  expect(world.bytes('c', 'p.jpg')).toBe(before);
});

test('a library is not the mirror of two bridges: each would write its own over the other', async () => {
  world = await createWorld();
  await world.picture({ 'a/p.jpg': [], 'b/p.jpg': [], 'c/p.jpg': [] }, 1);
  await world.add('a', 'b', 'c');
  const mirror = (other: string, field: 'title' | 'rating' | '*') => ({
    members: [{ library: other }, { library: 'c', role: 'target' as const }],
    rules: [{ field, kind: 'mirror' as const, to: 'c' }],
  });
  await world.client.bridges.add({ name: 'one', ...mirror('a', 'title') });
  await expect(world.client.bridges.add({ name: 'two', ...mirror('b', '*') })).rejects.toThrow(
    'c mirrors title already',
  );
  await world.client.bridges.add({ name: 'two', ...mirror('b', 'rating') });
});

test('a mirror has no say elsewhere that comes back round to those it mirrors', async () => {
  world = await createWorld();
  await world.picture({ 'a/p.jpg': [], 'b/p.jpg': [], 'c/p.jpg': [], 'd/p.jpg': [] }, 1);
  await world.add('a', 'b', 'c', 'd');
  const { bridges } = world.client;
  const both = (...libraries: string[]) => libraries.map((library) => ({ library }));
  const mirror = [{ field: 'keywords' as const, kind: 'mirror' as const, to: 'b' }];
  await bridges.add({ name: 'round', members: both('a', 'c') });
  await bridges.add({ name: 'mirror', members: both('b', 'c'), rules: mirror });
  // Sent on to a third library, what is mirrored does no harm.
  await bridges.add({ name: 'on', members: both('b', 'd') });
  // To a, and from there to c, whose words b takes: never at rest.
  const home = { name: 'home', members: both('a', 'b') };
  await expect(bridges.add(home)).rejects.toThrow('b mirrors keywords in the bridge mirror');
  await bridges.add({ ...home, fields: ['title'] });
});
