import type { FileWindow } from './file-window.ts';
import { type Packet, packetAt, unfold } from './packet.ts';

const xmpKeyword = 'XML:com.adobe.xmp';
/** zlib never packs closer than 1 : 1,032: less than this cannot unfold to more than a packet may have. */
const harmlessBytes = 16_000;
/** Keywords have at most 79 bytes; languages are short. */
const headBytes = 256;

/** Where the data of a text chunk begins, after its keyword and what else comes before. */
function textStart(type: string, head: Buffer): { keyword: string; packed: boolean; from: number } {
  const end = head.indexOf(0);
  const keyword = head.toString('latin1', 0, end === -1 ? 0 : end);
  if (type === 'tEXt') return { keyword, packed: false, from: end + 1 };
  if (type !== 'iTXt') return { keyword, packed: true, from: end + 2 };
  // Keyword, compression flag and method, language, translated keyword.
  const language = head.indexOf(0, end + 3);
  const translated = head.indexOf(0, language + 1);
  return { keyword, packed: head[end + 1] === 1, from: translated + 1 };
}

async function textPacket(
  file: FileWindow,
  type: string,
  at: number,
  length: number,
): Promise<Packet | undefined> {
  const { keyword, packed, from } = textStart(type, file.read(at, Math.min(length, headBytes)));
  const isXmp = keyword === xmpKeyword;
  if (!isXmp && (!packed || length <= harmlessBytes)) return undefined;
  const data = packetAt(file, at + from, length - from);
  if (!packed || data === 'tooLarge') return data;
  const text = await unfold(data);
  // Other texts are no packets; they may only not be bombs.
  return isXmp || text === 'tooLarge' ? text : undefined;
}

/** XMP, and all compressed texts and profiles that unfold to more than any program writes. */
export async function* pngPackets(file: FileWindow): AsyncIterable<Packet> {
  for (let at = 8; at + 12 <= file.size; ) {
    const head = file.read(at, 8);
    const [length, type] = [head.readUInt32BE(0), head.toString('latin1', 4)];
    if (/^(tEXt|zTXt|iTXt|iCCP)$/.test(type)) {
      const packet = await textPacket(file, type, at + 8, length);
      if (packet !== undefined) yield packet;
    }
    at += 12 + length;
  }
}
