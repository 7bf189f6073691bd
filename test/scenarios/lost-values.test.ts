// A sidecar is a file like any other: it is cleaned up, left behind when its photo moves, or lost by a sync tool; and
// many an editor that saves a picture drops what it does not know. That says nothing of what a person thinks of it.
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createWorld, type World } from '../support/world.ts';

let world: World;
beforeEach(async () => {
  world = await createWorld();
  await world.picture({ 'a/p.jpg': ['-XMP-dc:Title=Of old'], 'b/p.jpg': ['-XMP-dc:Title=Of old'] }, 1);
  await world.add('a', 'b');
  for (const library of ['a', 'b']) await world.client.libraries.set({ library, writes: 'sidecar' });
  await world.client.bridges.add({ name: 'home', members: [{ library: 'a' }, { library: 'b' }] });
  await sync();
  await world.client.plans.edit({
    files: [world.at('a', 'p.jpg')],
    edit: { addKeywords: ['animals|heron'], set: { title: 'Hello', rating: 4 } },
  });
  await sync();
});
afterEach(() => world.close());

const sync = () => world.client.plans.sync({ yes: true });
const sidecar = (library: string, path = 'p.jpg') => world.at(library, `${path}.xmp`);
const held = async (library: string, path = 'p.jpg') => {
  const { fields } = await world.client.photos.show({ file: world.at(library, path) });
  return [fields.title, fields.rating, fields.keywords];
};
const whole = [{ 'x-default': 'Hello' }, 4, ['animals|heron']];

test('a sidecar that was deleted takes nothing from the other copies, and is written again', async () => {
  rmSync(sidecar('a'));
  await world.client.libraries.scan({});
  expect(await held('a')).toEqual([{ 'x-default': 'Of old' }, undefined, undefined]);
  const { fields } = await world.client.photos.explain({ file: world.at('a', 'p.jpg') });
  expect(fields.find(({ field }) => field === 'rating')!.copies.map(({ lost }) => lost)).toEqual([
    true,
    undefined,
  ]);
  const outcome = await sync();
  expect((await world.changes(outcome)).map(({ library }) => library)).toEqual(['a', 'a', 'a']);
  expect([await held('a'), await held('b')]).toEqual([whole, whole]);
  expect(await world.conflicts()).toEqual([]);
  expect((await sync()).planned).toBe(0);
  // From then on, what goes is gone because somebody took it away.
  await world.client.plans.edit({ files: [world.at('a', 'p.jpg')], edit: { clear: ['rating'] } });
  await sync();
  expect((await held('b'))[1]).toBeUndefined();
});

test('what changes elsewhere meanwhile comes along', async () => {
  rmSync(sidecar('a'));
  await world.client.plans.edit({
    files: [world.at('b', 'p.jpg')],
    edit: { set: { title: 'Newer' }, clear: ['rating'] },
  });
  await world.client.libraries.scan({});
  await sync();
  const now = [{ 'x-default': 'Newer' }, undefined, ['animals|heron']];
  expect([await held('a'), await held('b')]).toEqual([now, now]);
});

test('another sidecar without those values gives no opinion of them, but of what it says', async () => {
  rmSync(sidecar('a'));
  await world.client.libraries.scan({});
  await world.client.plans.edit({ files: [world.at('a', 'p.jpg')], edit: { set: { rating: 2 } } });
  await sync();
  const now = [{ 'x-default': 'Hello' }, 2, ['animals|heron']];
  expect([await held('a'), await held('b')]).toEqual([now, now]);
});

test('a sidecar that is put back is as before', async () => {
  renameSync(sidecar('a'), join(world.root, 'away.xmp'));
  await world.client.libraries.scan({});
  renameSync(join(world.root, 'away.xmp'), sidecar('a'));
  await world.client.libraries.scan({});
  expect((await sync()).planned).toBe(0);
  expect(await held('a')).toEqual(whole);
});

test('a photo that is moved without its sidecar keeps what it was given', async () => {
  mkdirSync(world.at('a', 'sorted'));
  renameSync(world.at('a', 'p.jpg'), world.at('a', 'sorted/p.jpg'));
  await world.client.libraries.scan({});
  await sync();
  expect([await held('a', 'sorted/p.jpg'), await held('b')]).toEqual([whole, whole]);
});

test('a push takes nothing away for a sidecar that is gone', async () => {
  rmSync(sidecar('a'));
  await world.client.libraries.scan({});
  const { planned } = await world.client.plans.push({ from: 'a', to: 'b', yes: true });
  expect([planned, await held('b')]).toEqual([0, whole]);
});

test('values that were put into the file itself before its sidecar was deleted are no loss', async () => {
  await world.edit('a', 'p.jpg', '-XMP-dc:Title=Inside', '-XMP-xmp:Rating=4');
  rmSync(sidecar('a'));
  await world.client.libraries.scan({});
  await sync();
  const now = [{ 'x-default': 'Inside' }, 4, ['animals|heron']];
  expect([await held('a'), await held('b')]).toEqual([now, now]);
});

test('a run that made the sidecar is taken back with it', async () => {
  const { runs } = await world.client.history.list({}).then(({ items }) => ({ runs: items }));
  for (const { run } of runs) await world.client.plans.undo({ run });
  const before = [{ 'x-default': 'Of old' }, undefined, undefined];
  expect([await held('a'), await held('b')]).toEqual([before, before]);
  expect(
    (await world.client.photos.explain({ file: world.at('a', 'p.jpg') })).fields
      .flatMap(({ copies }) => copies)
      .some(({ lost }) => lost),
  ).toBe(false);
});

test('a picture that an editor saved without its tags takes nothing from the other copies, and gets them back', async () => {
  for (const library of ['a', 'b']) await world.client.libraries.set({ library, writes: 'auto' });
  await world.picture({ 'a/q.jpg': ['-XMP-dc:Subject=lake', '-XMP-dc:Title=Held'], 'b/q.jpg': [] }, 2);
  await world.client.libraries.scan({});
  await sync();
  const bytes = readFileSync(world.at('a', 'q.jpg'));
  writeFileSync(world.at('a', 'q.jpg'), await sharp(bytes).modulate({ brightness: 0.5 }).jpeg().toBuffer());
  await world.client.libraries.scan({});
  expect(await held('a', 'q.jpg')).toEqual([undefined, undefined, undefined]);
  const outcome = await sync();
  expect((await world.changes(outcome)).map(({ library }) => library)).toEqual(['a', 'a']);
  const both = [{ 'x-default': 'Held' }, undefined, ['lake']];
  expect([await held('a', 'q.jpg'), await held('b', 'q.jpg')]).toEqual([both, both]);
  // The same without another picture is a person's wish.
  await world.edit('a', 'q.jpg', '-XMP:all=');
  await world.client.libraries.scan({});
  await sync();
  expect(await held('b', 'q.jpg')).toEqual([undefined, undefined, undefined]);
});
