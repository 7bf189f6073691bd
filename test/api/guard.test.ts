// Who may talk to the web host: reliability.md §4, row 22.
import { describe, expect, test } from 'vitest';
import { allowedFor, type Head, judge, type Secrets } from '../../shared/host/web/guard.ts';

const port = 7397;
const allowed = allowedFor(port, []);
const proxied = allowedFor(port, ['https://photos.example']);
const secrets: Secrets = {
  isSession: (cookie) => cookie === 'right',
  isToken: (authorization) => authorization === 'Bearer right',
};

const page: Head = {
  method: 'GET',
  path: '/',
  upgrade: false,
  host: '127.0.0.1:7397',
  site: 'same-origin',
  mode: 'cors',
  cookie: 'right',
};
const own = { ...page, origin: 'http://127.0.0.1:7397' };
const post = { ...own, method: 'POST', path: '/rpc/status' };
const socket: Head = { ...own, path: '/rpc', upgrade: true, mode: 'websocket' };
const program: Head = {
  method: 'POST',
  path: '/rpc/status',
  upgrade: false,
  host: 'localhost:7397',
  authorization: 'Bearer right',
};

const rows: [string, Head, number][] = [
  ['the window asks for a file', page, 200],
  ['the window opened from the address bar', { ...page, site: 'none', mode: 'navigate' }, 200],
  ['under the name localhost', { ...own, host: 'localhost:7397', origin: 'http://localhost:7397' }, 200],
  ['under the IPv6 address', { ...own, host: '[::1]:7397', origin: 'http://[::1]:7397' }, 200],
  ['the host in capitals', { ...page, host: 'LOCALHOST:7397' }, 200],
  ['no host', { ...page, host: undefined }, 400],
  ['a name rebound to this machine', { ...page, host: 'evil.example:7397' }, 403],
  ['a name that ends like ours', { ...page, host: 'x.localhost:7397' }, 403],
  ['the right name, another port', { ...page, host: '127.0.0.1:80' }, 403],
  ['the right name without the port', { ...page, host: '127.0.0.1' }, 403],
  ['the address of all interfaces', { ...page, host: '0.0.0.0:7397' }, 403],
  ['a link elsewhere to the window', { ...page, site: 'cross-site', mode: 'navigate' }, 200],
  [
    'a picture asked for by another site',
    { ...page, site: 'cross-site', mode: 'no-cors', path: '/media/1' },
    403,
  ],
  ['a page on another port of this machine', { ...page, site: 'same-site', mode: 'cors' }, 403],
  ['a fetch with a foreign origin', { ...page, origin: 'https://evil.example' }, 403],
  ['an origin that is null', { ...post, origin: 'null' }, 403],
  ['the right origin over https', { ...post, origin: 'https://127.0.0.1:7397' }, 403],
  ['an origin on another port', { ...post, origin: 'http://127.0.0.1:8080' }, 403],
  ['the window posts', post, 200],
  ['a post without origin', { ...post, origin: undefined }, 403],
  ['a post without cookie', { ...post, cookie: undefined }, 401],
  ['a post with a wrong cookie', { ...post, cookie: 'wrong' }, 401],
  [
    'a form elsewhere posts here',
    { ...post, origin: 'https://evil.example', site: 'cross-site', mode: 'navigate' },
    403,
  ],
  ['a DELETE without origin', { ...post, method: 'DELETE', origin: undefined }, 403],
  ['the window opens its socket', socket, 200],
  ['a socket without origin', { ...socket, origin: undefined }, 403],
  ['a socket from a foreign page', { ...socket, origin: 'https://evil.example', site: 'cross-site' }, 403],
  ['a socket without cookie', { ...socket, cookie: undefined }, 401],
  ['a socket under a foreign host', { ...socket, host: 'evil.example' }, 403],
  ['a program with the token', program, 200],
  ['a program with a wrong token', { ...program, authorization: 'Bearer wrong' }, 401],
  ['a wrong token beside a right cookie', { ...post, authorization: 'Bearer wrong' }, 401],
  ['a right token from a foreign page', { ...program, origin: 'https://evil.example' }, 403],
  ['a right token under a foreign host', { ...program, host: 'evil.example:7397' }, 403],
  ['a program without any secret', { ...program, authorization: undefined }, 403],
  ['a stranger comes to sign in', { ...page, path: '/session', cookie: undefined }, 200],
  ['a stranger asks for the window', { ...page, cookie: undefined }, 401],
  ['a stranger asks for a picture', { ...page, path: '/media/1', cookie: undefined }, 401],
  ['signing in by POST', { ...post, path: '/session', cookie: undefined }, 401],
  ['signing in by socket', { ...socket, path: '/session', cookie: undefined }, 401],
];

describe('one request', () => {
  test.each(rows)('%s', (_words, head, status) => {
    const verdict = judge(head, allowed, secrets);
    expect(verdict.ok ? 200 : verdict.status).toBe(status);
  });
});

describe('behind a reverse proxy', () => {
  const head = { ...post, host: 'photos.example', origin: 'https://photos.example' };
  test('its origin is allowed when it was named', () => {
    expect(judge(head, proxied, secrets).ok).toBe(true);
  });
  test('and refused when it was not', () => {
    expect(judge(head, allowed, secrets).ok).toBe(false);
  });
  test('basic authentication of the proxy is no token of ours', () => {
    expect(judge({ ...head, authorization: 'Basic abc' }, proxied, secrets).ok).toBe(true);
    expect(judge({ ...head, authorization: 'Basic abc', cookie: undefined }, proxied, secrets).ok).toBe(
      false,
    );
  });
});
