import type { RawValue } from '../../core/raw-tags.ts';
import { utf8Of } from './exif-text.ts';
import type { ExifToolPool } from './exiftool.ts';
import { nameArg } from './name-arg.ts';
import { type PrintedTags, parsePrinted, printedOf } from './printed-tags.ts';

const windows1252 = new TextDecoder('windows-1252');

/** Bytes of the datasets' limits: a text of just that length was cut, perhaps in the middle of a character. */
const limits: ReadonlySet<number> = new Set([32, 64, 128, 256, 2000]);

/** The text without a character that was cut off at its end; undefined where that is not what is wrong with it. */
function uncutUtf8(bytes: Uint8Array): string | undefined {
  for (let cut = 1; cut <= 3 && cut < bytes.length; cut += 1) {
    const text = utf8Of(bytes.subarray(0, bytes.length - cut));
    if (text === undefined) continue;
    // A single letter of Windows-1252 at the end looks just like it.
    return limits.has(bytes.length) || /[^\u0000-\u007f]/.test(text) ? text : undefined;
  }
  return undefined;
}

/** A text that is declared to be UTF-8, and is not: cut in a character, or Windows-1252 that was declared later. */
export const textOfBroken = (bytes: Uint8Array): string =>
  utf8Of(bytes) ?? uncutUtf8(bytes) ?? windows1252.decode(bytes);

const asBytes = /^base64:/;

const decoded = (value: RawValue): RawValue => {
  if (Array.isArray(value)) return value.map(decoded);
  return typeof value === 'string' && asBytes.test(value)
    ? textOfBroken(Buffer.from(value.slice('base64:'.length), 'base64'))
    : value;
};

const isIptc = (tag: string): boolean => tag.startsWith('IPTC:');

const holdsMark = (value: RawValue): boolean =>
  typeof value === 'string' ? value.includes('?') : Array.isArray(value) && value.some(holdsMark);

/** ExifTool prints `?` for a byte that is no UTF-8. Most question marks are just that. */
const isSuspect = (tags: PrintedTags): boolean =>
  tags.has('IPTC:CodedCharacterSet') && [...tags].some(([tag, value]) => isIptc(tag) && holdsMark(value));

/**
 * IPTC texts declared as UTF-8 that are not (fields.md §1.2): some programs added the declaration to Latin-1 texts,
 * which ExifTool then prints as `Z?rich`. Asked for bytes, it gives those of just these texts.
 */
export async function withBrokenUtf8(
  pool: Pick<ExifToolPool, 'run'>,
  files: Map<string, PrintedTags>,
  paths: readonly string[],
): Promise<Map<string, PrintedTags>> {
  const suspects = paths.filter((path) => {
    const tags = printedOf(files, path);
    return tags !== undefined && isSuspect(tags);
  });
  if (suspects.length === 0) return files;
  const printed = await pool.run([
    ...['-json', '-G1:4', '-a', '-n', '-b', '-api', 'StructFormat=JSONQ', '-IPTC:all'],
    ...suspects.map(nameArg),
  ]);
  const repaired = new Map(files);
  for (const [name, tags] of parsePrinted(printed.out)) {
    const before = files.get(name) ?? new Map<string, RawValue>();
    const texts = [...tags].filter(([tag]) => isIptc(tag) && holdsMark(before.get(tag) ?? ''));
    repaired.set(name, new Map([...before, ...texts.map(([tag, value]) => [tag, decoded(value)] as const)]));
  }
  return repaired;
}
