import { InvalidArgumentError } from 'commander';
import { type FieldName, fieldNames } from '../../api/field-text.ts';
import { UsageError } from './failure.ts';
import { hintFor } from './suggest.ts';

/** For options that may be given several times. */
export const collect = (value: string, before: readonly string[] = []): string[] => [...before, value];

/** A whole number in a range, for commander. */
export const wholeNumber =
  (least: number, most: number) =>
  (text: string): number => {
    const number = Number(text);
    if (!/^\d+$/.test(text) || number < least || number > most) {
      throw new InvalidArgumentError(`It must be a whole number from ${least} to ${most}.`);
    }
    return number;
  };

/** A field's name, however its letters are cased. */
export function fieldOf(text: string): FieldName {
  const name = text.trim();
  const found = fieldNames.find((each) => each.toLowerCase() === name.toLowerCase());
  if (found === undefined) throw new UsageError(`There is no field “${name}”.`, hintFor(name, fieldNames));
  return found;
}

/** `a,b` → fields, each once. */
export function fieldsOf(text: string | undefined): FieldName[] | undefined {
  if (text === undefined) return undefined;
  const names = text.split(',').filter((name) => name.trim() !== '');
  if (names.length === 0)
    throw new UsageError('--fields names no field.', 'For example: --fields keywords,rating');
  return [...new Set(names.map(fieldOf))];
}

/** `NAME=REST` at the first `=`. */
export function assignment(text: string, option: string): { name: string; rest: string } {
  const at = text.indexOf('=');
  if (at < 1) {
    throw new UsageError(`${option} needs FIELD=VALUE, not “${text}”.`, `For example: ${option} rating=4`);
  }
  return { name: text.slice(0, at), rest: text.slice(at + 1) };
}

const units: Readonly<Record<string, number>> = { s: 1e3, m: 6e4, h: 36e5, d: 864e5, w: 6048e5 };

/** A moment: `2026-05-01`, `2026-05-01T10:20`, or how long ago: `30m`, `2h`, `3d`. Milliseconds. */
export function momentOf(text: string, now: number): number {
  const ago = /^(\d{1,6})\s*([smhdw])$/.exec(text.trim());
  if (ago) return now - Number(ago[1]) * units[ago[2]!]!;
  const iso = /^\d{4}-\d\d-\d\d([T ]\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)?)?$/.test(text.trim());
  // A date alone would be read as UTC; people mean their own midnight.
  const at = iso ? Date.parse(text.trim().length === 10 ? `${text.trim()}T00:00` : text.trim()) : Number.NaN;
  if (Number.isNaN(at)) {
    throw new UsageError(
      `“${text}” is no time.`,
      'Use 2026-05-01, 2026-05-01T10:20, or how long ago: 30m, 2h, 3d.',
    );
  }
  return at;
}

/** Exactly one of several ways to say it. */
export function exactlyOne(given: Readonly<Record<string, unknown>>): string {
  const names = Object.keys(given);
  const present = names.filter((name) => given[name] !== undefined && given[name] !== false);
  if (present.length === 1) return present[0]!;
  const list = `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`;
  throw new UsageError(present.length === 0 ? `Say one of ${list}.` : `Say only one of ${list}.`);
}
