// Small real pictures, made at run time, for tests that need real files.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { exiftoolPath } from 'exiftool-vendored';
import sharp from 'sharp';

export type PictureKind = 'jpg' | 'png' | 'tif' | 'webp' | 'gif' | 'avif' | 'dng';

/** A folder for one test; `using` or `remove` takes it away. */
export function tempFolder(prefix = 'tagbridge-test-') {
  const path = mkdtempSync(join(tmpdir(), prefix));
  const remove = () => rmSync(path, { recursive: true, force: true });
  return { path, remove, [Symbol.dispose]: remove };
}

/** Runs the vendored ExifTool alone, without anybody's configuration; returns what it printed. */
export async function exiftool(...args: string[]): Promise<string> {
  return execFileSync(await exiftoolPath(), ['-config', '', ...args], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    maxBuffer: 2 ** 28,
  });
}

/** Pixels that differ from seed to seed and are not flat, so that every picture has an image hash of its own. */
function pixels(seed: number, width: number, height: number): Buffer {
  const bytes = Buffer.alloc(width * height * 3);
  let state = (seed + 1) * 2654435761;
  for (let i = 0; i < bytes.length; i += 1) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    const x = Math.floor(i / 3) % width;
    bytes[i] = (x * 3 + seed * 37 + (state >>> 27) + (i % 3) * 40) & 255;
  }
  return bytes;
}

/** The bytes of a picture of this kind (a `dng` is a TIFF until ExifTool has marked it). */
export async function pictureBytes(kind: PictureKind, seed = 1, width = 96, height = 64): Promise<Buffer> {
  const image = sharp(pixels(seed, width, height), { raw: { width, height, channels: 3 } });
  if (kind === 'jpg') return image.jpeg({ quality: 85 }).toBuffer();
  if (kind === 'png') return image.png().toBuffer();
  if (kind === 'webp') return image.webp({ quality: 80 }).toBuffer();
  if (kind === 'gif') return image.gif().toBuffer();
  if (kind === 'avif') return image.avif({ quality: 50, effort: 0 }).toBuffer();
  return image.tiff({ compression: 'none' }).toBuffer();
}

const dngTags = [
  '-IFD0:DNGVersion=1 4 0 0',
  '-IFD0:DNGBackwardVersion=1 1 0 0',
  '-IFD0:UniqueCameraModel=Sample',
];

/** Puts a picture at `path`, its kind by the extension, and writes `tags` (ExifTool arguments) into it. */
export async function makePicture(path: string, seed = 1, tags: readonly string[] = []): Promise<string> {
  const kind = path.slice(path.lastIndexOf('.') + 1).toLowerCase() as PictureKind;
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, await pictureBytes(kind, seed));
  const all = [...(kind === 'dng' ? dngTags : []), ...tags];
  if (all.length > 0) await exiftool('-q', '-overwrite_original', ...all, path);
  return path;
}
