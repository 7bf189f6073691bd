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

/** A moment (ms since the epoch) as "today 14:05", "yesterday 09:10" or "3 May 2026 14:05". */
export function moment(at: number, now: number = Date.now()): string {
  const date = new Date(at);
  const midnight = new Date(now).setHours(0, 0, 0, 0);
  const time = clock.format(date);
  if (at >= midnight && at < midnight + 86_400_000) return `today ${time}`;
  if (at >= midnight - 86_400_000 && at < midnight) return `yesterday ${time}`;
  return `${day.format(date)} ${time}`;
}

/** The name at the end of a `/`- or `\`-separated path. */
export const baseName = (path: string): string => path.split(/[/\\]/).at(-1) ?? path;
