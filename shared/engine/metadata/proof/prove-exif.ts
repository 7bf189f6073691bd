import { isUtf8 } from 'node:buffer';
import type { RawValue } from '../../../core/raw-tags.ts';
import type { ExifShape } from './places.ts';
import { sameEntry, type TiffEntry, type TiffTree, tiffTree } from './tiff-entries.ts';
import { need, Unproven } from './unproven.ts';

/** Tags that EXIF demands: they may come with the first EXIF tag of their directory and go with the last. */
const demanded: Readonly<Record<string, string>> = {
  'IFD0:282': 'IFD0:XResolution',
  'IFD0:283': 'IFD0:YResolution',
  'IFD0:296': 'IFD0:ResolutionUnit',
  'IFD0:531': 'IFD0:YCbCrPositioning',
};

/** Their values as ExifTool prints them with `-n`. */
function printed({ type, count, value }: TiffEntry, littleEndian: boolean): string {
  need(count === 1 && (type === 3 || type === 5), 'an unexpected kind of value');
  if (type === 3) return String(littleEndian ? value.readUInt16LE(0) : value.readUInt16BE(0));
  const [above, below] = [0, 4].map((at) => (littleEndian ? value.readUInt32LE(at) : value.readUInt32BE(at)));
  need(below === 1, 'a fraction');
  return String(above);
}

const withoutEnd = (bytes: Buffer): Buffer => {
  let end = bytes.length;
  while (end > 0 && bytes[end - 1] === 0) end -= 1;
  return bytes.subarray(0, end);
};

function textOf({ type, value }: TiffEntry, shape: ExifShape, littleEndian: boolean): string {
  if (shape === 'ascii') {
    need(type === 2, 'a text of another type');
    const text = withoutEnd(value);
    need(isUtf8(text), 'a text that is not UTF-8');
    return text.toString('utf8');
  }
  if (shape === 'utf16') {
    need(type === 1 && value.length % 2 === 0, 'a text of another type');
    return value.toString('utf16le').replace(/\0+$/, '');
  }
  need(type === 3 && value.length === 2, 'a number of another type');
  return String(littleEndian ? value.readUInt16LE(0) : value.readUInt16BE(0));
}

/** What a planned entry must hold: a text, or undefined where it must be gone. */
export interface PlannedEntry {
  readonly shape: ExifShape;
  readonly value: RawValue | undefined;
}

function provePlanned(
  key: string,
  entry: TiffEntry | undefined,
  planned: PlannedEntry,
  order: boolean,
): void {
  if (planned.value === undefined) {
    need(entry === undefined, `${key} is still there`);
    return;
  }
  need(entry !== undefined && planned.shape !== 'removed', `${key} is not there`);
  need(textOf(entry, planned.shape, order) === planned.value, `${key} holds something else`);
}

const none: TiffTree = { littleEndian: false, entries: new Map() };

/**
 * Proves that an EXIF block holds the planned entries and otherwise what it held. Returns the tags that came or went
 * by the way, as ExifTool names and prints them; undefined: gone. Throws `Unproven`.
 */
export function proveExif(
  before: Buffer | undefined,
  after: Buffer | undefined,
  planned: ReadonlyMap<string, PlannedEntry>,
): Map<string, string | undefined> {
  const besides = new Map<string, string | undefined>();
  if (planned.size === 0 && before !== undefined && after?.equals(before)) return besides;
  const [old, now] = [before, after].map((block) => (block === undefined ? none : tiffTree(block)));
  if (before !== undefined && after !== undefined)
    need(old!.littleEndian === now!.littleEndian, 'another order of bytes');
  for (const key of new Set([...old!.entries.keys(), ...now!.entries.keys(), ...planned.keys()])) {
    const [was, is] = [old!.entries.get(key), now!.entries.get(key)];
    const plan = planned.get(key);
    if (plan !== undefined) provePlanned(key, is, plan, now!.littleEndian);
    else if (!sameEntry(was, is)) {
      const name = demanded[key];
      if (name === undefined || (was !== undefined && is !== undefined)) throw new Unproven(`${key} differs`);
      besides.set(name, is === undefined ? undefined : printed(is, now!.littleEndian));
    }
  }
  if ((before === undefined) !== (after === undefined)) {
    const order = now!.littleEndian ? 'II' : 'MM';
    besides.set('File:ExifByteOrder', after === undefined ? undefined : order);
  }
  return besides;
}
