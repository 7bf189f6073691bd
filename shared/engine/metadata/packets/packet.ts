import { promisify } from 'node:util';
import { inflate } from 'node:zlib';
import { xmpBytes } from '../xmp-limits.ts';
import type { FileWindow } from './file-window.ts';

/** An XMP packet, or that it (or another compressed text) unfolds to more than any program writes. */
export type Packet = Buffer | 'tooLarge';

/** The packets of one kind of container. A broken container has none: ExifTool says what is wrong with it. */
export type PacketSource = (file: FileWindow) => AsyncIterable<Packet>;

/** The packet at a place of the file. */
export const packetAt = (file: FileWindow, at: number, length: number): Packet =>
  Math.min(length, file.size - at) > xmpBytes ? 'tooLarge' : file.read(at, length);

const inflated = promisify<Buffer, { maxOutputLength: number }, Buffer>(inflate);

/** What a zlib stream unfolds to; undefined where it is none. */
export async function unfold(packed: Buffer): Promise<Packet | undefined> {
  try {
    return await inflated(packed, { maxOutputLength: xmpBytes });
  } catch (error) {
    return (error as { code?: string }).code === 'ERR_BUFFER_TOO_LARGE' ? 'tooLarge' : undefined;
  }
}
