// How a command finds the engine that holds its data folder.
import { existsSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { endpointFile } from '../../shared/host/endpoint.ts';
import { attachLocal, listenLocal } from '../../shared/host/local-socket.ts';
import { tempFolder } from '../support/pictures.ts';
import { tinyEngine } from '../support/tiny-engine.ts';

test('a second command works through the first; nothing is left behind', async () => {
  using folder = tempFolder('tagbridge-local-');
  expect(await attachLocal(folder.path)).toBeUndefined();
  const local = await listenLocal(tinyEngine, folder.path);
  expect(statSync(endpointFile(folder.path)).mode & 0o777).toBe(0o600);
  expect(statSync(local.endpoint.socket).mode & 0o777).toBe(0o600);

  const attached = await attachLocal(folder.path);
  expect(await attached?.client.status()).toEqual({ photos: 7 });
  expect(local.clients()).toBe(1);

  // Closing waits for the one that still works through it.
  let closed = false;
  const closing = local.close().then(() => (closed = true));
  expect(await attached?.client.status()).toEqual({ photos: 7 });
  expect(closed).toBe(false);
  attached?.close();
  await closing;
  expect(existsSync(endpointFile(folder.path))).toBe(false);
  expect(existsSync(local.endpoint.socket)).toBe(false);
});

test('an impatient close does not wait, and the other side hears that the engine is gone', async () => {
  using folder = tempFolder('tagbridge-local-');
  const local = await listenLocal(tinyEngine, folder.path);
  const attached = await attachLocal(folder.path);
  const gone = new Promise((resolve) => attached?.gone.addEventListener('abort', resolve));
  await local.close(AbortSignal.abort());
  await gone;
});

test('what a killed engine left behind is no engine, and is replaced', async () => {
  using folder = tempFolder('tagbridge-local-');
  const socket = join(folder.path, 'engine.sock');
  writeFileSync(socket, '');
  writeFileSync(endpointFile(folder.path), JSON.stringify({ pid: 1, socket, token: 'x' }));
  expect(await attachLocal(folder.path)).toBeUndefined();
  const local = await listenLocal(tinyEngine, folder.path);
  expect(await attachLocal(folder.path)).toBeDefined();
  await local.close(AbortSignal.abort());
});

test('without the token the socket does not open', async () => {
  using folder = tempFolder('tagbridge-local-');
  const local = await listenLocal(tinyEngine, folder.path);
  const status = await new Promise((resolve) => {
    const socket = new WebSocket(`ws+unix:${local.endpoint.socket}:/rpc`, { headers: { host: 'localhost' } });
    socket.on('unexpected-response', (_request, response) => resolve(response.statusCode));
    socket.on('open', () => resolve('open'));
    socket.on('error', () => undefined);
  });
  expect(status).toBe(401);
  await local.close();
});

test('a data folder with a path too long for a socket works all the same', async () => {
  using folder = tempFolder('tagbridge-local-');
  const deep = join(folder.path, 'x'.repeat(90), 'y'.repeat(90));
  const local = await listenLocal(tinyEngine, deep);
  const attached = await attachLocal(deep);
  expect(await attached?.client.status()).toEqual({ photos: 7 });
  await local.close(AbortSignal.abort());
  expect(existsSync(local.endpoint.socket)).toBe(false);
});
