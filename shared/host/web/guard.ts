/**
 * Who may talk to the web host, decided from the head of a request alone. The TCP port is open to every user of the
 * machine and to every page in every browser on it, so: an exact Host (DNS rebinding), an exact Origin where a
 * browser sends one and must (cross-site requests and WebSockets), and a secret for all that is not sign-in.
 * Reliability.md §4, rows 20 to 24.
 */

export interface Head {
  readonly method: string;
  /** Path without the query. */
  readonly path: string;
  readonly upgrade: boolean;
  readonly host?: string | undefined;
  readonly origin?: string | undefined;
  /** `Sec-Fetch-Site` and `Sec-Fetch-Mode`, which pages cannot forge. */
  readonly site?: string | undefined;
  readonly mode?: string | undefined;
  readonly cookie?: string | undefined;
  readonly authorization?: string | undefined;
}

export interface Allowed {
  /** `name:port`, exactly. */
  readonly hosts: ReadonlySet<string>;
  /** `scheme://name:port`, exactly. */
  readonly origins: ReadonlySet<string>;
}

export interface Secrets {
  isSession(cookie: string | undefined): boolean;
  isToken(authorization: string | undefined): boolean;
}

export type Verdict =
  | { readonly ok: true }
  | { readonly ok: false; readonly status: 400 | 401 | 403; readonly reason: string };

/** Where a browser comes to swap the token or a one-time code for its cookie. */
export const signInPath = '/session';

const refuse = (status: 400 | 401 | 403, reason: string): Verdict => ({ ok: false, status, reason });
const safe = new Set(['GET', 'HEAD']);

/** The names under which a host on `port` is reached, and what a reverse proxy adds. */
export function allowedFor(port: number, extraOrigins: readonly string[]): Allowed {
  const names = ['127.0.0.1', 'localhost', '[::1]'];
  const local = names.flatMap((name) => (port === 80 ? [`${name}:80`, name] : [`${name}:${port}`]));
  const extra = extraOrigins.map((origin) => new URL(origin));
  return {
    hosts: new Set([...local, ...extra.map((url) => url.host)]),
    origins: new Set([...local.map((host) => `http://${host}`), ...extra.map((url) => url.origin)]),
  };
}

/** A page elsewhere, another port of this machine included, may link here but not fetch from here. */
function isForeign(head: Head): boolean {
  if (head.site === undefined || head.site === 'same-origin' || head.site === 'none') return false;
  return !(head.mode === 'navigate' && head.method === 'GET' && !head.upgrade);
}

/** Decides one request or upgrade. */
export function judge(head: Head, allowed: Allowed, secrets: Secrets): Verdict {
  if (head.host === undefined) return refuse(400, 'The request names no host.');
  if (!allowed.hosts.has(head.host.toLowerCase())) return refuse(403, 'This host name is not served here.');
  if (head.origin !== undefined && !allowed.origins.has(head.origin)) {
    return refuse(403, 'Requests from this origin are refused.');
  }
  if (isForeign(head)) return refuse(403, 'Requests from another site are refused.');
  // Another scheme is a proxy's business.
  const byToken = head.authorization?.startsWith('Bearer ') ?? false;
  if (byToken && !secrets.isToken(head.authorization)) return refuse(401, 'The token is wrong.');
  const unsafe = head.upgrade || !safe.has(head.method);
  // Browsers always send an Origin here; a program shows the token itself, which no page can know.
  if (unsafe && head.origin === undefined && !byToken) return refuse(403, 'The request names no origin.');
  if (byToken || secrets.isSession(head.cookie)) return { ok: true };
  if (head.path === signInPath && head.method === 'GET' && !head.upgrade) return { ok: true };
  return refuse(401, 'Open the address that Tagbridge printed when it started.');
}
