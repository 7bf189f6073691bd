import { open } from 'node:fs/promises';
import type { MediaFacts } from '../types.ts';

/** Where the EXIF block lies in nearly every JPEG. */
const headBytes = 128 * 1024;

async function headOf(path: string): Promise<Buffer> {
  const file = await open(path, 'r');
  try {
    const { bytesRead, buffer } = await file.read(Buffer.alloc(headBytes), 0, headBytes, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

/** The TIFF block of the first EXIF segment, or undefined. */
function exifOf(jpeg: Buffer): Buffer | undefined {
  for (let at = 2; at + 10 < jpeg.length && jpeg[at] === 0xff; ) {
    const marker = jpeg[at + 1]!;
    const length = jpeg.readUInt16BE(at + 2);
    if (marker === 0xda || length < 2) return undefined;
    if (marker === 0xe1 && jpeg.toString('latin1', at + 4, at + 10) === 'Exif\0\0') {
      return jpeg.subarray(at + 10, at + 2 + length);
    }
    at += 2 + length;
  }
  return undefined;
}

/** The JPEG that IFD1 points to; undefined wherever the block does not add up. */
function thumbnailIn(tiff: Buffer): Buffer | undefined {
  const little = tiff.toString('latin1', 0, 2) === 'II';
  const u16 = (at: number): number => (little ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at));
  const u32 = (at: number): number => (little ? tiff.readUInt32LE(at) : tiff.readUInt32BE(at));
  const ifd0 = u32(4);
  const ifd1 = u32(ifd0 + 2 + u16(ifd0) * 12);
  if (ifd1 === 0) return undefined;
  const values = new Map<number, number>();
  for (let entry = 0; entry < u16(ifd1); entry += 1) {
    const at = ifd1 + 2 + entry * 12;
    values.set(u16(at), u16(at + 2) === 3 ? u16(at + 8) : u32(at + 8));
  }
  const [start, length] = [values.get(0x0201), values.get(0x0202)];
  if (start === undefined || length === undefined || start + length > tiff.length) return undefined;
  return tiff.subarray(start, start + length);
}

/** Pixel size from a JPEG's frame header, or undefined. */
export function jpegSize(jpeg: Buffer): { width: number; height: number } | undefined {
  if (jpeg.length < 4 || jpeg.readUInt16BE(0) !== 0xffd8) return undefined;
  for (let at = 2; at + 9 < jpeg.length && jpeg[at] === 0xff; at += 2 + jpeg.readUInt16BE(at + 2)) {
    const marker = jpeg[at + 1]!;
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) return { height: jpeg.readUInt16BE(at + 5), width: jpeg.readUInt16BE(at + 7) };
    if (marker === 0xda) return undefined;
  }
  return undefined;
}

/** Same shape within 2 %: many cameras pad their 4:3 thumbnail of a 3:2 picture with black bars. */
const sameShape = (a: { width: number; height: number }, { width = 0, height = 0 }: MediaFacts): boolean =>
  width > 0 && height > 0 && Math.abs((a.width / a.height) * (height / width) - 1) < 0.02;

/**
 * The thumbnail that a camera put into the JPEG, when it is large enough for `size` pixels and shows the whole
 * picture. Reads the head of the file only.
 */
export async function previewInJpeg(
  path: string,
  size: number,
  facts: MediaFacts,
): Promise<Buffer | undefined> {
  try {
    const exif = exifOf(await headOf(path));
    const preview = exif === undefined ? undefined : thumbnailIn(exif);
    const pixels = preview === undefined ? undefined : jpegSize(preview);
    if (pixels === undefined || !sameShape(pixels, facts)) return undefined;
    return Math.max(pixels.width, pixels.height) >= size ? preview : undefined;
  } catch (error) {
    // Offsets that lead out of the block: the picture itself serves.
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
