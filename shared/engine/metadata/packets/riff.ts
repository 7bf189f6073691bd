import type { FileWindow } from './file-window.ts';
import { type Packet, packetAt } from './packet.ts';

/** The chunk `XMP ` of WebP. */
export async function* riffPackets(file: FileWindow): AsyncIterable<Packet> {
  for (let at = 12; at + 8 <= file.size; ) {
    const head = file.read(at, 8);
    const length = head.readUInt32LE(4);
    if (head.toString('latin1', 0, 4) === 'XMP ') yield packetAt(file, at + 8, length);
    at += 8 + length + (length % 2);
  }
}
