// What a person looks at: a file with its copies and problems, pictures, links said by hand, exports.
import { chmodSync, cpSync, renameSync, symlinkSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createWorld, type World } from '../support/world.ts';

let world: World;
beforeEach(async () => {
  world = await createWorld();
});
afterEach(() => world.close());

const show = (library: string, path: string) => world.client.photos.show({ file: world.at(library, path) });
const rows = async () => (await world.client.photos.window({ offset: 0, limit: 100, sort: 'name' })).rows;

test('a failed write is told of the file, which can still be read and looked at', async () => {
  await world.picture({ 'a/p.jpg': ['-XMP-dc:Title=T'], 'b/p.jpg': [] }, 1);
  await world.add('a', 'b');
  chmodSync(world.at('b', 'p.jpg'), 0o444);
  await world.client.plans.push({ from: 'a', to: 'b' });
  const shown = await show('b', 'p.jpg');
  expect(shown.problem).toMatchObject({ during: 'write', code: 'readOnlyFile', file: shown.file });
  expect(shown.copies.map(({ library, path, state }) => ({ library, path, state }))).toEqual([
    { library: 'a', path: 'p.jpg', state: 'ok' },
  ]);
  expect((await show('a', 'p.jpg')).copies).toMatchObject([{ library: 'b', state: 'ok' }]);
  expect((await rows())[0]!.state).toBe('differs');
  expect((await world.client.problems.list({})).items).toMatchObject([{ file: shown.file, path: 'p.jpg' }]);

  chmodSync(world.at('b', 'p.jpg'), 0o644);
  expect(await world.client.plans.push({ from: 'a', to: 'b' })).toMatchObject({ written: 1 });
  expect((await show('b', 'p.jpg')).problem).toBeUndefined();
});

test('a command that runs by itself tells of a drive what is true now', async () => {
  await world.picture({ 'a/p.jpg': [], 'b/p.jpg': [] }, 1);
  await world.add('a', 'b');
  const states = async () => [
    (await world.client.status()).libraries.map(({ state }) => state),
    (await world.client.libraries.list()).map(({ state }) => state),
  ];
  renameSync(world.at('b', ''), world.at('', 'away'));
  expect(await states()).toEqual([
    ['online', 'offline'],
    ['online', 'offline'],
  ]);
  renameSync(world.at('', 'away'), world.at('b', ''));
  expect(await states()).toEqual([
    ['online', 'online'],
    ['online', 'online'],
  ]);
});

test('a file that stands under problems is not said to be found by another scan', async () => {
  await world.picture({ 'a/p.jpg': [] }, 1);
  symlinkSync('p.jpg', world.at('a', 'link.jpg'));
  await world.add('a');
  await expect(show('a', 'link.jpg')).rejects.toMatchObject({
    message: expect.stringContaining('symbolic link'),
    data: { hint: 'See: tagbridge problems' },
  });
  await expect(show('a', 'new.jpg')).rejects.toMatchObject({
    data: { hint: 'Find new files with: tagbridge scan a' },
  });
});

test('the version of a picture changes with its file, and only then', async () => {
  await world.picture({ 'a/p.jpg': [] }, 1);
  await world.add('a');
  const [first] = await rows();
  expect(first!.version).toMatch(/^[\w-]{10}$/);
  await world.client.libraries.scan({});
  expect((await rows())[0]!.version).toBe(first!.version);
  await world.edit('a', 'p.jpg', '-XMP-dc:Title=T');
  await world.client.libraries.scan({});
  expect((await rows())[0]!.version).not.toBe(first!.version);
});

