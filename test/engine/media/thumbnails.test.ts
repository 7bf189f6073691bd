import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createThumbnails, type Thumbnails } from '../../../shared/engine/media/thumbnails.ts';
import type { MediaFile } from '../../../shared/engine/metadata/ports.ts';
import { createExifToolReader, type ExifToolReader } from '../../../shared/engine/metadata/reader.ts';
import { exiftool, makePicture, pictureBytes, tempFolder } from '../../support/pictures.ts';

const folder = tempFolder();
const root = folder.path;
const at = (path: string) => join(root, path);
let reader: ExifToolReader;
let thumbnails: Thumbnails;
let id = 0;

beforeAll(() => {
  reader = createExifToolReader({ processes: 1 });
  thumbnails = createThumbnails({ dataDir: at('data'), exiftool: reader.exiftool });
});
afterAll(async () => {
  await thumbnails.close();
  await reader.close();
  folder.remove();
});

async function sourceOf(path: string) {
  const file: MediaFile = { root, path, writes: 'none', sidecar: 'adobe', keepMtime: false };
  const read = await reader.read(file, { hash: false });
  if (!read.ok) throw new Error(read.problem.message);
  id += 1;
  return { id, path: at(path), fingerprint: JSON.stringify(read.fingerprint), facts: read.facts };
}
async function made(path: string, size = 48) {
  const result = await thumbnails.thumbnail(await sourceOf(path), size);
  if ('code' in result) throw new Error(JSON.stringify(result));
  expect(result.mime).toBe('image/jpeg');
  return result.bytes;
}

/** Red, green, blue and white quarters: which way up a picture is shows in its corners. */
async function quarters(width = 320, height = 240): Promise<Buffer> {
  const part = (background: string) =>
    sharp({ create: { width: width / 2, height: height / 2, channels: 3, background } })
      .png()
      .toBuffer();
  const [red, green, blue] = await Promise.all(['#f00', '#0f0', '#00f'].map(part));
  return sharp({ create: { width, height, channels: 3, background: '#fff' } })
    .composite([
      { input: red!, left: 0, top: 0 },
      { input: green!, left: width / 2, top: 0 },
      { input: blue!, left: 0, top: height / 2 },
    ])
    .jpeg({ quality: 95 })
    .toBuffer();
}
async function corners(jpeg: Buffer): Promise<string> {
  const { data, info } = await sharp(jpeg).raw().toBuffer({ resolveWithObject: true });
  const name = (x: number, y: number) => {
    const [r, g, b] = [0, 1, 2].map((c) => data[(y * info.width + x) * info.channels + c]! > 128);
    return r && g && b ? 'W' : r ? 'R' : g ? 'G' : b ? 'B' : '?';
  };
  const [x, y] = [info.width - 4, info.height - 4];
  return name(3, 3) + name(x, 3) + name(3, y) + name(x, y);
}

describe('every format', () => {
  test.each(['jpg', 'png', 'tif', 'webp', 'gif', 'avif', 'dng'])('%s', async (kind) => {
    await makePicture(at(`a.${kind}`), 2);
    const { width, height } = await sharp(await made(`a.${kind}`)).metadata();
    expect([width, height]).toEqual([48, 32]);
  });
});

// Corners of the upright picture by the orientation it is stored under (EXIF 2.32, 4.6.4 A).
const upright = ['RGBW', 'GRWB', 'WBGR', 'BWRG', 'RBGW', 'BRWG', 'WGBR', 'GWRB'];
describe('the orientation is applied once', () => {
  test.each(upright.map((expected, i) => [i + 1, expected] as const))(
    '%d, from the picture itself',
    async (orientation, expected) => {
      const path = `turn${orientation}.jpg`;
      writeFileSync(at(path), await quarters());
      await exiftool('-q', '-overwrite_original', '-n', `-IFD0:Orientation=${orientation}`, at(path));
      expect(await corners(await made(path, 200))).toBe(expected);
    },
  );

  test.each(upright.map((expected, i) => [i + 1, expected] as const))(
    '%d, from the embedded preview',
    async (orientation, expected) => {
      const path = `preview${orientation}.jpg`;
      writeFileSync(at('thumb.jpg'), await quarters(160, 120));
      // The picture itself is grey: what has colours came from the preview.
      const grey = sharp({ create: { width: 640, height: 480, channels: 3, background: '#777' } });
      writeFileSync(at(path), await grey.jpeg().toBuffer());
      await exiftool(
        '-q',
        '-overwrite_original',
        '-n',
        `-IFD0:Orientation=${orientation}`,
        `-ThumbnailImage<=${at('thumb.jpg')}`,
        at(path),
      );
      expect(await corners(await made(path, 120))).toBe(expected);
    },
  );
});

