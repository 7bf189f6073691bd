import { normalLang } from '../../shared/core/equal/lang-alt.ts';

const names = new Intl.DisplayNames(['en'], { type: 'language' });

/** Languages that captions are often written in, to choose from; any other can be typed. */
export const commonLanguages = [
  ...['ar', 'cs', 'da', 'de', 'el', 'en', 'es', 'fi', 'fr', 'he', 'hi', 'hu', 'id', 'it', 'ja', 'ko', 'nb'],
  ...['nl', 'pl', 'pt', 'pt-BR', 'ro', 'ru', 'sv', 'th', 'tr', 'uk', 'vi', 'zh-Hans', 'zh-Hant'],
];

/** "German" for `de`; the tag itself where nobody knows it. */
export function languageName(lang: string): string {
  try {
    return names.of(lang) ?? lang;
  } catch {
    return lang;
  }
}

/** The tag of what was typed, a tag or a name: `DE`, `german` → `de`; undefined where it is neither. */
export function languageOf(typed: string): string | undefined {
  const text = typed.trim();
  const named = commonLanguages.find((lang) => languageName(lang).toLowerCase() === text.toLowerCase());
  if (named) return named;
  return /^[a-z]{2,3}(-[a-z0-9]{2,8})*$/i.test(text) ? normalLang(text) : undefined;
}