test('what a person said of two files outlives edits, moves and rescans', async () => {
  await world.picture({ 'a/p.jpg': [], 'b/p.jpg': [] }, 1);
  await world.picture({ 'a/q.jpg': [] }, 2);
  await world.picture({ 'b/other.jpg': [] }, 3);
  await world.add('a', 'b');
  await world.client.photos.link({ a: world.at('a', 'q.jpg'), b: world.at('b', 'other.jpg') });
  await world.client.photos.unlink({ file: world.at('b', 'p.jpg') });
  const stands = async (q: string) => {
    expect((await show('a', q)).copies.map((copy) => copy.path)).toEqual(['other.jpg']);
    expect((await show('a', 'p.jpg')).copies).toEqual([]);
    expect((await show('b', 'p.jpg')).copies).toEqual([]);
  };
  await stands('q.jpg');
  await world.edit('a', 'q.jpg', '-XMP-dc:Title=T');
  await world.edit('b', 'p.jpg', '-XMP-dc:Title=U');
  await world.client.libraries.scan({});
  await stands('q.jpg');
  renameSync(world.at('a', 'q.jpg'), world.at('a', 'moved.jpg'));
  await world.client.libraries.scan({});
  await world.restart();
  await world.client.libraries.scan({});
  await stands('moved.jpg');
});

test('an export streams every copy that matches, with its values, and ends', async () => {
  await world.picture({ 'a/p.jpg': ['-XMP-xmp:Rating=4'], 'b/p.jpg': [] }, 1);
  await world.picture({ 'a/q.jpg': ['-XMP-dc:Subject=lake'] }, 2);
  await world.add('a', 'b');
  const exported = async (where?: string) => {
    const all = [];
    for await (const copy of await world.client.export(where === undefined ? {} : { where })) all.push(copy);
    return all.map(({ library, path, fields }) => ({ library, path, fields }));
  };
  expect(await exported()).toEqual([
    { library: 'a', path: 'p.jpg', fields: { rating: 4 } },
    { library: 'b', path: 'p.jpg', fields: {} },
    { library: 'a', path: 'q.jpg', fields: { keywords: ['lake'] } },
  ]);
  expect(await exported('rating:4')).toHaveLength(2);
  expect(await exported('rating:5')).toEqual([]);
  await expect(exported('(')).rejects.toMatchObject({ code: 'USAGE' });
});

test('folders are listed for choosing one, hidden ones left out; one that is not there is said', async () => {
  await world.picture({ 'a/deep/p.jpg': [] }, 1);
  cpSync(world.at('a', 'deep'), world.at('a', '.hidden'), { recursive: true });
  cpSync(world.at('a', 'deep'), world.at('a', 'deep 10'), { recursive: true });
  cpSync(world.at('a', 'deep'), world.at('a', 'deep 9'), { recursive: true });
  const list = await world.client.folders({ path: world.at('a', '') });
  expect(list.folders.map((folder) => folder.name)).toEqual(['deep', 'deep 9', 'deep 10']);
  expect(list.parent).toBe(world.root);
  expect(list.places.map((place) => place.name)).toContain('Home');
  await expect(world.client.folders({ path: world.at('a', 'nowhere') })).rejects.toMatchObject({
    code: 'NOT_FOUND',
  });
});

test('a file that cannot be read is not counted as empty over a selection', async () => {
  await world.picture({ 'a/p.jpg': ['-XMP-photoshop:City=Bern'] }, 1);
  await world.picture({ 'a/q.jpg': ['-XMP-photoshop:City=Bern'] }, 2);
  await world.add('a');
  const photos = (await rows()).map(({ photo }) => photo);
  const both = await world.client.photos.summary({ photos });
  expect(both).toMatchObject({ files: 2, fields: { city: { value: 'Bern', distinct: 1 } } });
  expect(both.unreadable).toBeUndefined();
  writeFileSync(world.at('a', 'q.jpg'), 'no picture');
  await world.client.libraries.scan({});
  const one = await world.client.photos.summary({ photos });
  expect(one.unreadable).toBe(1);
  expect(one.fields['city']).toEqual({
    ...{ value: 'Bern', distinct: 1 },
    values: [{ value: 'Bern', files: 1 }],
  });
});
