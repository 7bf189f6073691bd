// XMP inside files that would keep ExifTool busy for minutes: seen beforehand, in every container that we look into.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { crc32, deflateSync } from 'node:zlib';
import { afterAll, describe, expect, test } from 'vitest';
import { embeddedXmpProblem } from '../../../shared/engine/metadata/embedded-xmp.ts';
import { createExifToolReader } from '../../../shared/engine/metadata/reader.ts';
import { extendedXmp, jpegWith, packet, titled, xmpSegment } from '../../support/jpeg-parts.ts';
import { pictureBytes, tempFolder } from '../../support/pictures.ts';

const folder = tempFolder();
const reader = createExifToolReader({ processes: 1 });
const at = (name: string) => join(folder.path, name);
afterAll(async () => {
  await reader.close();
  folder.remove();
});

const nested = (depth: number) =>
  packet(`${'<a:b rdf:parseType="Resource">'.repeat(depth)}x${'</a:b>'.repeat(depth)}`);
const deep = nested(20_000);
const flat = packet(titled('one'));

const pngChunk = (type: string, data: Buffer): Buffer => {
  const body = Buffer.concat([Buffer.from(type), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
};
const pngWith = async (...chunks: readonly Buffer[]) => {
  const png = await pictureBytes('png');
  return Buffer.concat([png.subarray(0, 33), ...chunks, png.subarray(33)]);
};
const itxt = (text: string, packed: boolean) =>
  pngChunk(
    'iTXt',
    Buffer.concat([
      Buffer.from(`XML:com.adobe.xmp\0${packed ? '\x01' : '\0'}\0\0\0`),
      packed ? deflateSync(text) : Buffer.from(text),
    ]),
  );
const ztxt = (bytes: number) =>
  pngChunk('zTXt', Buffer.concat([Buffer.from('Comment\0\0'), deflateSync(Buffer.alloc(bytes, 'a'))]));

async function webpWith(text: string): Promise<Buffer> {
  const webp = await pictureBytes('webp');
  const chunk = Buffer.alloc(8);
  chunk.write('XMP ');
  chunk.writeUInt32LE(text.length, 4);
  return Buffer.concat([webp, chunk, Buffer.from(text), Buffer.alloc(text.length % 2)]);
}

/** A TIFF of one page with nothing but ApplicationNotes. */
function tiffWith(text: string, order: 'II' | 'MM'): Buffer {
  const bytes = Buffer.alloc(26);
  const put = order === 'II' ? 'LE' : 'BE';
  bytes.write(order);
  bytes[`writeUInt16${put}`](42, 2);
  bytes[`writeUInt32${put}`](8, 4);
  bytes[`writeUInt16${put}`](1, 8);
  bytes[`writeUInt16${put}`](700, 10);
  bytes[`writeUInt16${put}`](1, 12);
  bytes[`writeUInt32${put}`](text.length, 14);
  bytes[`writeUInt32${put}`](26, 18);
  return Buffer.concat([bytes, Buffer.from(text)]);
}

function boxesWith(text: string): Buffer {
  const box = (type: string, data: Buffer) => {
    const head = Buffer.alloc(8);
    head.writeUInt32BE(data.length + 8);
    head.write(type, 4, 'latin1');
    return Buffer.concat([head, data]);
  };
  const uuid = Buffer.from('be7acfcb97a942e89c71999491e3afac', 'hex');
  return Buffer.concat([
    box('ftyp', Buffer.from('isom\0\0\0\0')),
    box('uuid', Buffer.concat([uuid, Buffer.from(text)])),
  ]);
}

/** Name, the container around a packet. */
const containers: readonly (readonly [string, (text: string) => Buffer | Promise<Buffer>])[] = [
  ['JPEG, in pieces', (text) => jpegWith(xmpSegment(flat), ...extendedXmp(text))],
  ['PNG', (text) => pngWith(itxt(text, false))],
  ['PNG, compressed', (text) => pngWith(itxt(text, true))],
  ['WebP', webpWith],
  ['TIFF, little-endian', (text) => tiffWith(text, 'II')],
  ['TIFF, big-endian', (text) => tiffWith(text, 'MM')],
  ['MP4', boxesWith],
];

describe.each(containers)('%s', (_, around) => {
  test.each([
    ['20,000 deep', deep, 'tooLarge'],
    ['65 deep', nested(65), 'tooLarge'],
    ['ordinary', flat, undefined],
    ['60 deep', nested(55), undefined],
  ])('%s', async (_name, text, code) => {
    writeFileSync(at('one'), await around(text));
    expect((await embeddedXmpProblem(at('one')))?.code).toBe(code);
  });

  test('cut off anywhere near its start: no error of ours', async () => {
    const bytes = await around(flat);
    for (let length = 0; length < 80; length += 1) {
      writeFileSync(at('cut'), bytes.subarray(0, length));
      await expect(embeddedXmpProblem(at('cut'))).resolves.toBeUndefined();
    }
  });
});

test.each([
  ['one segment of a JPEG', () => jpegWith(xmpSegment(nested(1_500)))],
  ['a text of a PNG that unfolds to 20 MB', () => pngWith(ztxt(20 * 2 ** 20))],
  ['XMP of a PNG that unfolds to 20 MB', () => pngWith(itxt('a'.repeat(20 * 2 ** 20), true))],
  ['17 MB of XMP', () => pngWith(itxt(packet(titled('x'.repeat(17 * 2 ** 20))), false))],
])('%s is refused at once, in words', async (_, make) => {
  writeFileSync(at('bomb.jpg'), await make());
  const begun = performance.now();
  const read = await reader.read(
    { root: folder.path, path: 'bomb.jpg', writes: 'auto', sidecar: 'adobe', keepMtime: false },
    { hash: true },
  );
  expect(read.ok ? 'read' : read.problem).toMatchObject({
    code: 'tooLarge',
    message: expect.stringMatching(/than any program writes. It is left alone/),
  });
  expect(performance.now() - begun).toBeLessThan(1_500);
});
