import { need } from './unproven.ts';

/** One entry of a TIFF directory: its value's bytes as they lie in the file. */
export interface TiffEntry {
  /** Field type by number (TIFF 6.0 section 2, EXIF 3.0 table 4). */
  readonly type: number;
  readonly count: number;
  readonly value: Buffer;
}

export interface TiffTree {
  readonly littleEndian: boolean;
  /** `IFD0:270` → entry: directory and tag number. Pointers to directories and to the thumbnail are followed, not listed. */
  readonly entries: ReadonlyMap<string, TiffEntry>;
}

const bytesOfType = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4];

const subdirectories: Readonly<Record<string, string>> = {
  'IFD0:34665': 'ExifIFD',
  'IFD0:34853': 'GPS',
  'ExifIFD:40965': 'InteropIFD',
};

/**
 * What leads, or may lead, to further bytes of the block that are not looked at here, so that the same value need not
 * mean the same in a block that was laid out anew: further pictures and strips, directories of single makers, and
 * maker notes, many of which hold offsets from the start of the block.
 */
const leadsFurther: ReadonlySet<string> = new Set([
  ...['IFD0', 'IFD1'].flatMap((directory) =>
    [273, 324, 330, 400, 33424, 34954, 50740, 65024].map((tag) => `${directory}:${tag}`),
  ),
  'IFD0:513',
  'ExifIFD:37500',
]);
const directoryType = 13;

class Walk {
  readonly tiff: Buffer;
  readonly littleEndian: boolean;
  readonly entries = new Map<string, TiffEntry>();
  readonly #seen = new Set<number>();

  constructor(tiff: Buffer) {
    need(tiff.length >= 8, 'a TIFF structure without a head');
    const order = tiff.toString('latin1', 0, 2);
    need(order === 'II' || order === 'MM', 'a TIFF structure without an order of bytes');
    this.tiff = tiff;
    this.littleEndian = order === 'II';
    need(this.short(2) === 42, 'a TIFF structure of an unknown kind');
  }

  short(at: number): number {
    return this.littleEndian ? this.tiff.readUInt16LE(at) : this.tiff.readUInt16BE(at);
  }

  long(at: number, bytes = this.tiff): number {
    return this.littleEndian ? bytes.readUInt32LE(at) : bytes.readUInt32BE(at);
  }

  slice(at: number, length: number): Buffer {
    need(at + length <= this.tiff.length, 'a value outside its block');
    return this.tiff.subarray(at, at + length);
  }

  entry(at: number): TiffEntry {
    const type = this.short(at + 2);
    const count = this.long(at + 4);
    const size = bytesOfType[type];
    need(size !== undefined && size > 0, 'a value of an unknown type');
    const length = size * count;
    return { type, count, value: this.slice(length <= 4 ? at + 8 : this.long(at + 8), length) };
  }

  /** Lists a directory and those below it; gives the offset of the next one, 0 for none. */
  directory(name: string, start: number): number {
    need(!this.#seen.has(start), 'directories in a circle');
    this.#seen.add(start);
    const count = this.short(this.within(start, 2));
    this.slice(start, 2 + count * 12 + 4);
    for (let index = 0; index < count; index += 1) {
      const at = start + 2 + index * 12;
      const key = `${name}:${this.short(at)}`;
      need(!this.entries.has(key), `${key} twice`);
      need(!leadsFurther.has(key) && this.short(at + 2) !== directoryType, `${key}, with more behind it`);
      const below = subdirectories[key];
      if (below === undefined) this.entries.set(key, this.entry(at));
      else this.subdirectory(below, at);
    }
    return this.long(start + 2 + count * 12);
  }

  /** Readers follow only a pointer that is one. */
  subdirectory(name: string, at: number): void {
    need(this.short(at + 2) === 4 && this.long(at + 4) === 1, 'a pointer of another type');
    need(this.directory(name, this.long(at + 8)) === 0, 'a directory after one that has none');
  }

  within(at: number, length: number): number {
    this.slice(at, length);
    return at;
  }

  /** The thumbnail's bytes take the place of its offset. */
  thumbnail(): void {
    const [offset, length] = [this.entries.get('IFD1:513'), this.entries.get('IFD1:514')];
    if (offset === undefined && length === undefined) return;
    need(
      offset?.count === 1 && length?.count === 1 && offset.type === 4 && length.type === 4,
      'an odd thumbnail',
    );
    const [at, bytes] = [offset, length].map(({ value }) => this.long(0, value));
    this.entries.set('IFD1:513', { type: 7, count: bytes!, value: this.slice(at!, bytes!) });
  }
}

/** Takes the TIFF structure of an EXIF block apart. Throws `Unproven` where it is not built as it should be. */
export function tiffTree(tiff: Buffer): TiffTree {
  const walk = new Walk(tiff);
  const next = walk.directory('IFD0', walk.long(4));
  if (next !== 0) need(walk.directory('IFD1', next) === 0, 'a third directory');
  walk.thumbnail();
  return { littleEndian: walk.littleEndian, entries: walk.entries };
}

/** Whether two entries hold the same, wherever it lies. */
export const sameEntry = (a: TiffEntry | undefined, b: TiffEntry | undefined): boolean =>
  a !== undefined && b !== undefined && a.type === b.type && a.count === b.count && a.value.equals(b.value);
