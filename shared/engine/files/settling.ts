import { sameStat } from '../stat.ts';
import type { FileStat, Fingerprint } from '../types.ts';
import { fingerprintText } from './fingerprint.ts';

/** Tells files that are still being written from those that have come to rest. */
export interface Settling {
  /**
   * How long a file that changed is to be left alone yet, in ms; 0: it may be read. `before`: what was known to be at
   * the same path.
   */
  wait(path: string, fingerprint: Fingerprint, before?: Fingerprint): number;
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

/** Another file than before, written first and renamed then: a rename moves a file's ctime and leaves its mtime. */
const isInPlaceOf = (now: FileStat, before: FileStat): boolean =>
  now.dev === before.dev && now.ino !== before.ino && BigInt(now.ctimeNs) > BigInt(now.mtimeNs);

/** Whether all that is other than before took its place in one step, and so was whole at once. */
const cameWhole = (now: Fingerprint, before: Fingerprint): boolean => {
  const cameInPlaceOf = (stat: FileStat, former: FileStat | undefined) =>
    former !== undefined && (sameStat(stat, former) || isInPlaceOf(stat, former));
  return (
    cameInPlaceOf(now.media, before.media) &&
    now.sidecars.every(({ name, stat }) =>
      cameInPlaceOf(stat, before.sidecars.find((sidecar) => sidecar.name === name)?.stat),
    )
  );
};

/** More files at once than this are a copy in progress; which of them stood still is forgotten. */
const most = 100_000;

/** Size and times must stand still for a while before a file is read: it may not be whole before. */
export function createSettling({ clock, restMs, ownTimes }: SettlingOptions): Settling {
  const seen = new Map<string, { readonly text: string; readonly since: number }>();
  return {
    wait(path, fingerprint, before) {
      const now = clock();
      const touched = touchedAt(fingerprint);
      // A sidecar that went may be on its way back, and tells no time any more.
      const isWhole = !before?.sidecars.some(({ name }) =>
        fingerprint.sidecars.every((one) => one.name !== name),
      );
      // Elsewhere than on a disk of this machine times say less.
      if (ownTimes && isWhole && before && cameWhole(fingerprint, before)) return 0;
      // A clock that was put back makes times of the future: then it counts how long we see the file stand still.
      if (ownTimes && isWhole && touched <= now) return Math.max(0, Math.ceil(touched + restMs - now));
      const text = fingerprintText(fingerprint);
      const last = seen.get(path);
      // Nor does one that is put back now keep a file waiting: it is counted anew.
      const since = last?.text === text && last.since <= now ? last.since : now;
      const wait = Math.max(0, since + restMs - now);
      if (wait === 0) seen.delete(path);
      else if (seen.size < most) seen.set(path, { text, since });
      return wait;
    },
  };
}
