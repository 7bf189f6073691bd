import type { LangAlt, MaybeValue } from '../value.ts';
import { byCodeUnit, normalText } from './text.ts';

export const DEFAULT = 'x-default';

/** A language tag in its usual spelling: `en-US`, `zh-Hant`, `x-default` (BCP 47 tags ignore case). */
export const normalLang = (lang: string): string => {
  const lower = lang.trim().toLowerCase();
  if (lower === '' || lower.startsWith('x-')) return lower === '' ? DEFAULT : lower;
  return lower
    .split('-')
    .map((part, at) => {
      if (at === 0) return part;
      if (part.length === 2) return part.toUpperCase();
      return part.length === 4 ? part[0]!.toUpperCase() + part.slice(1) : part;
    })
    .join('-');
};

/** Texts as stored, by language in its usual spelling; empty texts left out. A bare string is the default text. */
export const readLangAlt = (value: MaybeValue | undefined): LangAlt => {
  if (value === null || value === undefined) return {};
  if (typeof value !== 'object') return readLangAlt({ [DEFAULT]: String(value) });
  const texts: Record<string, string> = {};
  for (const [lang, text] of Object.entries(value).sort(([a], [b]) => byCodeUnit(a, b))) {
    if (typeof text === 'string' && normalText(text) !== '') texts[normalLang(lang)] ??= text;
  }
  return texts;
};
