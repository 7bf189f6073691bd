/** A timer that waits longer would sleep while the machine does, and not hear of a clock that was put. */
const longest = 30_000;
/** Clocks that are kept right by the network go back by so much, ms. */
const jitter = 60_000;

/** Things to be done at a time, each under a name; a later one of the same name takes its place. */
export interface Wakes {
  /** `when` in ms since the epoch. */
  at(name: string, when: number, then: () => void): void;
  clear(): void;
}

/** `onBack`: the clock was put back, and what is to be done at a time of before may be years away. */
export function createWakes(clock: () => number, onBack?: () => void): Wakes {
  const timers = new Map<string, NodeJS.Timeout>();
  function at(name: string, when: number, then: () => void): void {
    clearTimeout(timers.get(name));
    const now = clock();
    const wait = when - now;
    const wake = () => {
      timers.delete(name);
      if (onBack && clock() < now - jitter) {
        at(name, when, then);
        return onBack();
      }
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
