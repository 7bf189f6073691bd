import { chmodSync, existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { checkRoot, freeName, type Placed } from '../../shared/engine/files/library-root.ts';
import { type Marker, readMarker, writeMarker } from '../../shared/engine/files/marker.ts';
import { asNobody } from '../support/as-nobody.ts';
import { tempFolder } from '../support/pictures.ts';

let folder: ReturnType<typeof tempFolder>;
let photos: string;
let library: Placed;
beforeEach(async () => {
  folder = tempFolder('tagbridge-root-');
  photos = join(folder.path, 'photos');
  mkdirSync(join(photos, 'inner'), { recursive: true });
  mkdirSync(join(folder.path, 'photos-2'));
  symlinkSync(photos, join(folder.path, 'link'));
  symlinkSync(join(photos, 'inner'), join(folder.path, 'inner-link'));
  writeFileSync(join(folder.path, 'file'), '');
  library = { name: 'Archive', ...(await checkRoot(photos, [])) };
});
afterEach(() => folder.remove());

describe('a folder may not become a library when', () => {
  test.each<[string, string, string, RegExp]>([
    ['it is one already', 'photos', 'REFUSED', /is the library Archive/],
    ['it is one, through a link', 'link', 'REFUSED', /is the library Archive/],
    ['it lies inside one', 'photos/inner', 'REFUSED', /inside the library Archive/],
    ['it lies inside one, through a link', 'inner-link', 'REFUSED', /inside the library Archive/],
    ['one lies inside it', '.', 'REFUSED', /Archive .* lies inside this folder/],
    ['it is not there', 'nowhere', 'NOT_FOUND', /no folder/],
    ['it is a file', 'file', 'NOT_FOUND', /cannot be a library/],
  ])('%s', async (_, path, code, words) => {
    const refused = checkRoot(join(folder.path, path), [library]);
    await expect(refused).rejects.toMatchObject({ code, message: expect.stringMatching(words) });
    await expect(refused).rejects.toHaveProperty('data.hint', expect.stringMatching(/\w/));
  });

  test.runIf(process.platform !== 'win32')(
    'it may not be read: said so, not that its marker is broken',
    async () => {
      const closed = join(folder.path, 'photos-2');
      chmodSync(folder.path, 0o755);
      chmodSync(closed, 0o000);
      await expect(asNobody(() => checkRoot(closed, []))).rejects.toMatchObject({
        code: 'NOT_FOUND',
        message: `${closed} cannot be a library.`,
      });
    },
  );

  test('it is one under another mount: the same device and inode', async () => {
    const elsewhere = { ...library, path: '/mnt/gone' };
    await expect(checkRoot(photos, [elsewhere])).rejects.toMatchObject({ code: 'REFUSED' });
    await expect(checkRoot(join(photos, 'inner'), [elsewhere])).rejects.toMatchObject({ code: 'REFUSED' });
  });
});

test('a neighbour whose name begins the same is no library inside', async () => {
  await expect(checkRoot(join(folder.path, 'photos-2'), [library])).resolves.toMatchObject({
    path: join(folder.path, 'photos-2'),
  });
});

test('a link is taken for where it leads', async () => {
  await expect(checkRoot(join(folder.path, 'link'), [])).resolves.toEqual({
    path: photos,
    device: library.device,
  });
});

test.each([
  ['/a/Photos', [], 'Photos'],
  ['/a/Photos', ['photos', 'Photos 2'], 'Photos 3'],
  ['/', [], 'Library'],
])('the name of %s beside %j', (path, taken, name) => {
  expect(freeName(path, taken)).toBe(name);
});

describe('the marker', () => {
  const marker: Marker = {
    format: 1,
    id: '11111111-1111-4111-8111-111111111111',
    created: '2026-01-01T00:00:00Z',
  };
  const file = () => join(photos, '.tagbridge/library.json');

  test('is written once and read back', async () => {
    expect(await readMarker(photos)).toEqual({ state: 'absent' });
    expect(existsSync(join(photos, '.tagbridge'))).toBe(false);
    await writeMarker(photos, marker);
    expect(await readMarker(photos)).toEqual({ state: 'present', marker });
    await expect(writeMarker(photos, { ...marker, created: 'x' })).rejects.toMatchObject({ code: 'REFUSED' });
    expect(JSON.parse(readFileSync(file(), 'utf8'))).toEqual(marker);
  });

  test.each<[string, string]>([
    ['broken', '{"format": 1'],
    ['of another format', '{"format": 2, "id": "11111111-1111-4111-8111-111111111111", "created": ""}'],
    ['with an id that is none', '{"format": 1, "id": "../../etc", "created": ""}'],
    [
      'too long',
      `{"format":1,"id":"11111111-1111-4111-8111-111111111111","created":"","x":"${'x'.repeat(70_000)}"}`,
    ],
    ['empty', ''],
  ])('%s: not understood, never guessed', async (_, text) => {
    mkdirSync(join(photos, '.tagbridge'));
    writeFileSync(file(), text);
    expect(await readMarker(photos)).toMatchObject({ state: 'unreadable' });
  });

  test('is not followed where it, or its folder, is a link', async () => {
    const real = join(folder.path, 'real');
    mkdirSync(real);
    writeFileSync(join(real, 'library.json'), JSON.stringify(marker));
    symlinkSync(real, join(photos, '.tagbridge'));
    expect(await readMarker(photos)).toMatchObject({ state: 'unreadable' });
    mkdirSync(join(photos, 'inner/.tagbridge'));
    symlinkSync(join(real, 'library.json'), join(photos, 'inner/.tagbridge/library.json'));
    expect(await readMarker(join(photos, 'inner'))).toMatchObject({ state: 'unreadable' });
  });
});
