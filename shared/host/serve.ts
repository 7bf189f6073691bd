import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { getRequestListener } from '@hono/node-server';
import { WebSocketServer } from 'ws';
import type { Engine } from '../engine/engine.ts';
import { bodyBytes, createApp } from './web/app.ts';
import { allowedFor, type Head, judge, signInPath, type Verdict } from './web/guard.ts';
import { securityHeaders } from './web/headers.ts';
import { pageOf } from './web/pages.ts';
import { createSessions, type Sessions } from './web/session.ts';
import { uiFolder } from './web/ui-files.ts';
import { attachWebSocket } from './web-socket.ts';

const connections = 100;

export interface ServeOptions {
  /** 0 or absent: any free port. */
  readonly port?: number;
  /** Further origins under which a reverse proxy shows this host, e.g. `https://nas.example:8443`. */
  readonly origins?: readonly string[];
  /** Folder of the window's files; by default where the build puts them. */
  readonly ui?: string;
  readonly clock?: () => number;
}

export interface WebHost {
  readonly port: number;
  /** The address to open, with its token. */
  readonly url: string;
  readonly sessions: Sessions;
  /** An address that works once, for handing to a browser on a command line that others can see. */
  onceUrl(): string;
  close(): Promise<void>;
}

const one = (value: string | string[] | undefined): string | undefined =>
  Array.isArray(value) ? value[0] : value;

function headOf(request: IncomingMessage, upgrade: boolean): Head {
  const { headers } = request;
  return {
    method: request.method ?? 'GET',
    path: (request.url ?? '/').split('?', 1)[0]!,
    upgrade,
    host: headers.host,
    origin: headers.origin,
    site: one(headers['sec-fetch-site']),
    mode: one(headers['sec-fetch-mode']),
    cookie: headers.cookie,
    authorization: headers.authorization,
  };
}

function refuse(response: ServerResponse, verdict: Verdict & { ok: false }, flooded: boolean, page: boolean) {
  const status = verdict.status === 401 && flooded ? 429 : verdict.status;
  const type = page ? 'text/html; charset=utf-8' : 'application/json';
  const body = page ? pageOf('signIn') : JSON.stringify({ code: 'REFUSED', message: verdict.reason });
  response.writeHead(status, { ...securityHeaders, 'content-type': type, connection: 'close' }).end(body);
}

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ port, host }, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

function configure(server: Server): Server {
  server.maxConnections = connections;
  server.headersTimeout = 10_000;
  server.requestTimeout = 30_000;
  server.keepAliveTimeout = 5_000;
  return server;
}

/**
 * Serves the window and the contract on the loopback addresses. Throws the system's error when the port is taken.
 * The engine stays the caller's.
 */
export async function serve(
  engine: Pick<Engine, 'router' | 'thumbnail'>,
  options: ServeOptions = {},
): Promise<WebHost> {
  const v4 = configure(createServer());
  await listen(v4, options.port ?? 0, '127.0.0.1');
  const { port } = v4.address() as AddressInfo;
  const sessions = createSessions(port, options.clock);
  const origins = options.origins ?? [];
  const allowed = allowedFor(port, origins);
  const app = createApp({
    engine,
    sessions,
    ui: options.ui ?? (await uiFolder()),
    secureCookie: origins.length > 0 && origins.every((origin) => origin.startsWith('https:')),
  });
  const answer = getRequestListener(app.fetch, { overrideGlobalObjects: false });
  const sockets = new WebSocketServer({ noServer: true, maxPayload: bodyBytes });

  const onRequest = (request: IncomingMessage, response: ServerResponse) => {
    const head = headOf(request, false);
    // The printed address is `/?token=…`, which reads better than the place that swaps it.
    if (head.path === '/' && request.url?.startsWith('/?token='))
      request.url = signInPath + request.url.slice(1);
    const verdict = judge({ ...head, path: (request.url ?? '/').split('?', 1)[0]! }, allowed, sessions);
    if (verdict.ok) void answer(request, response);
    else refuse(response, verdict, sessions.isFlooded(), verdict.status === 401 && head.path === '/');
  };
  const onUpgrade = (request: IncomingMessage, socket: Duplex, start: Buffer) => {
    const head = headOf(request, true);
    const verdict = judge(head, allowed, sessions);
    if (!verdict.ok || head.path !== '/rpc') {
      const status = verdict.ok ? '404 Not Found' : `${verdict.status} Refused`;
      socket.end(`HTTP/1.1 ${status}\r\nconnection: close\r\n\r\n`);
      return;
    }
    sockets.handleUpgrade(request, socket, start, (ws) => attachWebSocket(engine, ws));
  };

  const v6 = configure(createServer());
  // Not every machine has ::1; the printed address does not need it.
  const both = await listen(v6, port, '::1').then(
    () => [v4, v6],
    () => [v4],
  );
  for (const server of both) server.on('request', onRequest).on('upgrade', onUpgrade);

  return {
    port,
    sessions,
    url: `http://127.0.0.1:${port}/?token=${sessions.token}`,
    onceUrl: () => `http://127.0.0.1:${port}${signInPath}?code=${sessions.newCode()}`,
    async close() {
      for (const ws of sockets.clients) ws.terminate();
      sockets.close();
      await Promise.all(
        both.map((server) => {
          const closed = new Promise((resolve) => server.close(resolve));
          server.closeAllConnections();
          return closed;
        }),
      );
    },
  };
}
