// Films and documents, small but real: other programs open them. For tests that need more than pictures.
import { writeFileSync } from 'node:fs';
import { crc32 } from 'node:zlib';

const ascii = (text: string): Buffer => Buffer.from(text, 'latin1');
const u32 = (...numbers: number[]): Buffer => {
  const bytes = Buffer.alloc(numbers.length * 4);
  for (const [at, number] of numbers.entries()) bytes.writeUInt32BE(number >>> 0, at * 4);
  return bytes;
};
const u16 = (...numbers: number[]): Buffer => {
  const bytes = Buffer.alloc(numbers.length * 2);
  for (const [at, number] of numbers.entries()) bytes.writeUInt16BE(number, at * 2);
  return bytes;
};
const box = (type: string, ...parts: Buffer[]): Buffer => {
  const body = Buffer.concat(parts);
  return Buffer.concat([u32(body.length + 8), ascii(type), body]);
};
/** Unity matrix of a movie or track header. */
const matrix = u32(0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000);
/** 2024-05-01 08:20:30 UTC in seconds since 1904. */
const filmed = 3797396430;

const sampleTable = (samples: readonly Buffer[], offset: number): Buffer => {
  const picture = box(
    'mp4v',
    ...[u16(0, 0, 0, 1), Buffer.alloc(16), u16(96, 64), u32(0x480000, 0x480000, 0)],
    ...[u16(1), Buffer.alloc(32), u16(24, 0xffff)],
  );
  return box(
    'stbl',
    box('stsd', u32(0, 1), picture),
    box('stts', u32(0, 1, samples.length, 100)),
    box('stsc', u32(0, 1, 1, samples.length, 1)),
    box('stsz', u32(0, 0, samples.length, ...samples.map((one) => one.length))),
    box('stco', u32(0, 1, offset)),
  );
};

/** An MP4 (`isom`) or a MOV (`qt  `) with one track of pictures of its own. */
export function filmBytes(kind: 'mp4' | 'mov', seed = 1): Buffer {
  const brand = kind === 'mp4' ? 'isom' : 'qt  ';
  const head = box('ftyp', ascii(brand), u32(512), ascii(brand));
  const samples = [0, 1, 2].map((frame) => Buffer.alloc(400 + frame, (seed * 37 + frame * 11) & 255));
  const media = box('mdat', ...samples);
  const length = samples.length * 100;
  const track = box(
    'trak',
    box('tkhd', u32(7, filmed, filmed, 1, 0, length, 0, 0, 0, 0), matrix, u32(96 << 16, 64 << 16)),
    box(
      'mdia',
      box('mdhd', u32(0, filmed, filmed, 1000, length), u16(0x55c4, 0)),
      box('hdlr', u32(0, 0), ascii('vide'), u32(0, 0, 0), ascii('Video\0')),
      box(
        'minf',
        box('vmhd', u32(1), u16(0, 0, 0, 0)),
        box('dinf', box('dref', u32(0, 1), box('url ', u32(1)))),
        sampleTable(samples, head.length + 8),
      ),
    ),
  );
  const header = box(
    'mvhd',
    ...[u32(0, filmed, filmed, 1000, length, 0x10000), u16(0x100, 0), u32(0, 0), matrix],
    u32(0, 0, 0, 0, 0, 0, 2),
  );
  return Buffer.concat([head, media, box('moov', header, track)]);
}

/** A PDF of one page with a line of text. */
export function pdfBytes(seed = 1): Buffer {
  const text = `BT /F1 24 Tf 72 720 Td (Page ${seed}) Tj ET`;
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${text.length} >>\nstream\n${text}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ];
  let out = '%PDF-1.4\n';
  const places: number[] = [];
  for (const [at, body] of objects.entries()) {
    places.push(out.length);
    out += `${at + 1} 0 obj\n${body}\nendobj\n`;
  }
  const start = out.length;
  const row = (place: number): string => `${String(place).padStart(10, '0')} 00000 n \n`;
  out += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${places.map(row).join('')}`;
  out += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`;
  return ascii(out);
}

