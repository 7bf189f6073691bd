import { InvalidArgumentError } from 'commander';
import { type FieldName, fieldNames } from '../../api/field-text.ts';
import { tomorrow } from '../../api/tomorrow.ts';
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

const spanOf = (text: string): number | undefined => {
  const span = /^(\d{1,6})\s*([smhdw])$/.exec(text);
  return span ? Number(span[1]) * units[span[2]!]! : undefined;
};

/** A date, or a date with a time; a date alone would be read as UTC, and people mean their own midnight. */
function dateOf(text: string): number | undefined {
  if (!/^\d{4}-\d\d-\d\d([T ]\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)?)?$/.test(text)) return undefined;
  const at = Date.parse(text.length === 10 ? `${text}T00:00` : text);
  return Number.isNaN(at) ? undefined : at;
}

/** A moment that was: `2026-05-01`, `2026-05-01T10:20`, or how long ago: `30m`, `2h`, `3d`. Milliseconds. */
export function momentOf(text: string, now: number): number {
  const span = spanOf(text.trim());
  const at = span === undefined ? dateOf(text.trim()) : now - span;
  if (at !== undefined) return at;
  throw new UsageError(
    `“${text}” is no time.`,
    'Use 2026-05-01, 2026-05-01T10:20, or how long ago: 30m, 2h, 3d.',
  );
}

/** Hours and minutes of a day, the next one where those of today are over. */
function clockOf(text: string, now: number): number | undefined {
  const time = /^([01]?\d|2[0-3]):([0-5]\d)$/.exec(text);
  if (!time) return undefined;
  const date = new Date(now);
  date.setHours(Number(time[1]), Number(time[2]), 0, 0);
  if (date.getTime() <= now) date.setDate(date.getDate() + 1);
  return date.getTime();
}

/** A moment that comes: `1h` from now, `22:30`, `tomorrow` (at eight), a date. Milliseconds. */
export function comingMoment(text: string, now: number): number {
  const word = text.trim();
  const span = spanOf(word);
  const at =
    span !== undefined
      ? now + span
      : word === 'tomorrow'
        ? tomorrow(now)
        : (clockOf(word, now) ?? dateOf(word));
  const hint = 'Use 1h, 2d, 22:30, tomorrow, 2026-05-01 or 2026-05-01T10:00.';
  if (at === undefined) throw new UsageError(`“${text}” is no time.`, hint);
  if (at <= now) throw new UsageError(`“${text}” is over already.`, hint);
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
