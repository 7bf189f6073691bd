import type { ExifToolPool } from '../metadata/exiftool.ts';
import { nameArg } from '../metadata/name-arg.ts';
import { jpegSize } from './jpeg-preview.ts';

/** Where cameras and programs keep previews. */
const tags = [
  'PreviewImage',
  'JpgFromRaw',
  'JpgFromRaw2',
  'OtherImage',
  'PreviewTIFF',
  'CoverArt',
  'ThumbnailImage',
];

const bytesOf = (value: unknown): Buffer | undefined =>
  typeof value === 'string' && value.startsWith('base64:')
    ? Buffer.from(value.slice(7), 'base64')
    : undefined;

/** The smallest embedded preview with at least `size` pixels on its longer edge, else the largest; or undefined. */
export async function embeddedJpegs(
  pool: ExifToolPool,
  path: string,
  size: number,
): Promise<Buffer | undefined> {
  const { out } = await pool.run(['-json', '-b', '-fast', ...tags.map((tag) => `-${tag}`), nameArg(path)]);
  const [row = {}] = JSON.parse(out.trim() || '[]') as Record<string, unknown>[];
  const found = tags.flatMap((tag) => {
    const bytes = bytesOf(row[tag]);
    const pixels = bytes === undefined ? undefined : jpegSize(bytes);
    return bytes === undefined || pixels === undefined
      ? []
      : [{ bytes, edge: Math.max(pixels.width, pixels.height) }];
  });
  found.sort((a, b) => a.edge - b.edge);
  return (found.find(({ edge }) => edge >= size) ?? found.at(-1))?.bytes;
}
