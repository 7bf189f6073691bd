/** Joins what is asked for at about the same time into few commands, as many at a time as there are processes. */
export interface Gathering<R> {
  add(request: R): void;
}

export interface GatherOptions<R> {
  readonly processes: number;
  /** Requests in one command. */
  readonly most: number;
  /** Whether `next` may join a command that holds `taken` already. */
  readonly fits: (taken: readonly R[], next: R) => boolean;
  /** Answers the requests of one command; never rejects. */
  readonly carryOut: (requests: readonly R[]) => Promise<void>;
}

export function createGathering<R>({ processes, most, fits, carryOut }: GatherOptions<R>): Gathering<R> {
  const waiting: R[] = [];
  let running = 0;

  /** A fair share of what waits, so that no process stands idle beside a long command. */
  function take(): R[] {
    const share = Math.min(most, Math.ceil(waiting.length / (processes - running)));
    const taken: R[] = [];
    for (const request of waiting) {
      if (taken.length >= share || (taken.length > 0 && !fits(taken, request))) break;
      taken.push(request);
    }
    waiting.splice(0, taken.length);
    return taken;
  }

  function pump(): void {
    while (running < processes && waiting.length > 0) {
      running += 1;
      void carryOut(take()).finally(() => {
        running -= 1;
        pump();
      });
    }
  }

  return {
    add(request) {
      waiting.push(request);
      // Requests made in the same turn travel together.
      if (waiting.length === 1) setImmediate(pump);
    },
  };
}
