import type { IptcText } from '../../core/library.ts';
import type { RawValue } from '../../core/raw-tags.ts';
import { latinBytes, utf8Of } from './exif-text.ts';

const macintosh = new TextDecoder('macintosh');

function decoded(text: string): string {
  if (!/[^\u0000-\u007f]/.test(text)) return text;
  const bytes = latinBytes(text);
  // Bytes that are UTF-8 are hardly ever anything else, whatever the block leaves unsaid.
  return bytes === undefined || utf8Of(bytes) !== undefined ? text : macintosh.decode(bytes);
}

function leavesOf(value: RawValue): RawValue {
  if (typeof value === 'string') return decoded(value);
  return Array.isArray(value) ? value.map(leavesOf) : value;
}

/**
 * The IPTC texts of a block that does not say how they are encoded (fields.md §1.2). ExifTool takes them for
 * Windows-1252, which loses no byte; Macs wrote MacRoman for years, and nothing in the file tells: a person says so.
 */
export function iptcTexts(
  tags: ReadonlyMap<string, RawValue>,
  texts: IptcText = 'latin',
): ReadonlyMap<string, RawValue> {
  if (texts === 'latin' || tags.has('IPTC:CodedCharacterSet')) return tags;
  return new Map([...tags].map(([tag, value]) => [tag, tag.startsWith('IPTC:') ? leavesOf(value) : value]));
}
