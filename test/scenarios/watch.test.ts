import { copyFileSync, renameSync } from 'node:fs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { EngineEvent } from '../../shared/api/events.ts';
import { createWorld, type World } from '../support/world.ts';

let world: World;
beforeEach(async () => {
  world = await createWorld({ watch: true });
});
afterEach(() => world.close());

/** Waits for events until `there` holds; the test's own time limit ends it otherwise. */
async function until(there: () => Promise<boolean>): Promise<void> {
  const abort = new AbortController();
  const events: AsyncIterable<EngineEvent> = await world.client.events(undefined, { signal: abort.signal });
  if (await there()) return abort.abort();
  for await (const _ of events) if (await there()) break;
  abort.abort();
}

const title = async (library: string, path: string) => (await world.tags(library, path))['XMP-dc:Title'];

test('a bridge that syncs on change carries another program’s edit over by itself', async () => {
  await world.picture({ 'a/p.jpg': ['-XMP-dc:Title=One'], 'b/p.jpg': [] }, 1);
  await world.add('a', 'b');
  await world.client.bridges.add({
    name: 'home',
    members: [{ library: 'a' }, { library: 'b' }],
    trigger: { kind: 'auto' },
  });
  // Until its first sync is allowed it does nothing by itself.
  expect(await title('b', 'p.jpg')).toBeUndefined();
  await world.client.plans.sync({ yes: true });

  await world.edit('a', 'p.jpg', '-XMP-dc:Title=Two');
  await until(async () => (await title('b', 'p.jpg')) === 'Two');
  await world.client.plans.edit({
    files: [world.at('b', 'p.jpg')],
    edit: { set: { title: { 'x-default': 'Three' } } },
  });
  await until(async () => (await title('a', 'p.jpg')) === 'Three');
  expect(await world.conflicts()).toEqual([]);
});

test('a plan over the brake pauses the bridge and says so; nothing is written', async () => {
  for (const seed of [1, 2, 3])
    await world.picture({ [`a/p${seed}.jpg`]: ['-XMP-xmp:Rating=4'], [`b/p${seed}.jpg`]: [] }, seed);
  await world.add('a', 'b');
  await world.client.settings.set({ brakePhotos: 0, brakeShare: 0 });
  await world.client.bridges.add({
    name: 'home',
    members: [{ library: 'a' }, { library: 'b' }],
    trigger: { kind: 'auto' },
  });
  await world.client.plans.sync({ yes: true });
  await world.edit('a', 'p1.jpg', '-XMP-xmp:Rating=');
  await until(async () => (await world.client.bridges.list())[0]!.paused !== null);
  // What to do about it is each host's to say.
  expect((await world.client.bridges.list())[0]!.paused!.reason).toBe(
    'A sync would remove or overwrite values in one file. Nothing of it was written.',
  );
  expect((await world.tags('b', 'p1.jpg'))['XMP-xmp:Rating']).toBe(4);
});

test('new, moved and removed files are found without a scan by hand', async () => {
  await world.picture({ 'a/p.jpg': [] }, 1);
  await world.add('a');
  copyFileSync(world.at('a', 'p.jpg'), world.at('a', 'twin.jpg'));
  await until(async () => (await world.client.status()).libraries[0]!.files === 2);
  renameSync(world.at('a', 'twin.jpg'), world.at('a', 'other.jpg'));
  await until(async () => (await world.client.photos.find({ query: 'path:other.jpg' })).total === 1);
  expect((await world.client.status()).libraries[0]!.watching).toBe('events');
});
