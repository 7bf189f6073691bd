import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/message-port';
import { RPCHandler } from '@orpc/server/message-port';
import type { TagbridgeClient } from '../api/client.ts';
import type { Engine } from '../engine/engine.ts';

/** What the three kinds of port have in common: DOM, worker_threads, and Electron's `MessagePortMain`. */
export type EnginePort = ConstructorParameters<typeof RPCLink>[0]['port'] & {
  start?(): void;
  close?(): void;
};

/**
 * Answers the contract on one end of a message channel, until either end is closed; streams that are open then
 * end. Returns what closes this end.
 */
export function attachPort(engine: Pick<Engine, 'router'>, port: EnginePort): () => void {
  new RPCHandler(engine.router).upgrade(port, { context: {} });
  port.start?.();
  return () => port.close?.();
}

/** The client for the other end of the channel. */
export function portClient(port: EnginePort): TagbridgeClient {
  const client: TagbridgeClient = createORPCClient(new RPCLink({ port }));
  port.start?.();
  return client;
}
