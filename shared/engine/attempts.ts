import { fingerprintText } from './files/fingerprint.ts';
import type { Fingerprint } from './types.ts';

interface Attempt {
  /** What the file looked like when it failed. */
  readonly seen: string;
  readonly tries: number;
  readonly photo: number;
  /** When it failed, in ms, and how long it is left alone from then on; for ever where trying again makes no sense. */
  readonly at: number;
  readonly pause: number;
  /** Its time came, and it was told of: what comes of that is a failure, a success, or that there is nothing to do. */
  readonly told?: boolean;
}

/** Files that failed, and when each is tried again: a file's trouble never stops a bridge, nor is it tried for ever. */
export interface Attempts {
  /** `passing`: trouble of the drive, not of the file; it is tried on, ever more rarely. */
  failed(file: number, photo: number, seen: Fingerprint, passing?: boolean): void;
  worked(file: number): void;
  /** Whether the file is to be left alone now. One that changed since is tried at once. */
  resting(file: number, seen: Fingerprint): boolean;
  /** Photos whose time has come, each told once. */
  due(): number[];
  /** When the next one is due. */
  next(): number | undefined;
}

const first = 2_000;
const longest = 12 * 3_600_000;

/** So often a file is tried that did not change: over a day and a half, then only a change of it or a person helps. */
const most = 10;

/** Each pause is four times the last: two seconds, eight … up to twelve hours. */
export function createAttempts(clock: () => number): Attempts {
  const all = new Map<number, Attempt>();
  // A clock that was put back does not make a pause longer.
  const isDue = ({ at, pause }: Attempt) => clock() >= at + pause || (pause !== Infinity && clock() < at);
  return {
    failed(file, photo, fingerprint, passing = false) {
      const seen = fingerprintText(fingerprint);
      const before = all.get(file);
      const tries = before?.seen === seen ? before.tries + 1 : 1;
      const pause = tries >= most && !passing ? Infinity : Math.min(longest, first * 4 ** (tries - 1));
      all.set(file, { seen, tries, photo, at: clock(), pause });
    },
    worked: (file) => void all.delete(file),
    resting(file, fingerprint) {
      const attempt = all.get(file);
      return attempt !== undefined && !isDue(attempt) && attempt.seen === fingerprintText(fingerprint);
    },
    due() {
      const due = [...all].filter(([, attempt]) => isDue(attempt) && !attempt.told);
      for (const [file, attempt] of due) all.set(file, { ...attempt, told: true });
      return due.map(([, { photo }]) => photo);
    },
    next() {
      const waiting = [...all.values()].filter(({ told }) => !told);
      const next = Math.min(...waiting.map(({ at, pause }) => at + pause));
      return next === Infinity ? undefined : next;
    },
  };
}
