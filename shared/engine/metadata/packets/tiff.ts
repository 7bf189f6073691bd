import type { FileWindow } from './file-window.ts';
import { type Packet, packetAt } from './packet.ts';

/** ApplicationNotes: where TIFF and most RAW formats keep XMP. */
const xmpTag = 700;
/** Files have a few pages; a chain that goes on is broken. */
const mostPages = 64;

export async function* tiffPackets(file: FileWindow): AsyncIterable<Packet> {
  const isBig = file.read(0, 2).toString('latin1') === 'MM';
  const short = (bytes: Buffer, at: number) => (isBig ? bytes.readUInt16BE(at) : bytes.readUInt16LE(at));
  const long = (bytes: Buffer, at: number) => (isBig ? bytes.readUInt32BE(at) : bytes.readUInt32LE(at));
  let at = long(file.read(4, 4), 0);
  for (let page = 0; page < mostPages && at >= 8 && at + 6 <= file.size; page += 1) {
    const count = short(file.read(at, 2), 0);
    const entries = file.read(at + 2, count * 12 + 4);
    if (entries.length < count * 12 + 4) return;
    for (let entry = 0; entry < count * 12; entry += 12) {
      if (short(entries, entry) === xmpTag)
        yield packetAt(file, long(entries, entry + 8), long(entries, entry + 4));
    }
    at = long(entries, count * 12);
  }
}
