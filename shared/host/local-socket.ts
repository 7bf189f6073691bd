import { createHash } from 'node:crypto';
import { chmod, mkdir, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { WebSocket, WebSocketServer } from 'ws';
import type { TagbridgeClient } from '../api/client.ts';
import type { Engine } from '../engine/engine.ts';
import {
  type Endpoint,
  endpointFile,
  makePrivateFolder,
  newToken,
  readEndpoint,
  removeEndpoint,
  writePrivate,
} from './endpoint.ts';
import { sameSecret } from './web/session.ts';
import { attachWebSocket, webSocketClient } from './web-socket.ts';

/** `sun_path` holds 104 bytes on macOS, 108 on Linux, with the closing zero. */
const longestPath = 100;
/** Commands name files by path, up to 100,000 of them. */
const messageBytes = 256 * 2 ** 20;

/** The socket lies in the data folder; where that path is too long for one, in a folder of the user's own. */
async function socketPath(dataDir: string): Promise<string> {
  const key = createHash('sha256').update(dataDir).digest('hex').slice(0, 20);
  if (process.platform === 'win32') return `\\\\.\\pipe\\tagbridge-${key}`;
  const inside = join(dataDir, 'engine.sock');
  if (Buffer.byteLength(inside) <= longestPath) return inside;
  const folder = join(process.env['XDG_RUNTIME_DIR'] ?? tmpdir(), `tagbridge-${userInfo().uid}`);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await chmod(folder, 0o700);
  return join(folder, `${key}.sock`);
}

export interface LocalSocket {
  readonly endpoint: Endpoint;
  /** How many other commands work through this engine now. */
  clients(): number;
  /** Takes no new clients, waits until those there are done (or the signal fires), and removes its traces. */
  close(signal?: AbortSignal): Promise<void>;
}

/**
 * Lets other commands on this machine, of this user, work through the engine that holds the data folder. The caller
 * holds the folder's lock, so a socket file found there is a dead one's.
 */
export async function listenLocal(engine: Pick<Engine, 'router'>, dataDir: string): Promise<LocalSocket> {
  await makePrivateFolder(dataDir);
  const path = await socketPath(dataDir);
  const token = newToken();
  const sockets = new WebSocketServer({ noServer: true, maxPayload: messageBytes });
  const server = createServer((_request, response) => response.writeHead(404).end());
  server.on('upgrade', (request, socket, start) => {
    if (!sameSecret(request.headers.authorization ?? '', `Bearer ${token}`)) {
      socket.end('HTTP/1.1 401 Refused\r\nconnection: close\r\n\r\n');
      return;
    }
    sockets.handleUpgrade(request, socket, start, (ws) => attachWebSocket(engine, ws));
  });
  if (process.platform !== 'win32') await rm(path, { force: true });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(path, resolve);
  });
  if (process.platform !== 'win32') await chmod(path, 0o600);
  const endpoint = { pid: process.pid, socket: path, token };
  await writePrivate(endpointFile(dataDir), endpoint);

  return {
    endpoint,
    clients: () => sockets.clients.size,
    async close(signal) {
      await removeEndpoint(endpointFile(dataDir), token);
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      const all = [...sockets.clients];
      const drained = Promise.all(all.map((ws) => new Promise((resolve) => ws.once('close', resolve))));
      await Promise.race([drained, aborted(signal)]);
      for (const ws of sockets.clients) ws.terminate();
      server.closeAllConnections();
      await closed;
    },
  };
}

const aborted = (signal: AbortSignal | undefined): Promise<void> =>
  new Promise((resolve) => {
    if (signal?.aborted) resolve();
    signal?.addEventListener('abort', () => resolve(), { once: true });
  });

export interface Attached {
  readonly client: TagbridgeClient;
  /** Fires when the engine at the other end goes away. */
  readonly gone: AbortSignal;
  close(): void;
}

/** The client of the engine that holds the data folder; undefined when none answers. */
export async function attachLocal(dataDir: string): Promise<Attached | undefined> {
  const endpoint = await readEndpoint<Endpoint>(endpointFile(dataDir));
  if (endpoint === undefined) return undefined;
  const socket = new WebSocket(`ws+unix:${endpoint.socket}:/rpc`, {
    headers: { authorization: `Bearer ${endpoint.token}`, host: 'localhost' },
    handshakeTimeout: 3000,
    maxPayload: messageBytes,
    perMessageDeflate: false,
  });
  const opened = await new Promise<boolean>((resolve) => {
    socket.once('open', () => resolve(true));
    socket.once('error', () => resolve(false));
  });
  if (!opened) return undefined;
  const gone = new AbortController();
  socket.once('close', () => gone.abort());
  socket.on('error', () => socket.terminate());
  return { client: webSocketClient(socket), gone: gone.signal, close: () => socket.close() };
}
