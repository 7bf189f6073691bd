import { readGps } from './equal/gps.ts';
import { DEFAULT, readLangAlt } from './equal/lang-alt.ts';
import { parseTime } from './equal/time.ts';
import { type FieldName, fieldDef } from './registry.ts';
import type { MaybeValue, Value } from './value.ts';

export { publicFields } from './public-fields.ts';

const WORDS: { readonly [value: string]: string } = {
  copyrighted: 'Copyrighted',
  publicDomain: 'Public domain',
  picked: 'Picked',
  pending: 'Pending',
  rejected: 'Rejected',
};

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** `digitalCapture` and `DMI-PROHIBITED` for people. */
const words = (code: string): string => {
  const last = code.replace(/^.*\//, '').replace(/^DMI-/, '');
  if (/^[A-Z-]+$/.test(last)) return capital(last.toLowerCase().replaceAll('-', ' '));
  return capital(last.replace(/([a-z])([A-Z])/g, (_, a: string, b: string) => `${a} ${b.toLowerCase()}`));
};

/** One word or short text for a value of a choice, as the window shows it; unknown values as they are. */
export const choiceLabel = (field: FieldName, value: string): string => {
  if (WORDS[value] !== undefined) return WORDS[value];
  return fieldDef(field).choices?.includes(value) ? words(value) : value;
};

const time = (text: string): string => {
  const parts = parseTime(text);
  if (parts === undefined) return text;
  const fraction = parts.fraction === '' ? '' : `.${parts.fraction}`;
  return parts.wall.replace('T', ' ') + fraction + (parts.zone === '' ? '' : ` ${parts.zone}`);
};

const stars = (value: MaybeValue): string => {
  const rating = Number(value);
  if (rating < 0) return 'Rejected';
  return rating === 0 ? '' : '★'.repeat(Math.min(5, rating));
};

const position = (value: MaybeValue): string => {
  const gps = readGps(value);
  if (gps === null) return '';
  // Six decimals are a tenth of a metre; zeros at the end say nothing.
  const place = [gps.lat, gps.lon].map((degrees) => Number(degrees.toFixed(6))).join(', ');
  return gps.alt === undefined ? place : `${place}, ${Math.round(gps.alt * 10) / 10} m`;
};

const langs = (value: MaybeValue): string => {
  const texts = readLangAlt(value);
  const others = Object.entries(texts).filter(([lang]) => lang !== DEFAULT);
  const main = texts[DEFAULT];
  if (main !== undefined && others.every(([, text]) => text === main)) return main;
  const named = others.map(([lang, text]) => `[${lang}] ${text}`);
  return [...(main === undefined ? [] : [main]), ...named].join(' · ');
};

type Struct = { readonly [member: string]: Value };
const isStruct = (value: unknown): value is Struct =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const leaves = (value: Value): string[] => {
  if (Array.isArray(value)) return value.flatMap(leaves);
  return isStruct(value) ? Object.values(value).flatMap(leaves) : [String(value)];
};

const region = (value: Struct): string => {
  const name = typeof value['name'] === 'string' ? value['name'] : '';
  const type = typeof value['type'] === 'string' ? value['type'] : 'Region';
  return name === '' ? type : type === 'Face' ? name : `${name} (${type})`;
};

const struct = (field: FieldName, value: Value): string =>
  field === 'regions' && isStruct(value) ? region(value) : leaves(value).join(', ');

/** A value in words for people, in one text; empty for no value. `parseValue` reads most of it back. */
export const formatValue = (field: FieldName, value: MaybeValue): string => {
  if (value === null) return '';
  const { kind } = fieldDef(field);
  const many = (one: (item: Value) => string): string =>
    (Array.isArray(value) ? value : [value]).map(one).join('; ');
  switch (kind) {
    case 'integer':
      return field === 'rating' ? stars(value) : String(value);
    case 'choice':
      return choiceLabel(field, String(value));
    case 'langAlt':
      return langs(value);
    case 'set':
    case 'list':
    case 'keywords':
      return many(String);
    case 'time':
      return time(String(value));
    case 'gps':
      return position(value);
    case 'struct':
    case 'structList':
      return many((item) => struct(field, item));
    case 'text':
      return String(value);
  }
};
