import type { Problem } from '../../core/problem.ts';
import { boxPackets } from './packets/boxes.ts';
import { type FileWindow, openWindow } from './packets/file-window.ts';
import { jpegPackets } from './packets/jpeg.ts';
import type { PacketSource } from './packets/packet.ts';
import { pngPackets } from './packets/png.ts';
import { riffPackets } from './packets/riff.ts';
import { tiffPackets } from './packets/tiff.ts';
import { tooLarge, xmpProblem } from './xmp-limits.ts';

/** By what a file begins with: its name may lie. */
const sources: readonly (readonly [RegExp, PacketSource])[] = [
  [/^\xff\xd8\xff/, jpegPackets],
  [/^\x89PNG\r\n\x1a\n/, pngPackets],
  [/^RIFF[\s\S]{4}WEBP/, riffPackets],
  [/^(II[*RU]\0|MM\0\*|IIRO|IIRS)/, tiffPackets],
  [/^[\s\S]{4}(ftyp|jP {2}|JXL )/, boxPackets],
];

const name = 'The metadata in the file';

async function problemIn(file: FileWindow): Promise<Problem | undefined> {
  const start = file.read(0, 16).toString('latin1');
  const packets = sources.find(([magic]) => magic.test(start))?.[1];
  if (packets === undefined) return undefined;
  for await (const packet of packets(file)) {
    const problem = packet === 'tooLarge' ? tooLarge(name) : xmpProblem(packet, name);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

/**
 * Why the XMP inside a media file (absolute path) is not given to ExifTool, or undefined: ExifTool's time grows with the
 * square of its depth, and what is compressed is inflated without limit (reliability.md §0.8). Formats whose packets are
 * not found so quickly (HEIF items, PSD, PDF) are left to the limits on time and memory. Throws the system's error.
 */
export async function embeddedXmpProblem(path: string): Promise<Problem | undefined> {
  const file = openWindow(path);
  try {
    return await problemIn(file);
  } catch (error) {
    // A container that ends in the middle of a number: ExifTool says what is wrong with it.
    if (error instanceof RangeError) return undefined;
    throw error;
  } finally {
    file.close();
  }
}
