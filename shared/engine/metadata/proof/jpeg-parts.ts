import { startsWith, xmpExtensionHead, xmpHead } from '../packets/jpeg.ts';
import { need, Unproven } from './unproven.ts';

/** A JPEG taken apart (ISO/IEC 10918-1 annex B): the three metadata blocks that writes change, and everything else. */
export interface JpegParts {
  /** The TIFF structure of the EXIF segment. */
  readonly exif: Buffer | undefined;
  /** The packet of the XMP segment. */
  readonly xmp: Buffer | undefined;
  /** The image resources of the Photoshop segment. */
  readonly photoshop: Buffer | undefined;
  /** All other segments whole, in their order; the last one is everything from the first scan to the end of the file. */
  readonly others: readonly Buffer[];
}

const heads = {
  exif: Buffer.from('Exif\0\0', 'latin1'),
  xmp: xmpHead,
  photoshop: Buffer.from('Photoshop 3.0\0', 'latin1'),
} as const;

type Block = keyof typeof heads;

const [app1, app13] = [0xe1, 0xed];
const markers: Readonly<Record<Block, number>> = { exif: app1, xmp: app1, photoshop: app13 };
const blocks = Object.keys(heads) as Block[];

/** XMP that goes on in further segments, and the index of further pictures, whose offsets a write must follow. */
const beyond = [xmpExtensionHead, Buffer.from('MPF\0', 'latin1')];

const startOfScan = 0xda;
/** SOF0 to SOF15, tables, restart interval, comment, application data: all have a length. */
const hasLength = (marker: number): boolean =>
  (marker >= 0xc0 && marker <= 0xcf) || marker === 0xdb || (marker >= 0xdc && marker <= 0xfe);

interface Segment {
  readonly marker: number;
  readonly whole: Buffer;
  readonly data: Buffer;
}

function* segmentsOf(jpeg: Buffer): Generator<Segment> {
  need(jpeg.length > 4 && jpeg.readUInt16BE(0) === 0xffd8, 'no JPEG');
  let at = 2;
  for (;;) {
    need(at + 4 <= jpeg.length && jpeg[at] === 0xff, 'no marker where one must be');
    const marker = jpeg[at + 1]!;
    if (marker === startOfScan) {
      const rest = jpeg.subarray(at);
      return yield { marker, whole: rest, data: rest };
    }
    need(hasLength(marker), 'a marker that does not belong before the picture');
    const end = at + 2 + jpeg.readUInt16BE(at + 2);
    need(end >= at + 4 && end <= jpeg.length, 'a segment that ends outside the file');
    yield { marker, whole: jpeg.subarray(at, end), data: jpeg.subarray(at + 4, end) };
    at = end;
  }
}

/** Throws `Unproven` where a block is there twice, or in pieces, or the file is not built as it should be. */
export function jpegParts(jpeg: Buffer): JpegParts {
  const found: Partial<Record<Block, Buffer>> = {};
  const others: Buffer[] = [];
  for (const { marker, whole, data } of segmentsOf(jpeg)) {
    if (marker !== startOfScan && beyond.some((head) => startsWith(data, head)))
      throw new Unproven('metadata that leads beyond its segment');
    const block = blocks.find((name) => markers[name] === marker && startsWith(data, heads[name]));
    if (block === undefined) {
      others.push(whole);
      continue;
    }
    need(found[block] === undefined, `two ${block} blocks`);
    found[block] = data.subarray(heads[block].length);
  }
  return { exif: found.exif, xmp: found.xmp, photoshop: found.photoshop, others };
}
