/** The engine's process as the supervisor needs it: Electron's UtilityProcess, or a stand-in in a test. */
export interface EngineChild {
  postMessage(message: unknown, transfer?: unknown[]): void;
  on(event: 'exit', listener: (code: number) => void): unknown;
  on(event: 'message', listener: (message: unknown) => void): unknown;
  kill(): boolean;
}

export interface SupervisorDeps<Port> {
  /** Starts the engine's process. */
  fork(): EngineChild;
  /** A fresh message channel: one end for the engine, one for its client. */
  channel(): { engine: Port; client: Port };
  /** Waits before a restart; resolves after so many milliseconds. */
  wait(ms: number): Promise<void>;
  /** Called when the engine keeps dying at once and is not started again by itself. */
  onGivenUp(exitCode: number): void;
}

/** Restarts within this many exits in a row, with a growing pause, before a person is asked. */
const patience = 4;

/** Receives its port, now and again after every restart of the engine. */
export type PortTaker<Port> = (port: Port) => void;

export interface Supervisor<Port> {
  /** Hands `take` a port now and after every restart; the result stops that. */
  attach(take: PortTaker<Port>): () => void;
  /** Starts again after it was given up. */
  restart(): void;
  /** Asks the engine to close and resolves when its process has ended. */
  stop(): Promise<void>;
}

/** Keeps one engine process alive and every client of it connected. */
export function createSupervisor<Port>(deps: SupervisorDeps<Port>): Supervisor<Port> {
  const takers = new Set<PortTaker<Port>>();
  let child: EngineChild | undefined;
  let exitsInARow = 0;
  let stopping: (() => void) | undefined;

  const hand = (take: PortTaker<Port>) => {
    if (!child) return;
    const { engine, client } = deps.channel();
    child.postMessage({ kind: 'client' }, [engine]);
    take(client);
  };

  const onExit = async (code: number) => {
    child = undefined;
    if (stopping) return stopping();
    exitsInARow += 1;
    if (exitsInARow > patience) return deps.onGivenUp(code);
    await deps.wait(250 * 2 ** (exitsInARow - 1));
    if (!stopping && !child) start();
  };

  const start = () => {
    child = deps.fork();
    child.on('exit', (code) => void onExit(code));
    child.on('message', (message) => {
      // An engine that came up properly has earned its patience back.
      if ((message as { kind?: unknown } | null)?.kind === 'ready') exitsInARow = 0;
    });
    for (const take of takers) hand(take);
  };

  start();
  return {
    attach(take) {
      takers.add(take);
      hand(take);
      return () => takers.delete(take);
    },
    restart() {
      exitsInARow = 0;
      if (!child) start();
    },
    stop() {
      return new Promise((resolve) => {
        stopping = resolve;
        if (child) child.postMessage({ kind: 'close' });
        else resolve();
      });
    },
  };
}
