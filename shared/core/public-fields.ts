import { DEFAULT, readLangAlt } from './equal/lang-alt.ts';
import { fieldDef, fieldNames } from './registry.ts';
import type { FieldValues } from './snapshot.ts';
import type { Value } from './value.ts';

/**
 * The JSON form of design.md: a lang-alt text is its default string (else its first), with `{field}Languages`
 * beside it where there is more than the default. Fields without a value are absent.
 */
export const publicFields = (values: FieldValues): { [name: string]: Value } => {
  const shown: Record<string, Value> = {};
  for (const field of fieldNames) {
    const value = values[field];
    if (value === undefined || value === null) continue;
    if (fieldDef(field).kind !== 'langAlt') {
      shown[field] = value;
      continue;
    }
    const texts = readLangAlt(value);
    const languages = Object.keys(texts);
    if (languages.length === 0) continue;
    shown[field] = texts[DEFAULT] ?? texts[languages[0]!]!;
    if (languages.length > 1 || languages[0] !== DEFAULT) shown[`${field}Languages`] = texts;
  }
  return shown;
};
