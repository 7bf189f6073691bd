import { DEFAULT } from '../equal/lang-alt.ts';
import type { LangAlt } from '../value.ts';

/**
 * Takes a text apart that a library printed out of several languages, as darktable stores it in its sidecars:
 * `Heron, lang="de" Reiher` (exiv2's `LangAltValue::write`, its first `lang="x-default"` taken off by darktable's
 * `dt_exif_read_xmp_tag`).
 */
export const printedLangs = (text: string): LangAlt => {
  const [first = '', ...others] = text.split(/, lang="(?=[A-Za-z-]+" )/);
  const langs: Record<string, string> = { [DEFAULT]: first };
  for (const other of others) {
    const [, lang = '', words = ''] = /^([A-Za-z-]+)" (.*)$/s.exec(other)!;
    langs[lang] = words;
  }
  return langs;
};
