// The web host as a browser, a program and a stranger meet it.
import { mkdirSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { connect } from 'node:net';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { serve, type WebHost } from '../../shared/host/serve.ts';
import { createSessions } from '../../shared/host/web/session.ts';
import { webSocketClient } from '../../shared/host/web-socket.ts';
import { tempFolder } from '../support/pictures.ts';
import { tinyEngine } from '../support/tiny-engine.ts';

const folder = tempFolder('tagbridge-web-');
let web: WebHost;
let base: string;

interface Answer {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  body: string;
}

/** `fetch` forbids Host and Origin; a plain request does not. */
function ask(path: string, headers: Record<string, string> = {}, method = 'GET', body = ''): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request(
      { host: '127.0.0.1', port: web.port, path, method, headers, agent: false },
      (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (part) => (text += part));
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text }),
        );
      },
    );
    sent.on('error', reject);
    sent.end(body);
  });
}

async function cookie(): Promise<string> {
  const { headers } = await ask(new URL(web.url).pathname + new URL(web.url).search);
  return String(headers['set-cookie']).split(';')[0]!;
}

beforeAll(async () => {
  const ui = join(folder.path, 'ui');
  mkdirSync(join(ui, 'assets'), { recursive: true });
  writeFileSync(join(ui, 'index.html'), '<title>window</title>');
  writeFileSync(join(ui, 'assets', 'app.js'), '1');
  writeFileSync(join(folder.path, 'secret.html'), 'secret');
  web = await serve(tinyEngine, { ui });
  base = `http://127.0.0.1:${web.port}`;
});
afterAll(async () => {
  await web.close();
  folder.remove();
});

test('the printed address signs a browser in once and for all', async () => {
  const first = await ask(`/${new URL(web.url).search}`);
  expect(first.status).toBe(200);
  const set = String(first.headers['set-cookie']);
  expect(set).toMatch(/^tagbridge_\d+=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/);
  expect(set).not.toContain(web.sessions.token);
  expect(first.body).toContain('url=/');
  const page = await ask('/', { cookie: set.split(';')[0]! });
  expect(page).toMatchObject({ status: 200, body: '<title>window</title>' });
});

test('a one-time address works once', async () => {
  const { pathname, search } = new URL(web.onceUrl());
  expect((await ask(pathname + search)).status).toBe(200);
  expect((await ask(pathname + search)).status).toBe(401);
});

test('a stranger gets a page that says what to do, and no file', async () => {
  const answer = await ask('/');
  expect(answer.status).toBe(401);
  expect(answer.body).toContain('Open the address that Tagbridge printed');
  expect((await ask('/assets/app.js')).status).toBe(401);
});

test('every answer carries the security headers', async () => {
  for (const path of ['/', '/nowhere', `/?token=${web.sessions.token}`, '/media/1']) {
    const { headers } = await ask(path, { cookie: await cookie() });
    expect(headers['content-security-policy']).toContain("default-src 'none'");
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['referrer-policy']).toBe('no-referrer');
    expect(headers['x-frame-options']).toBe('DENY');
    expect(headers['access-control-allow-origin']).toBeUndefined();
  }
});

test.each([
  '/../secret.html',
  '/%2e%2e/secret.html',
  '/..%2fsecret.html',
  '/assets/..%5c..%5csecret.html',
  '/assets/%00.js',
  '/%E0%A4%A',
])('no file outside the window is served: %s', async (path) => {
  const answer = await ask(path, { cookie: await cookie() });
  expect(answer.status).toBeGreaterThanOrEqual(400);
  expect(answer.body).not.toContain('secret');
});

test('pictures come with a mime type and a tag; an unreadable one says why', async () => {
  const signed = { cookie: await cookie() };
  const picture = await ask('/media/1?size=200', signed);
  expect(picture).toMatchObject({
    status: 200,
    body: 'a picture',
    headers: { 'content-type': 'image/jpeg' },
  });
  expect(picture.headers['cache-control']).toBe('private, max-age=60');
  const versioned = await ask('/media/1?size=200&v=abc', signed);
  expect(versioned.headers['cache-control']).toContain('immutable');
  const again = await ask('/media/1?size=200', {
    ...signed,
    'if-none-match': String(picture.headers['etag']),
  });
  expect(again.status).toBe(304);
  const broken = await ask('/media/2', signed);
  expect([broken.status, JSON.parse(broken.body).code]).toEqual([404, 'unreadable']);
  for (const bad of ['/media/x', '/media/1?size=0', '/media/1?size=99999', '/media/1?size=1e3']) {
    expect((await ask(bad, signed)).status).toBe(400);
  }
});

test('a program calls the contract over HTTP with the token', async () => {
  const headers = { authorization: `Bearer ${web.sessions.token}`, 'content-type': 'application/json' };
  const answer = await ask('/rpc/status', headers, 'POST', '{}');
  expect(JSON.parse(answer.body)).toEqual({ json: { photos: 7 } });
});

test('a body over 1 MB is refused', async () => {
  const headers = { authorization: `Bearer ${web.sessions.token}`, 'content-type': 'application/json' };
  const answer = await ask('/rpc/status', headers, 'POST', `{"json":"${'x'.repeat(2 ** 20)}"}`);
  expect(answer.status).toBe(413);
});

function dial(headers: Record<string, string>): Promise<WebSocket | number> {
  const socket = new WebSocket(`ws://127.0.0.1:${web.port}/rpc`, { headers });
  return new Promise((resolve) => {
    socket.on('open', () => resolve(socket));
    socket.on('unexpected-response', (_request, response) => resolve(response.statusCode ?? 0));
    socket.on('error', () => undefined);
  });
}

test('the socket opens for the window and for nobody else', async () => {
  const signed = await cookie();
  const open = await dial({ cookie: signed, origin: base });
  expect(open).toBeInstanceOf(WebSocket);
  const client = webSocketClient(open as WebSocket);
  expect(await client.status()).toEqual({ photos: 7 });
  (open as WebSocket).close();
  expect(await dial({ cookie: signed })).toBe(403);
  expect(await dial({ cookie: signed, origin: 'http://evil.example' })).toBe(403);
  expect(await dial({ origin: base })).toBe(401);
  expect(await dial({ cookie: signed, origin: base, host: 'evil.example' })).toBe(403);
});

test('a flood of wrong secrets is told to wait, and does not lock the owner out', () => {
  let now = 0;
  const sessions = createSessions(1, () => now);
  const answers = Array.from({ length: 1000 }, (_, at) => sessions.signIn(`wrong ${at}`));
  expect(answers.filter((answer) => answer === 'wrong')).toHaveLength(20);
  expect(answers.filter((answer) => answer === 'tooMany')).toHaveLength(980);
  expect(sessions.signIn(sessions.token)).toBe('ok');
  now += 61_000;
  expect(sessions.signIn('wrong')).toBe('wrong');
});

test('a one-time code dies after two minutes', () => {
  let now = 0;
  const sessions = createSessions(1, () => now);
  const code = sessions.newCode();
  now = 121_000;
  expect(sessions.signIn(code)).toBe('wrong');
});

test('other machines cannot connect', async () => {
  const outside = Object.values(networkInterfaces())
    .flat()
    .find((address) => address && !address.internal && address.family === 'IPv4');
  const refused = (host: string) =>
    new Promise<boolean>((resolve) => {
      const socket = connect({ host, port: web.port }, () => {
        socket.destroy();
        resolve(false);
      });
      socket.on('error', () => resolve(true));
    });
  expect(await refused('127.0.0.1')).toBe(false);
  if (outside) expect(await refused(outside.address)).toBe(true);
});
