// What cannot be written is seen before anything runs.
import { chmodSync, linkSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createWorld, type World } from '../support/world.ts';

let world: World;
beforeEach(async () => {
  world = await createWorld();
});
afterEach(() => world.close());

const problems = async () =>
  (await world.client.problems.list({})).items.toSorted((a, b) => (a.path < b.path ? -1 : 1));

/** Two by two pixels. */
const bitmap = Buffer.from(
  '424d460000000000000036000000280000000200000002000000010018000000000010000000130b0000130b00000000000000000000' +
    '0000ffffffff0000ff000000ff000000',
  'hex',
);

test('read-only files, locked folders and second names are skipped in the preview, with the reason', async () => {
  const paths = ['free.jpg', 'locked.jpg', 'in/folder.jpg', 'linked.jpg'];
  for (const [seed, path] of paths.entries())
    await world.picture({ [`a/${path}`]: ['-XMP-dc:Title=T'], [`b/${path}`]: [] }, seed);
  chmodSync(world.at('b', 'locked.jpg'), 0o444);
  chmodSync(world.at('b', 'in'), 0o555);
  linkSync(world.at('b', 'linked.jpg'), world.at('', 'second-name.jpg'));
  await world.add('a', 'b');

  const skippedBy = { readOnlyFile: 1, noPermission: 1, hardLinked: 1 };
  const preview = await world.client.plans.push({ from: 'a', to: 'b', dryRun: true });
  expect(preview).toMatchObject({ photos: 1, planned: 1, skipped: 3, skippedBy, changeTotal: 1 });
  expect(preview.byField).toEqual([{ field: 'title', library: 'b', adds: 1, replaces: 0, clears: 0 }]);
  expect(preview.problems.map(({ path, code }) => [path, code]).sort()).toEqual([
    ['in/folder.jpg', 'noPermission'],
    ['linked.jpg', 'hardLinked'],
    ['locked.jpg', 'readOnlyFile'],
  ]);
  expect((await world.changes(preview)).map((change) => change.path)).toEqual(['free.jpg']);
  expect(await problems()).toEqual([]);

  expect(await world.client.plans.run({ plan: preview.plan })).toMatchObject({
    ...{ planned: 1, written: 1, skipped: 3, skippedBy, problemTotal: 3 },
  });
  // Run at once, they are problems to look at; what was decided reaches them once they can be written.
  await world.client.bridges.add({ name: 'home', members: [{ library: 'a' }, { library: 'b' }] });
  expect(await world.client.plans.sync({ yes: true })).toMatchObject({ planned: 0, skipped: 3, skippedBy });
  expect((await problems()).map((problem) => [problem.path, problem.during])).toEqual([
    ['in/folder.jpg', 'write'],
    ['linked.jpg', 'write'],
    ['locked.jpg', 'write'],
  ]);
  chmodSync(world.at('b', 'locked.jpg'), 0o644);
  chmodSync(world.at('b', 'in'), 0o755);
  expect(await world.client.plans.sync({ yes: true })).toMatchObject({
    written: 2,
    skippedBy: { hardLinked: 1 },
  });
  expect((await world.tags('b', 'locked.jpg'))['XMP-dc:Title']).toBe('T');
  expect((await problems()).map((problem) => problem.path)).toEqual(['linked.jpg']);
});

test('a format without a place for tags is known not to be writable, and takes part in what is merged', async () => {
  await world.add('a', 'b');
  for (const library of ['a', 'b']) writeFileSync(world.at(library, 'p.bmp'), bitmap);
  const { plans, libraries, photos } = world.client;
  await libraries.scan({});
  await plans.edit({ files: [world.at('a', 'p.bmp')], edit: { set: { rating: 4 } } });
  await libraries.set({ library: 'b', writes: 'embedded' });
  const shown = await photos.show({ file: world.at('b', 'p.bmp') });
  const outcome = await plans.push({ from: 'a', to: 'b', dryRun: true });
  const edited = await plans.edit({
    files: [world.at('b', 'p.bmp')],
    edit: { set: { rating: 1 } },
    dryRun: true,
  });
  expect(shown).toMatchObject({ writable: false, readOnlyReason: expect.stringContaining('sidecars') });
  expect(outcome).toMatchObject({ planned: 0, skippedBy: { unsupported: 1 } });
  expect(edited).toMatchObject({ planned: 0, skippedBy: { unsupported: 1 } });
  expect(edited.problems).toMatchObject([{ path: 'p.bmp', code: 'unsupported' }]);
});
