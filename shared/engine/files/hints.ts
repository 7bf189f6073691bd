/** Hints are gathered until it has been quiet for a while. */
export interface Hints {
  add(folder: string): void;
  stop(): void;
}

/** More than this in one go, and the system's queue may have overflowed, which it does not tell. */
const mostEvents = 4096;

/**
 * Gathers folders in which something happened. `quietMs`: nothing more happens for this long before they are given;
 * `capMs`: they are given at the latest after this long.
 */
export function gatherHints(
  give: (folders: readonly string[] | 'all') => void,
  { quietMs, capMs }: { readonly quietMs: number; readonly capMs: number },
): Hints {
  const folders = new Set<string>();
  let [since, events] = [0, 0];
  let timer: NodeJS.Timeout | undefined;
  const done = () => {
    timer = undefined;
    const dirty = events > mostEvents ? 'all' : [...folders];
    folders.clear();
    events = 0;
    give(dirty);
  };
  return {
    add(folder) {
      const now = performance.now();
      if (events === 0) since = now;
      events += 1;
      folders.add(folder);
      clearTimeout(timer);
      timer = setTimeout(done, Math.max(0, Math.min(quietMs, since + capMs - now)));
    },
    stop() {
      clearTimeout(timer);
      folders.clear();
      events = 0;
    },
  };
}
