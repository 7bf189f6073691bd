/** Things a watcher does by the clock, each library at its own time. */
export interface Rounds {
  /** Begins for a library; what was begun for it before ends. */
  begin(library: string): void;
  end(library: string): void;
  close(): void;
}

export interface RoundsOptions {
  readonly clock: () => number;
  /** How long until a library is looked at as a whole again, in ms. */
  readonly scanEvery: (library: string) => number;
  readonly onScan: (library: string) => void;
  readonly auditEvery: number;
  readonly onAudit: (library: string) => void;
  /** The machine slept, or its clock jumped. */
  readonly onWoken: () => void;
}

const beat = 20_000;

/** Between three and five quarters: many machines on one share do not all come at once. */
const about = (ms: number) => ms * (0.75 + Math.random() / 2);

export function createRounds(options: RoundsOptions): Rounds {
  const timers = new Map<string, NodeJS.Timeout[]>();
  let last = options.clock();
  const pulse = setInterval(() => {
    const now = options.clock();
    if (Math.abs(now - last - beat) > 2 * beat) options.onWoken();
    last = now;
  }, beat);
  pulse.unref();

  function repeat(library: string, at: number, every: () => number, then: (library: string) => void): void {
    const timer = setTimeout(() => {
      then(library);
      repeat(library, at, every, then);
    }, about(every()));
    timer.unref();
    const mine = timers.get(library);
    if (mine) mine[at] = timer;
    else clearTimeout(timer);
  }

  function end(library: string): void {
    for (const timer of timers.get(library) ?? []) clearTimeout(timer);
    timers.delete(library);
  }

  return {
    begin(library) {
      end(library);
      timers.set(library, []);
      repeat(library, 0, () => options.scanEvery(library), options.onScan);
      repeat(library, 1, () => options.auditEvery, options.onAudit);
    },
    end,
    close() {
      clearInterval(pulse);
      for (const library of [...timers.keys()]) end(library);
    },
  };
}
