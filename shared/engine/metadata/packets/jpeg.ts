import { xmpBytes } from '../xmp-limits.ts';
import type { FileWindow } from './file-window.ts';
import type { Packet } from './packet.ts';

/** What an APP1 segment with XMP begins with, and one that a packet goes on in (XMP specification, part 3, 1.1.3). */
export const xmpHead = Buffer.from('http://ns.adobe.com/xap/1.0/\0');
export const xmpExtensionHead = Buffer.from('http://ns.adobe.com/xmp/extension/\0');

export const startsWith = (bytes: Buffer, start: Buffer): boolean =>
  bytes.subarray(0, start.length).equals(start);

interface Segment {
  readonly marker: number;
  readonly at: number;
  readonly length: number;
}

/** The segments before the picture. */
function* segments(file: FileWindow): Iterable<Segment> {
  for (let at = 2; at + 4 <= file.size; ) {
    const head = file.read(at, 4);
    if (head[0] !== 0xff) return;
    const marker = head[1]!;
    // Fill bytes; then the start of the picture, or the end.
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    if (marker === 0xda || marker === 0xd9) return;
    const length = head.readUInt16BE(2);
    if (length < 2) return;
    yield { marker, at: at + 4, length: length - 2 };
    at += 2 + length;
  }
}

/** A packet too long for one segment comes in pieces: digest, whole length, place of the piece. */
class Pieces {
  readonly #parts = new Map<string, { readonly at: number; readonly bytes: Buffer }[]>();
  #bytes = 0;

  /** False when there are too many. */
  add(body: Buffer): boolean {
    const from = xmpExtensionHead.length;
    if (body.length < from + 40) return true;
    const digest = body.toString('latin1', from, from + 32);
    const part = { at: body.readUInt32BE(from + 36), bytes: Buffer.from(body.subarray(from + 40)) };
    this.#parts.set(digest, [...(this.#parts.get(digest) ?? []), part]);
    this.#bytes += part.bytes.length;
    return this.#bytes <= xmpBytes;
  }

  whole(): Buffer[] {
    return [...this.#parts.values()].map((parts) =>
      Buffer.concat(parts.toSorted((a, b) => a.at - b.at).map(({ bytes }) => bytes)),
    );
  }
}

export async function* jpegPackets(file: FileWindow): AsyncIterable<Packet> {
  const pieces = new Pieces();
  for (const { marker, at, length } of segments(file)) {
    if (marker !== 0xe1) continue;
    const body = file.read(at, length);
    if (startsWith(body, xmpHead)) yield body.subarray(xmpHead.length);
    else if (startsWith(body, xmpExtensionHead) && !pieces.add(body)) return yield 'tooLarge';
  }
  yield* pieces.whole();
}
