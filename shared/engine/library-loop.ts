import { throwIfCancelled } from './jobs.ts';

/** One thing at a time in each library: scans, planning's second looks and writes wait for each other. */
export interface LibraryLocks {
  /** Waits for its turn in every library named (by id), works, lets go. */
  within<T>(libraries: Iterable<string>, work: () => Promise<T>, signal?: AbortSignal): Promise<T>;
  /** Whether something waits for its turn in one of the libraries. */
  isAwaited(libraries: Iterable<string>): boolean;
}

/** Turns are taken in one order of ids, so that two callers never wait for each other. */
export function createLibraryLocks(): LibraryLocks {
  const tails = new Map<string, Promise<void>>();
  /** How many wait. */
  const waiting = new Map<string, number>();
  const count = (library: string, more: number): void =>
    void waiting.set(library, (waiting.get(library) ?? 0) + more);

  async function take(library: string): Promise<() => void> {
    const before = tails.get(library);
    const turn = Promise.withResolvers<void>();
    tails.set(library, turn.promise);
    if (before) {
      count(library, 1);
      await before;
      count(library, -1);
    }
    return () => {
      if (tails.get(library) === turn.promise) tails.delete(library);
      turn.resolve();
    };
  }

  return {
    async within(libraries, work, signal) {
      const releases: (() => void)[] = [];
      try {
        for (const library of [...new Set(libraries)].sort()) releases.push(await take(library));
        throwIfCancelled(signal);
        return await work();
      } finally {
        for (const release of releases.toReversed()) release();
      }
    },
    isAwaited: (libraries) => [...libraries].some((library) => (waiting.get(library) ?? 0) > 0),
  };
}
