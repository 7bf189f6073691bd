/** Windows-1252 where it differs from Latin-1: byte 0x80 + index. ExifTool's `Latin` is this. */
const high = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

const byteOf = (char: string): number => {
  const at = high.indexOf(char);
  if (at !== -1) return 0x80 + at;
  const code = char.codePointAt(0) ?? 0;
  return code < 0x100 ? code : -1;
};

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** EXIF texts of type ASCII; XP tags and UserComment say their encoding themselves. */
const isPlain = /^(IFD\d|ExifIFD|GPS):(Copy\d+:)?(?!XP[A-Z]|UserComment)/;

/**
 * EXIF does not say how its texts are encoded: most programs write UTF-8, many cameras and older programs Latin-1.
 * ExifTool is asked for Latin-1, which loses no byte, so that this can tell: bytes that are UTF-8 are UTF-8.
 */
export function exifText(tag: string, text: string): string {
  if (!/[^\u0000-\u007f]/.test(text) || !isPlain.test(tag)) return text;
  const bytes = Array.from(text, byteOf);
  if (bytes.includes(-1)) return text;
  try {
    return decoder.decode(Uint8Array.from(bytes));
  } catch {
    return text;
  }
}
