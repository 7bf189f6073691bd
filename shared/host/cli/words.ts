const plurals: Readonly<Record<string, string>> = {
  copy: 'copies',
  library: 'libraries',
  family: 'families',
};

/** `1 file`, `2 files`, `0 libraries`. */
export const count = (number: number, noun: string): string =>
  `${number.toLocaleString('en-US')} ${number === 1 ? noun : (plurals[noun] ?? `${noun}s`)}`;

/** Seconds for people: `0.4 s`, `12 s`, `3 min`, `2 h 5 min`. */
export function duration(seconds: number): string {
  if (seconds < 10) return `${seconds.toFixed(1)} s`;
  if (seconds < 100) return `${Math.round(seconds)} s`;
  const minutes = Math.round(seconds / 60);
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** Local wall clock, `2026-05-01 10:20`. */
export function clockTime(at: number): string {
  const date = new Date(at);
  const two = (number: number) => String(number).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())} ${two(date.getHours())}:${two(date.getMinutes())}`;
}

/** A word as a shell would need it, for the commands that output suggests. */
export const quoted = (word: string): string =>
  /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
