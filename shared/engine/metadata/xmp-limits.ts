import type { Problem } from '../../core/problem.ts';

/** No program writes more; ExifTool's time grows with the square of the depth (reliability.md §0.8, §4.6). */
export const xmpBytes = 16 * 2 ** 20;
export const xmpDepth = 64;

const [lt, gt, slash, bang, question, quote, apostrophe] = Buffer.from('<>/!?"\'') as unknown as [
  number,
  number,
  number,
  number,
  number,
  number,
  number,
];

/** Where the tag that starts at `at` ends; a `>` inside quotes does not end it. */
function endOfTag(xml: Buffer, at: number): number {
  let open = 0;
  for (let i = at; i < xml.length; i += 1) {
    const byte = xml[i];
    if (open !== 0) {
      if (byte === open) open = 0;
    } else if (byte === quote || byte === apostrophe) open = byte;
    else if (byte === gt) return i;
  }
  return xml.length;
}

const swapped = (bytes: Buffer): Buffer => Buffer.from(bytes.subarray(0, bytes.length & ~1)).swap16();

/** The ASCII of a text in UTF-32, which is all that tags are made of; a dot for everything else. */
function fromUtf32(xml: Buffer, codeAt: (at: number) => number): Buffer {
  const ascii = Buffer.alloc(Math.floor(xml.length / 4), '.');
  for (let i = 0; i < ascii.length; i += 1) {
    const code = codeAt(i * 4);
    if (code < 128) ascii[i] = code;
  }
  return ascii;
}

/** XMP may be written in UTF-16 and UTF-32 too (XMP specification, part 1, 7.3.2); by its first `<`, with or without a mark. */
function asUtf8(xml: Buffer): Buffer {
  const start = xml.subarray(0, 4).toString('latin1');
  if (/^(\0\0\0<|\0\0\xfe\xff)/.test(start)) return fromUtf32(xml, (at) => xml.readUInt32BE(at));
  if (/^(<\0\0\0|\xff\xfe\0\0)/.test(start)) return fromUtf32(xml, (at) => xml.readUInt32LE(at));
  if (/^(\0<|\xfe\xff)/.test(start)) return Buffer.from(swapped(xml).toString('utf16le'));
  if (/^(<\0|\xff\xfe)/.test(start)) return Buffer.from(xml.toString('utf16le'));
  return xml;
}

/** How deep the elements of an XML text lie in each other; stops counting above `most`. */
export function depthOf(bytes: Buffer, most = xmpDepth): number {
  const xml = asUtf8(bytes);
  let depth = 0;
  let deepest = 0;
  for (let at = xml.indexOf(lt); at !== -1 && deepest <= most; ) {
    const next = xml[at + 1];
    if (next === bang && xml.subarray(at, at + 4).toString('latin1') === '<!--') {
      const end = xml.indexOf('-->', at + 4);
      at = end === -1 ? -1 : xml.indexOf(lt, end);
      continue;
    }
    const end = endOfTag(xml, at + 1);
    if (next === slash) depth -= 1;
    else if (next !== bang && next !== question && xml[end - 1] !== slash) depth += 1;
    deepest = Math.max(deepest, depth);
    at = xml.indexOf(lt, end);
  }
  return deepest;
}

export const tooLarge = (name: string): Problem => ({
  code: 'tooLarge',
  message: `${name} is larger than any program writes. It is left alone.`,
});

/** Why an XMP packet is not given to ExifTool, or undefined. */
export function xmpProblem(xml: Buffer, name: string): Problem | undefined {
  if (xml.length > xmpBytes) return tooLarge(name);
  if (depthOf(xml) > xmpDepth) {
    return {
      code: 'tooLarge',
      message: `${name} is nested deeper than any program writes. It is left alone.`,
    };
  }
  return undefined;
}
