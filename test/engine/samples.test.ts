import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { makeSamples } from '../../shared/engine/samples/make.ts';
import { samplePhotos } from '../../shared/engine/samples/sample-photos.ts';
import { exiftool, tempFolder } from '../support/pictures.ts';

interface Listed {
  SourceFile: string;
  FileType: string;
  ImageDataHash?: string;
}

const types = { jpg: 'JPEG', png: 'PNG', tif: 'TIFF', webp: 'WEBP', dng: 'DNG' } as const;

test('the samples are what they say: formats, one picture per pair, sidecar, nothing overwritten', async () => {
  using folder = tempFolder('tagbridge-samples-');
  const roots = await makeSamples(folder.path);
  const listed: Listed[] = JSON.parse(
    await exiftool(
      '-json',
      '-r',
      '-FileType',
      '-ImageDataHash',
      '-api',
      'requesttags=imagedatahash',
      folder.path,
    ),
  );
  const byPath = new Map(listed.map((file) => [file.SourceFile, file]));

  const both = samplePhotos.filter(({ archive, family }) => archive && family);
  expect(samplePhotos.length).toBeGreaterThanOrEqual(12);
  expect(both.length).toBeGreaterThanOrEqual(8);
  for (const { kind, archive, family } of samplePhotos) {
    const files = [archive && join(roots.archive, archive.path), family && join(roots.family, family.path)]
      .filter((path) => path !== undefined)
      .map((path) => byPath.get(path));
    const hashes = new Set(files.map((file) => file?.ImageDataHash));
    expect([...hashes]).toEqual([expect.stringMatching(/^[0-9a-f]{32}$/)]);
    for (const file of files) expect(file?.FileType.endsWith(types[kind])).toBe(true);
    if (archive?.sidecar) {
      const sidecar = join(roots.archive, archive.path.replace(/\.[^.]+$/, '.xmp'));
      expect(readFileSync(sidecar, 'utf8')).toContain('x:xmpmeta');
    }
  }
  const hashes = new Set(listed.map((file) => file.ImageDataHash).filter((hash) => hash !== undefined));
  expect(hashes.size).toBe(samplePhotos.length);

  await expect(makeSamples(folder.path)).rejects.toMatchObject({ code: 'REFUSED' });
});
