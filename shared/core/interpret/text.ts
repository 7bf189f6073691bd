import { normalText } from '../equal/text.ts';

/** Code points of the bytes 0x80–0x9F in Windows-1252; 0 where the byte itself is kept. */
const CP1252 = [
  0x20ac, 0, 0x201a, 0x192, 0x201e, 0x2026, 0x2020, 0x2021, 0x2c6, 0x2030, 0x160, 0x2039, 0x152, 0, 0x17d, 0,
  0, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014, 0x2dc, 0x2122, 0x161, 0x203a, 0x153, 0, 0x17e,
  0x178,
];
const byteOf: ReadonlyMap<number, number> = new Map(
  CP1252.map((code, at) => [code === 0 ? 0x80 + at : code, 0x80 + at]),
);

const hex = (byte: number): string => `%${byte.toString(16).padStart(2, '0')}`;

/**
 * UTF-8 text that was read as Windows-1252 (`ZÃ¼rich`) set right; any other text as it is. An IPTC block without
 * a character set is read that way (fields.md §1.2).
 */
export const repairMojibake = (text: string): string => {
  const bytes: string[] = [];
  let wide = false;
  for (const char of text) {
    const code = char.codePointAt(0)!;
    const byte = code < 0x80 || (code > 0x9f && code < 0x100) ? code : byteOf.get(code);
    if (byte === undefined) return text;
    wide ||= byte > 0x7f;
    bytes.push(hex(byte));
  }
  if (!wide) return text;
  try {
    return decodeURIComponent(bytes.join(''));
  } catch {
    return text;
  }
};

/** Bytes of a text in UTF-8. */
export const utf8Length = (text: string): number => {
  let bytes = 0;
  for (const char of text) {
    const code = char.codePointAt(0)!;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return bytes;
};

/** The longest beginning of a text that fits into `limit` bytes of UTF-8, never half a character. */
export const truncateUtf8 = (text: string, limit: number): string => {
  let bytes = 0;
  let kept = '';
  for (const char of text) {
    bytes += utf8Length(char);
    if (bytes > limit) return kept;
    kept += char;
  }
  return kept;
};

/** Text as Tagbridge holds it: composed, `\n` line ends, no control characters but tab and newline, trimmed. */
export const cleanText = (text: string): string =>
  normalText(normalText(text).replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufffe\uffff]/g, ''));

/** Lost half of a character: bytes that no reader could decode. */
export const isBroken = (text: string): boolean => text.includes('\ufffd');
