// Files that are in the cloud only: told of, never fetched, never taken for gone or for empty.
import { renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createExifToolReader, type ExifToolReader } from '../../shared/engine/metadata/reader.ts';
import { isPlaceholder } from '../../shared/engine/placeholder.ts';
import { exiftool, makePicture } from '../support/pictures.ts';
import { type ScanLab, scanLab } from '../support/scan-lab.ts';

test.each<[string, NodeJS.Platform, number, number, boolean]>([
  ['macOS, no block', 'darwin', 0, 5_000_000, true],
  ['macOS, blocks', 'darwin', 9_766, 5_000_000, false],
  ['macOS, empty', 'darwin', 0, 0, false],
  ['Windows, no allocation', 'win32', 0, 5_000_000, true],
  ['Windows, so small that it lies in the table', 'win32', 0, 600, false],
  ['Windows, on disk', 'win32', 9_766, 5_000_000, false],
  ['Linux: a share that knows no blocks', 'linux', 0, 5_000_000, false],
])('%s', (_, platform, blocks, size, is) => {
  expect(isPlaceholder({ blocks, size }, platform)).toBe(is);
});

describe('iCloud stubs', () => {
  let reader: ExifToolReader;
  let lab: ScanLab;
  beforeAll(() => {
    reader = createExifToolReader({ processes: 1 });
  });
  afterAll(() => reader.close());
  beforeEach(() => {
    lab = scanLab(reader);
  });
  afterEach(() => lab.close());

  const stub = (root: string, name: string) => writeFileSync(join(root, `.${name}.icloud`), 'bplist00');

  test('a photo that was sent to the cloud keeps what is known of it, and is not gone', async () => {
    const { id, root } = await lab.add('A');
    await makePicture(join(root, 'a.jpg'), 1, ['-XMP:Rating=3']);
    await lab.scan(id);
    renameSync(join(root, 'a.jpg'), join(lab.path, 'a.jpg'));
    stub(root, 'a.jpg');
    expect(await lab.scan(id)).toMatchObject({ removed: 0, problemCount: 1 });
    expect(lab.problems(id)).toEqual(['a.jpg: placeholder']);
    expect(lab.file(id, 'a.jpg').snapshot?.values.rating).toBe(3);
    expect(lab.file(id, 'a.jpg').state).not.toBe('missing');
  });

  test('a sidecar that was sent to the cloud is not a sidecar that was removed', async () => {
    const { id, root } = await lab.add('A');
    await makePicture(join(root, 'a.jpg'), 1);
    await exiftool('-q', '-XMP:Rating=4', '-o', join(root, 'a.jpg.xmp'));
    await lab.scan(id);
    expect(lab.file(id, 'a.jpg').snapshot?.values.rating).toBe(4);
    renameSync(join(root, 'a.jpg.xmp'), join(lab.path, 'a.jpg.xmp'));
    stub(root, 'a.jpg.xmp');
    expect(await lab.scan(id)).toMatchObject({ removed: 0, changed: 0, problemCount: 1 });
    expect(lab.file(id, 'a.jpg').snapshot?.values.rating).toBe(4);
    const file = { root, path: 'a.jpg', writes: 'auto', sidecar: 'adobe', keepMtime: false } as const;
    expect(await reader.read(file, { hash: true })).toMatchObject({ problem: { code: 'placeholder' } });
    renameSync(join(lab.path, 'a.jpg.xmp'), join(root, 'a.jpg.xmp'));
    renameSync(join(root, '.a.jpg.xmp.icloud'), join(lab.path, 'gone'));
    expect(await lab.scan(id)).toMatchObject({ removed: 0, problemCount: 0 });
    expect(lab.problems(id)).toEqual([]);
  });
});