test('a preview with black bars, or too small, is not used', async () => {
  writeFileSync(at('thumb.jpg'), await quarters(160, 120));
  const grey = sharp({ create: { width: 600, height: 400, channels: 3, background: '#777' } });
  writeFileSync(at('bars.jpg'), await grey.jpeg().toBuffer());
  await exiftool('-q', '-overwrite_original', `-ThumbnailImage<=${at('thumb.jpg')}`, at('bars.jpg'));
  expect(await corners(await made('bars.jpg', 120))).toBe('????');
});

test('a second request is answered from disk, another fingerprint is not', async () => {
  await makePicture(at('cached.jpg'), 3);
  const source = await sourceOf('cached.jpg');
  const first = await thumbnails.thumbnail(source, 64);
  rmSync(at('cached.jpg'));
  expect(await thumbnails.thumbnail(source, 64)).toEqual(first);
  expect(await thumbnails.thumbnail({ ...source, fingerprint: 'other' }, 64)).toMatchObject({
    code: 'corrupt',
  });
  expect(existsSync(at('data/thumbs'))).toBe(true);
});

describe('no thumbnail, with the reason', () => {
  test('a broken picture', async () => {
    const bytes = await pictureBytes('png', 4, 400, 400);
    writeFileSync(at('ok.png'), bytes);
    const source = await sourceOf('ok.png');
    writeFileSync(at('ok.png'), Buffer.concat([bytes.subarray(0, 40), Buffer.from('broken')]));
    expect(await thumbnails.thumbnail({ ...source, fingerprint: 'broken' }, 64)).toMatchObject({
      code: 'corrupt',
    });
  });

  test('too many pixels', async () => {
    await makePicture(at('huge.jpg'), 1);
    const source = await sourceOf('huge.jpg');
    const facts = { ...source.facts, width: 20_000, height: 20_000 };
    expect(await thumbnails.thumbnail({ ...source, facts }, 64)).toMatchObject({ code: 'tooLarge' });
  });

  test('a bomb that says it is small: the decoder itself refuses', async () => {
    const bomb = await sharp({
      create: { width: 16_000, height: 16_000, channels: 3, background: '#000' },
      limitInputPixels: false,
    })
      .png({ compressionLevel: 9 })
      .toBuffer();
    writeFileSync(at('bomb.png'), bomb);
    const facts = { format: 'PNG', mime: 'image/png', width: 10, height: 10 };
    const result = await thumbnails.thumbnail({ id: 999, path: at('bomb.png'), fingerprint: 'x', facts }, 64);
    expect(result).toMatchObject({ code: 'tooLarge' });
  });

  test('not needed any more', async () => {
    await makePicture(at('gone.jpg'), 1);
    const source = await sourceOf('gone.jpg');
    expect(await thumbnails.thumbnail(source, 64, AbortSignal.abort())).toMatchObject({ code: 'cancelled' });
  });

  test('a picture of a kind whose loader is blocked', async () => {
    writeFileSync(at('x.svg'), '<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"/>');
    const facts = { format: 'SVG', mime: 'image/svg+xml' };
    const result = await thumbnails.thumbnail({ id: 998, path: at('x.svg'), fingerprint: 'x', facts }, 64);
    expect('code' in result).toBe(true);
    expect(readFileSync(at('x.svg'), 'utf8')).toContain('svg');
  });
});
