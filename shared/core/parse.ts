import { normalKeywords } from './equal/keywords.ts';
import { DEFAULT } from './equal/lang-alt.ts';
import { formatTime, parseTime } from './equal/time.ts';
import { choiceLabel } from './format.ts';
import { splitCreators } from './interpret/creators.ts';
import { coordinates } from './interpret/gps.ts';
import { cleanText } from './interpret/text.ts';
import { timeParts } from './interpret/time.ts';
import { colourOfWord } from './labels.ts';
import { type FieldName, fieldDef } from './registry.ts';
import type { Value } from './value.ts';

/** What is wrong with a typed text, and what to type instead. */
export interface ParseError {
  readonly error: string;
}

const fail = (error: string): ParseError => ({ error });

const rating = (text: string): Value | ParseError => {
  if (/^(rejected|reject|x)$/i.test(text)) return -1;
  if (/^[★*]{1,5}$/.test(text)) return text.length;
  const number = Number(text.replace('−', '-'));
  const valid = Number.isInteger(number) && number >= -1 && number <= 5;
  return valid ? number : fail('write 1 to 5 for stars, 0 for none, or -1 for rejected.');
};

const choice = (field: FieldName, text: string): Value | ParseError => {
  if (field === 'label') return colourOfWord(text) ?? text;
  const choices = fieldDef(field).choices ?? [];
  const wanted = text.toLowerCase();
  const found = choices.find((one) =>
    [one, choiceLabel(field, one), one.replace(/^.*\//, '')].some((word) => word.toLowerCase() === wanted),
  );
  if (found !== undefined) return found;
  // Vocabularies grow: a full web address is taken as it is.
  if (field === 'digitalSourceType' && /^https?:\/\/\S+$/.test(text)) return text;
  return fail(`write one of ${choices.map((one) => one.replace(/^.*\//, '')).join(', ')}.`);
};

const capture = (text: string): Value | ParseError => {
  const parts = timeParts(text) ?? timeParts(text.replace(/\s+(?=[+-]\d\d:?\d\d$|Z$)/, ''));
  const again = parts && parseTime(formatTime(parts));
  return again
    ? formatTime(again)
    : fail('write it as 2024, 2024-05, 2024-05-01 or 2024-05-01T10:20:30.12+02:00.');
};

const position = (text: string): Value | ParseError => {
  if (!/^[\s\d.,;+\-m]+$/.test(text.replace('−', '-')))
    return fail('write latitude, longitude and, if known, metres: 48.137, 11.575, 520.');
  const gps = coordinates(text.replaceAll('−', '-'));
  return gps === undefined
    ? fail('write latitude (−90 to 90), longitude (−180 to 180) and, if known, metres: 48.137, 11.575, 520.')
    : { ...gps };
};

const json = (text: string, list: boolean): Value | ParseError => {
  try {
    const value: unknown = JSON.parse(text);
    const fits = list
      ? Array.isArray(value)
      : typeof value === 'object' && value !== null && !Array.isArray(value);
    if (fits) return value as Value;
  } catch {
    // Not JSON: the message below says what is wanted.
  }
  return fail(
    list ? 'write it as a JSON list of objects.' : 'write it as a JSON object, for example {"city":"Ulm"}.',
  );
};

const several = (text: string): string[] => splitCreators(text.replaceAll('\n', ';')).map(cleanText);

/** `{"de":"…"}` for several languages, else the default text. */
const langs = (text: string): Value => {
  if (text.startsWith('{')) {
    const value = json(text, false);
    if (!isParseError(value) && Object.values(value).every((item) => typeof item === 'string')) return value;
  }
  return { [DEFAULT]: text };
};

export const isParseError = (value: Value | ParseError): value is ParseError =>
  typeof value === 'object' && value !== null && typeof (value as ParseError).error === 'string';

/**
 * A value from what a person typed (not empty). Several items are separated by `;`, an item that holds one is put
 * in quotation marks; structs are JSON. The error is a clause that follows “… cannot be …:”.
 */
export const parseValue = (field: FieldName, typed: string): Value | ParseError => {
  const text = cleanText(typed);
  if (text === '') return fail('it is empty. To remove the value, clear the field.');
  switch (fieldDef(field).kind) {
    case 'integer':
      return rating(text);
    case 'choice':
      return choice(field, text);
    case 'langAlt':
      return langs(text);
    case 'set':
      return [...new Set(several(text))];
    case 'list':
      return several(text);
    case 'keywords':
      return normalKeywords(several(text));
    case 'time':
      return capture(text);
    case 'gps':
      return position(text);
    case 'struct':
      return json(text, false);
    case 'structList':
      return json(text, true);
    case 'text':
      return field === 'countryCode' ? code(text) : text;
  }
};

const code = (text: string): Value | ParseError =>
  /^[A-Za-z]{2,3}$/.test(text) ? text.toUpperCase() : fail('write two or three letters, as DE or DEU.');
