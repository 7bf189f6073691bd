import type { FileWindow } from './file-window.ts';
import { type Packet, packetAt } from './packet.ts';

/** The uuid box that holds XMP in MP4, CR3 and JPEG 2000. */
const xmpUuid = 'be7acfcb97a942e89c71999491e3afac';

/** Boxes at the top of ISO media and JPEG XL files. Items inside HEIF are not looked for. */
export async function* boxPackets(file: FileWindow): AsyncIterable<Packet> {
  for (let at = 0; at + 8 <= file.size; ) {
    const head = file.read(at, 32);
    const type = head.toString('latin1', 4, 8);
    const said = head.readUInt32BE(0);
    const long = said === 1 && head.length >= 16;
    const length = long ? Number(head.readBigUInt64BE(8)) : said === 0 ? file.size - at : said;
    const from = long ? 16 : 8;
    if (length < from) return;
    if (type === 'xml ') yield packetAt(file, at + from, length - from);
    if (type === 'uuid' && head.toString('hex', from, from + 16) === xmpUuid)
      yield packetAt(file, at + from + 16, length - from - 16);
    at += length;
  }
}
