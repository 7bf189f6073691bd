import { lstat } from 'node:fs/promises';
import PQueue from 'p-queue';
import { formatOfType } from '../../core/formats.ts';
import type { Problem } from '../../core/problem.ts';
import type { ExifToolPool } from '../metadata/exiftool.ts';
import { isPlaceholder, placeholderProblem } from '../placeholder.ts';
import type { MediaFacts } from '../types.ts';
import { embeddedJpegs } from './embedded-jpegs.ts';
import { decodeHeic, pixelLimit } from './heic.ts';
import { previewInJpeg } from './jpeg-preview.ts';
import { renderFile, renderPixels, renderPreview } from './render.ts';
import { createThumbnailCache } from './thumbnail-cache.ts';

/** What a thumbnail is made from. */
export interface ThumbnailSource {
  readonly id: number;
  /** Absolute. */
  readonly path: string;
  /** Text of the fingerprint: another text, another thumbnail. */
  readonly fingerprint: string;
  readonly facts: MediaFacts;
}

export interface Thumbnail {
  readonly bytes: Buffer;
  readonly mime: string;
}

export interface ThumbnailOptions {
  readonly dataDir: string;
  /** Gives previews out of RAW files. */
  readonly exiftool: ExifToolPool;
  /** Bytes of all thumbnails on disk; 2 GiB. */
  readonly cacheBytes?: number;
  /** Pictures at a time; two. */
  readonly concurrency?: number;
}

export interface Thumbnails {
  /** `size`: pixels of the longer edge. A Problem tells why there is none; the file itself may be fine. */
  thumbnail(file: ThumbnailSource, size: number, signal?: AbortSignal): Promise<Thumbnail | Problem>;
  close(): Promise<void>;
}

const mime = 'image/jpeg';
const noPreview: Problem = { code: 'unsupported', message: 'There is no preview for this kind of file.' };
const cancelled: Problem = { code: 'cancelled', message: 'Not needed any more.' };
const tooLarge: Problem = { code: 'tooLarge', message: 'The picture has too many pixels for a preview.' };

function failed(error: unknown): Problem {
  const detail = error instanceof Error ? error.message : String(error);
  if (/pixel limit/i.test(detail)) return { ...tooLarge, detail };
  return { code: 'corrupt', message: 'No preview could be made of this picture.', detail };
}

async function fromRaw({ path, facts }: ThumbnailSource, size: number, pool: ExifToolPool): Promise<Buffer> {
  const preview = await embeddedJpegs(pool, path, size);
  if (preview !== undefined) return renderPreview(preview, facts.orientation ?? 1, size);
  // A RAW without a preview may still be a plain TIFF inside.
  return renderFile(path, size);
}

async function fromJpeg({ path, facts }: ThumbnailSource, size: number): Promise<Buffer> {
  const preview = await previewInJpeg(path, size, facts);
  if (preview === undefined) return renderFile(path, size);
  return renderPreview(preview, facts.orientation ?? 1, size).catch(() => renderFile(path, size));
}

async function make(file: ThumbnailSource, size: number, pool: ExifToolPool): Promise<Buffer | Problem> {
  const { format, width = 0, height = 0 } = file.facts;
  const known = formatOfType(format);
  if (width * height > pixelLimit) return tooLarge;
  if (isPlaceholder(await lstat(file.path))) return placeholderProblem;
  if (known?.kind === 'raw') return fromRaw(file, size, pool);
  if (known?.name === 'JPEG') return fromJpeg(file, size);
  if (known?.name === 'HEIC') return renderPixels(await decodeHeic(file.path), size);
  if (known?.kind === 'image') return renderFile(file.path, size);
  const cover = await embeddedJpegs(pool, file.path, size);
  return cover === undefined ? noPreview : renderPreview(cover, 1, size);
}

/** Thumbnails, the embedded preview first where it is large enough, kept on disk by fingerprint and size. */
export function createThumbnails(options: ThumbnailOptions): Thumbnails {
  const cache = createThumbnailCache(options.dataDir, options.cacheBytes ?? 2 * 2 ** 30);
  const queue = new PQueue({ concurrency: options.concurrency ?? 2 });
  const making = new Map<string, Promise<Thumbnail | Problem>>();

  async function create(file: ThumbnailSource, size: number, key: string): Promise<Thumbnail | Problem> {
    try {
      const made = await make(file, size, options.exiftool);
      if (!Buffer.isBuffer(made)) return made;
      await cache.put(key, made);
      return { bytes: made, mime };
    } catch (error) {
      return failed(error);
    }
  }

  async function queued(file: ThumbnailSource, size: number, key: string, signal?: AbortSignal) {
    const kept = await cache.get(key);
    if (kept !== undefined) return { bytes: kept, mime };
    // Scrolled past while it waited: nobody looks at it any more.
    return queue.add(async () => (signal?.aborted ? cancelled : create(file, size, key)));
  }

  return {
    async thumbnail(file, wanted, signal) {
      const size = Math.min(2560, Math.max(32, Math.round(wanted)));
      const key = cache.keyOf(`${file.id}\n${file.fingerprint}\n${size}`);
      const running = making.get(key);
      if (running !== undefined && signal === undefined) return running;
      const task = queued(file, size, key, signal);
      making.set(key, task);
      try {
        return await task;
      } finally {
        if (making.get(key) === task) making.delete(key);
      }
    },
    async close() {
      queue.clear();
      await queue.onIdle();
    },
  };
}
