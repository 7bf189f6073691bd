import { setTimeout as wait } from 'node:timers/promises';
import type { TagbridgeClient } from '../api/client.ts';
import type { Engine, EngineDeps } from '../engine/engine.ts';
import { attachLocal, type LocalSocket, listenLocal } from './local-socket.ts';

/** An engine of this process, which other commands can work through. */
export interface Held {
  readonly engine: Engine;
  readonly local: LocalSocket;
  /** Waits for the commands that work through it (until the signal fires), then closes the engine. */
  close(signal?: AbortSignal): Promise<void>;
}

/** How a command reaches an engine: its own, or the one that already holds the data folder. */
export interface Connection {
  readonly client: TagbridgeClient;
  readonly held?: Held;
  /** Fires when an engine of another process goes away. */
  readonly gone?: AbortSignal;
  close(signal?: AbortSignal): Promise<void>;
}

/** Another command may be starting or ending its engine: how long to try before giving up. */
const patience = 15_000;

const isBusy = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'code' in error && error.code === 'BUSY';

/** Starts an engine in this process and opens its local socket. Throws BUSY when another holds the folder. */
export async function holdEngine(deps: EngineDeps): Promise<Held> {
  const { createEngine } = await import('../engine/engine.ts');
  const engine = await createEngine(deps);
  try {
    const local = await listenLocal(engine, deps.dataDir);
    return {
      engine,
      local,
      async close(signal) {
        await local.close(signal);
        await engine.close();
      },
    };
  } catch (error) {
    await engine.close();
    throw error;
  }
}

/** Attaches to the engine that holds the data folder, or starts one. */
export async function connect(deps: EngineDeps): Promise<Connection> {
  const until = Date.now() + patience;
  for (;;) {
    const attached = await attachLocal(deps.dataDir);
    if (attached) {
      const { client, gone } = attached;
      return { client, gone, close: async () => attached.close() };
    }
    try {
      const held = await holdEngine(deps);
      return { client: held.engine.client, held, close: (signal) => held.close(signal) };
    } catch (error) {
      if (!isBusy(error) || Date.now() > until) throw error;
      await wait(100);
    }
  }
}