/** A Photoshop file of one grey channel. */
export function psdBytes(seed = 1): Buffer {
  const [width, height] = [16, 8];
  const pixels = Buffer.from(Array.from({ length: width * height }, (_, at) => (at * 7 + seed * 31) & 255));
  const head = [ascii('8BPS'), u16(1), Buffer.alloc(6), u16(1), u32(height, width), u16(8, 1)];
  return Buffer.concat([...head, u32(0, 0, 0), u16(0), pixels]);
}

const makers = {
  mp4: (seed: number) => filmBytes('mp4', seed),
  mov: (seed: number) => filmBytes('mov', seed),
  pdf: pdfBytes,
  psd: psdBytes,
};

/** Puts a film or a document at `path`, its kind by the extension. */
export function makeMedia(path: string, seed = 1): string {
  const kind = path.slice(path.lastIndexOf('.') + 1).toLowerCase();
  const make = makers[kind as keyof typeof makers];
  if (!make) throw new Error(`no tiny media of kind ${kind}`);
  writeFileSync(path, make(seed));
  return path;
}

/** A ZIP archive with one small file in it, not packed: what every Office file is at heart. */
export function zipBytes(name: string, content: string): Buffer {
  const data = Buffer.from(content);
  const le = (...parts: readonly (readonly [number, 2 | 4])[]): Buffer => {
    const bytes = Buffer.alloc(parts.reduce((sum, [, size]) => sum + size, 0));
    let at = 0;
    for (const [number, size] of parts) at = bytes.writeUIntLE(number, at, size);
    return bytes;
  };
  const facts = le([20, 2], [0, 2], [0, 2], [0, 4], [crc32(data), 4], [data.length, 4], [data.length, 4]);
  const lengths = le([name.length, 2], [0, 2]);
  const local = Buffer.concat([ascii('PK\x03\x04'), facts, lengths, ascii(name), data]);
  const entry = Buffer.concat([
    ...[ascii('PK\x01\x02'), le([20, 2]), facts, lengths],
    ...[le([0, 2], [0, 2], [0, 2], [0, 4], [0, 4]), ascii(name)],
  ]);
  const end = le([0, 4], [1, 2], [1, 2], [entry.length, 4], [local.length, 4], [0, 2]);
  return Buffer.concat([local, entry, ascii('PK\x05\x06'), end]);
}

/** A Panasonic RAW (`IIU`) with one row of sensor data and a whole JPEG as its preview. */
export function rw2Bytes(jpeg: Buffer): Buffer {
  const raw = Buffer.from(Array.from({ length: 1024 }, (_, at) => (at * 7) & 255));
  const start = 26 + 7 * 12 + 4;
  const entry = (tag: number, type: number, count: number, value: number): Buffer => {
    const bytes = Buffer.alloc(12);
    bytes.writeUInt16LE(tag, 0);
    bytes.writeUInt16LE(type, 2);
    bytes.writeUInt32LE(count, 4);
    bytes.writeUInt32LE(value, 8);
    return bytes;
  };
  const rawAt = start + jpeg.length + (jpeg.length & 1);
  const entries = [
    entry(0x01, 7, 4, 0x30313330),
    entry(0x02, 3, 1, 16),
    entry(0x03, 3, 1, 16),
    entry(0x2e, 7, jpeg.length, start),
    entry(0x111, 4, 1, 0xffffffff),
    entry(0x117, 4, 1, raw.length),
    entry(0x118, 4, 1, rawAt),
  ];
  const head = Buffer.alloc(26);
  head.write('IIU\0', 'latin1');
  head.writeUInt32LE(24, 4);
  head.write('88e774d8f8251d4d947a6e77822b5d6a', 8, 'hex');
  head.writeUInt16LE(entries.length, 24);
  const padding = Buffer.alloc(jpeg.length & 1);
  return Buffer.concat([head, ...entries, u32(0), jpeg, padding, raw]);
}
