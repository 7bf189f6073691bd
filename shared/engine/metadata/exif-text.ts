/** Windows-1252 where it differs from Latin-1: byte 0x80 + index. ExifTool's `Latin` is this. */
const high = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

const byteOf = (char: string): number => {
  const at = high.indexOf(char);
  if (at !== -1) return 0x80 + at;
  const code = char.codePointAt(0) ?? 0;
  return code < 0x100 ? code : -1;
};

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** The bytes of a text that ExifTool read as `Latin`; undefined where it was not read so. */
export function latinBytes(text: string): Uint8Array | undefined {
  const bytes = Array.from(text, byteOf);
  return bytes.includes(-1) ? undefined : Uint8Array.from(bytes);
}

/** The text that bytes are in UTF-8; undefined where they are not UTF-8. */
export function utf8Of(bytes: Uint8Array): string | undefined {
  try {
    return decoder.decode(bytes);
  } catch {
    return undefined;
  }
}

/** EXIF texts of type ASCII; XP tags and UserComment say their encoding themselves. */
const isPlain = /^(IFD\d|ExifIFD|GPS):(Copy\d+:)?(?!XP[A-Z]|UserComment)/;

/**
 * EXIF does not say how its texts are encoded: most programs write UTF-8, many cameras and older programs Latin-1.
 * ExifTool is asked for Latin-1, which loses no byte, so that this can tell: bytes that are UTF-8 are UTF-8.
 */
export function exifText(tag: string, text: string): string {
  if (!/[^\u0000-\u007f]/.test(text) || !isPlain.test(tag)) return text;
  const bytes = latinBytes(text);
  return (bytes && utf8Of(bytes)) ?? text;
}
