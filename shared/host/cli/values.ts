import {
  type FieldName,
  fieldDef,
  formatValue,
  type MaybeValue,
  parseValue,
  publicFields,
  sameValue,
  type Value,
} from '../../api/field-text.ts';
import { UsageError } from './failure.ts';
import { printable, shorten } from './terminal.ts';

type Values = Readonly<Record<string, unknown>>;

/** Values in the JSON form that is stable: a lang-alt text is its default string, further languages beside it. */
export function jsonFields(values: Values): Record<string, unknown> {
  return publicFields(values);
}

/** One value under a key of its own (`before`, `value`, …), with `{key}Languages` where there are more. */
export function jsonValue(
  key: string,
  field: FieldName,
  value: MaybeValue | undefined,
): Record<string, unknown> {
  if (value === undefined || value === null) return { [key]: null };
  const shown = jsonFields({ [field]: value });
  const languages = shown[`${field}Languages`];
  return {
    [key]: shown[field] ?? null,
    ...(languages === undefined ? {} : { [`${key}Languages`]: languages }),
  };
}

/** A value in words, one line, never steering the terminal. */
export function valueText(field: FieldName, value: MaybeValue | undefined): string {
  if (value === undefined || value === null) return '(none)';
  const text = printable(formatValue(field, value));
  return text === '' ? '(none)' : text;
}

const asList = (value: MaybeValue): readonly Value[] =>
  Array.isArray(value) ? value : value === null ? [] : [value];

/** Before → after; long lists show what comes and what goes. What stays is put into every place of the file. */
export function changeText(field: FieldName, before: MaybeValue, after: MaybeValue, width: number): string {
  if (sameValue(fieldDef(field), before, after))
    return shorten(`${valueText(field, after)}, in every place of the file`, width);
  const whole = `${valueText(field, before)} → ${valueText(field, after)}`;
  if (whole.length <= width) return whole;
  if (Array.isArray(before ?? []) && Array.isArray(after ?? [])) {
    const [old, now] = [asList(before), asList(after)];
    const key = (value: Value) => JSON.stringify(value);
    const [oldKeys, nowKeys] = [new Set(old.map(key)), new Set(now.map(key))];
    const one = (value: Value) => valueText(field, [value]);
    const added = now.filter((value) => !oldKeys.has(key(value))).map((value) => `+ ${one(value)}`);
    const gone = old.filter((value) => !nowKeys.has(key(value))).map((value) => `− ${one(value)}`);
    if (added.length + gone.length > 0) return shorten([...added, ...gone].join('  '), width);
  }
  const half = Math.max(8, Math.floor((width - 3) / 2));
  return `${shorten(valueText(field, before), half)} → ${shorten(valueText(field, after), half)}`;
}

/** A value as typed on the command line; `null` for an empty one. */
export function typedValue(field: FieldName, text: string): MaybeValue {
  if (fieldDef(field).readOnly) throw new UsageError(`${field} is shown, but cannot be set.`);
  if (text.trim() === '') return null;
  const value = parseValue(field, text);
  if (typeof value === 'object' && value !== null && 'error' in value && typeof value.error === 'string') {
    throw new UsageError(`${field} cannot be “${text}”: ${value.error}`);
  }
  return value as Value;
}
