import { fingerprintText } from './files/fingerprint.ts';
import type { Fingerprint } from './types.ts';

interface Attempt {
  /** What the file looked like when it failed. */
  readonly seen: string;
  readonly tries: number;
  readonly photo: number;
  /** When it is tried again, in ms. */
  readonly due: number;
}

/** Files that failed, and when each is tried again: a file's trouble never stops a bridge, nor is it tried for ever. */
export interface Attempts {
  failed(file: number, photo: number, seen: Fingerprint): void;
  worked(file: number): void;
  /** Whether the file is to be left alone now. One that changed since is tried at once. */
  resting(file: number, seen: Fingerprint): boolean;
  /** Photos whose time has come. */
  due(): number[];
  /** When the next one is due. */
  next(): number | undefined;
  readonly count: number;
}

const first = 2_000;
const longest = 12 * 3_600_000;

/** Each pause is four times the last: two seconds, eight … up to twelve hours. */
export function createAttempts(clock: () => number): Attempts {
  const all = new Map<number, Attempt>();
  return {
    failed(file, photo, fingerprint) {
      const seen = fingerprintText(fingerprint);
      const before = all.get(file);
      const tries = before?.seen === seen ? before.tries + 1 : 1;
      const pause = Math.min(longest, first * 4 ** (tries - 1));
      all.set(file, { seen, tries, photo, due: clock() + pause });
    },
    worked: (file) => void all.delete(file),
    resting(file, fingerprint) {
      const attempt = all.get(file);
      return attempt !== undefined && attempt.due > clock() && attempt.seen === fingerprintText(fingerprint);
    },
    due: () => [...all.values()].filter(({ due }) => due <= clock()).map(({ photo }) => photo),
    next() {
      const times = [...all.values()].map(({ due }) => due);
      return times.length > 0 ? Math.min(...times) : undefined;
    },
    get count() {
      return all.size;
    },
  };
}
