/** A timer that waits longer would sleep while the machine does, and not hear of a clock that was put. */
const longest = 30_000;

/** Things to be done at a time, each under a name; a later one of the same name takes its place. */
export interface Wakes {
  /** `when` in ms since the epoch. */
  at(name: string, when: number, then: () => void): void;
  clear(): void;
}

export function createWakes(clock: () => number): Wakes {
  const timers = new Map<string, NodeJS.Timeout>();
  function at(name: string, when: number, then: () => void): void {
    clearTimeout(timers.get(name));
    const wait = when - clock();
    const wake = () => {
      timers.delete(name);
      // Clocks jump, and timers stand still while the machine sleeps: it looks again.
      if (when > clock()) at(name, when, then);
      else then();
    };
    timers.set(name, setTimeout(wake, Math.max(1, Math.min(wait, longest))));
  }
  return {
    at,
    clear() {
      for (const timer of timers.values()) clearTimeout(timer);
      timers.clear();
    },
  };
}
