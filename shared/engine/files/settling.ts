import type { Fingerprint } from '../types.ts';
import { fingerprintText } from './fingerprint.ts';

/** Tells files that are still being written from those that have come to rest. */
export interface Settling {
  /** How long a file that changed is to be left alone yet, in ms; 0: it may be read. */
  wait(path: string, fingerprint: Fingerprint): number;
}

export interface SettlingOptions {
  /** Milliseconds since the epoch. */
  readonly clock: () => number;
  /** A file is at rest when it stood still for this long, ms. */
  readonly restMs: number;
  /** Whether the files' times are this machine's own: then rest is known at first sight. */
  readonly ownTimes: boolean;
}

const touchedAt = ({ media, sidecars }: Fingerprint): number =>
  Math.max(...[media, ...sidecars.map((sidecar) => sidecar.stat)].map((stat) => Number(stat.ctimeNs) / 1e6));

/** More files at once than this are a copy in progress; which of them stood still is forgotten. */
const most = 100_000;

/** Size and times must stand still for a while before a file is read: it may not be whole before. */
export function createSettling({ clock, restMs, ownTimes }: SettlingOptions): Settling {
  const seen = new Map<string, { readonly text: string; readonly since: number }>();
  return {
    wait(path, fingerprint) {
      const now = clock();
      const touched = touchedAt(fingerprint);
      // A clock that was put back makes times of the future: then it counts how long we see the file stand still.
      if (ownTimes && touched <= now) return Math.max(0, Math.ceil(touched + restMs - now));
      const text = fingerprintText(fingerprint);
      const before = seen.get(path);
      // Nor does one that is put back now keep a file waiting: it is counted anew.
      const since = before?.text === text && before.since <= now ? before.since : now;
      const wait = Math.max(0, since + restMs - now);
      if (wait === 0) seen.delete(path);
      else if (seen.size < most) seen.set(path, { text, since });
      return wait;
    },
  };
}
