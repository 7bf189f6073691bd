import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/websocket';
import { RPCHandler } from '@orpc/server/ws';
import type { WebSocket } from 'ws';
import type { TagbridgeClient } from '../api/client.ts';
import type { Engine } from '../engine/engine.ts';

/** A peer that answers no ping for this long is gone (a laptop that slept, a cable that was pulled). */
const pingEvery = 30_000;

/** Answers the contract on an open WebSocket until it closes; streams that are open then end. */
export function attachWebSocket(engine: Pick<Engine, 'router'>, socket: WebSocket): void {
  let alive = true;
  const timer = setInterval(() => {
    if (!alive) return socket.terminate();
    alive = false;
    socket.ping();
  }, pingEvery);
  timer.unref();
  socket.on('pong', () => {
    alive = true;
  });
  socket.on('close', () => clearInterval(timer));
  // A broken frame ends its own connection; without a listener it would end the process.
  socket.on('error', () => socket.terminate());
  void new RPCHandler(engine.router).upgrade(socket, { context: {} });
}

/** The client on an open (or opening) WebSocket. */
export function webSocketClient(socket: WebSocket): TagbridgeClient {
  // `ws` implements the members of the DOM's WebSocket that the link uses.
  const websocket = socket as unknown as ConstructorParameters<typeof RPCLink>[0]['websocket'];
  return createORPCClient(new RPCLink({ websocket }));
}
