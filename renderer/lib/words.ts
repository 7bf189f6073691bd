const whole = new Intl.NumberFormat('en-US');
const tenth = new Intl.NumberFormat('en-US', { maximumFractionDigits: 1 });

/** 12480 → "12,480". Counts on screen are always exact. */
export const number = (value: number): string => whole.format(value);

/** count(1, 'photo') → "1 photo"; count(2, 'copy', 'copies') → "2 copies". */
export const count = (value: number, one: string, many = `${one}s`): string =>
  `${number(value)} ${value === 1 ? one : many}`;

/** Bytes as a person reads them, in steps of 1000 as cameras and drives count. */
export function bytes(value: number): string {
  const units = ['bytes', 'kB', 'MB', 'GB', 'TB'];
  let step = 0;
  let rest = value;
  while (rest >= 1000 && step < units.length - 1) {
    rest /= 1000;
    step += 1;
  }
  return `${step === 0 ? whole.format(rest) : tenth.format(rest)} ${units[step]}`;
}

/** Seconds as "40 s", "3 min", "2 h 5 min". */
export function duration(seconds: number): string {
  if (seconds < 60) return `${Math.max(1, Math.round(seconds))} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return `${minutes} min`;
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' });
const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });

const dayMs = 86_400_000;

/** Days from today to that of a moment: -1 is yesterday. Days of a changed clock are not 24 hours long. */
const daysAway = (at: number, now: number): number =>
  Math.round((new Date(at).setHours(0, 0, 0, 0) - new Date(now).setHours(0, 0, 0, 0)) / dayMs);

const nearDays: Readonly<Record<number, string>> = { [-1]: 'yesterday', 0: 'today', 1: 'tomorrow' };

/** A moment (ms since the epoch) as "today 14:05", "yesterday 09:10", "tomorrow 08:00" or "3 May 2026 14:05". */
export const moment = (at: number, now: number = Date.now()): string =>
  `${nearDays[daysAway(at, now)] ?? day.format(at)} ${clock.format(at)}`;

/** "until 21:25" of today, else "until tomorrow 08:00". */
export const until = (at: number, now: number = Date.now()): string =>
  `until ${daysAway(at, now) === 0 ? clock.format(at) : moment(at, now)}`;

/** The name at the end of a `/`- or `\`-separated path. */
export const baseName = (path: string): string => path.split(/[/\\]/).at(-1) ?? path;

const rightToLeft = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

/** A name inside a sentence of plain text: one that runs from right to left must not turn the words around it. */
export const isolate = (name: string): string => (rightToLeft.test(name) ? `\u2068${name}\u2069` : name);
