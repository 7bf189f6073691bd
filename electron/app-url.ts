import { isAbsolute, join, relative } from 'node:path';

/** Scheme and origin under which the window's own files and thumbnails are served. */
export const appScheme = 'app';
export const appOrigin = `${appScheme}://tagbridge`;

export type AppRequest =
  | { readonly kind: 'asset'; readonly path: string }
  | { readonly kind: 'thumbnail'; readonly file: number; readonly size: number; readonly versioned: boolean }
  | { readonly kind: 'refused' };

const refused: AppRequest = { kind: 'refused' };

/** The path of a URL with every escape undone once; null where the escapes are broken or hide a separator or NUL. */
function plainPath(url: URL): string | null {
  if (/%2f|%5c|%00/i.test(url.pathname)) return null;
  try {
    const path = decodeURIComponent(url.pathname);
    return path.includes('\\') || path.includes('\0') ? null : path;
  } catch {
    return null;
  }
}

/**
 * What a request of the window asks for. Assets are absolute paths that never leave `root`; thumbnails are named by
 * file id, never by path, so that a page cannot reach a file that the index does not hold.
 */
export function resolveAppUrl(text: string, root: string): AppRequest {
  if (!URL.canParse(text)) return refused;
  const url = new URL(text);
  if (url.protocol !== `${appScheme}:` || url.host !== 'tagbridge') return refused;
  const path = plainPath(url);
  if (path === null) return refused;

  const media = /^\/media\/(\d{1,15})$/.exec(path);
  if (media) {
    const size = Number(url.searchParams.get('size') ?? 320);
    if (!Number.isInteger(size) || size < 16 || size > 4096) return refused;
    return { kind: 'thumbnail', file: Number(media[1]), size, versioned: url.searchParams.has('v') };
  }

  const asset = join(root, path === '/' ? 'index.html' : path);
  const inside = relative(root, asset);
  if (inside === '' || inside.startsWith('..') || isAbsolute(inside)) return refused;
  return { kind: 'asset', path: asset };
}
