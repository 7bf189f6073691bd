import { appOrigin } from './app-url.ts';

/** Nothing but our own files; pictures also as blobs (reliability.md §4 row 11). Inline styles are what virtual rows need. */
export const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  `img-src 'self' ${appOrigin} blob: data:`,
  "font-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** Headers of every answer of the app protocol. */
export const securityHeaders = {
  'content-security-policy': contentSecurityPolicy,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
};

/** Whether a page may call into the main process: only our own, in the top frame. */
export const isOwnFrame = (frame: { url: string; parent: unknown } | null) =>
  frame !== null &&
  frame.parent === null &&
  URL.canParse(frame.url) &&
  new URL(frame.url).host === 'tagbridge' &&
  frame.url.startsWith(`${appOrigin}/`);
