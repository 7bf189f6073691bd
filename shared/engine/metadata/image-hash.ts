import { readFile } from 'node:fs/promises';
import PQueue from 'p-queue';
import { formatOfExtension } from '../../core/formats.ts';
import { jpegImageHash } from './jpeg-hash.ts';
import type { PrintedTags } from './printed-tags.ts';

/** Larger files are hashed by ExifTool, which does not hold them in memory. */
const mostBytes = 256 * 2 ** 20;

/** Whole files in memory at a time. */
const queue = new PQueue({ concurrency: 2 });

/** Whether the image hash is computed here, equal to ExifTool's, instead of by ExifTool. */
export const hashesItself = (extension: string, bytes: number): boolean =>
  formatOfExtension(extension)?.name === 'JPEG' && bytes <= mostBytes;

/** The image hash of a JPEG as ExifTool would print it; undefined where there is no data. */
export const ownImageHash = (path: string): Promise<string | undefined> =>
  queue.add(async () => jpegImageHash(await readFile(path)));

/** The tags with an image hash of our own among them. */
export function withHash(tags: PrintedTags | undefined, hash: string | undefined): PrintedTags | undefined {
  return tags === undefined || hash === undefined ? tags : new Map([...tags, ['File:ImageDataHash', hash]]);
}
