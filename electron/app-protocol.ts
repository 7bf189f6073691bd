import { readFile } from 'node:fs/promises';
import { resolveAppUrl } from './app-url.ts';
import { securityHeaders } from './content-security.ts';
import type { ImageDesk } from './images.ts';
import { mimeOf } from './mime.ts';

const answer = (status: number, body: BodyInit | null, type: string, cache = 'no-cache') =>
  new Response(body, {
    status,
    headers: { ...securityHeaders, 'content-type': type, 'cache-control': cache },
  });

/** Answers the window's requests: its own files below `root`, and thumbnails by file id. */
export function createAppProtocol(root: string, images: ImageDesk) {
  return async (request: { url: string; method: string }): Promise<Response> => {
    const wanted = request.method === 'GET' ? resolveAppUrl(request.url, root) : { kind: 'refused' as const };
    if (wanted.kind === 'refused') return answer(403, 'Refused', 'text/plain');
    if (wanted.kind === 'asset') {
      const bytes = await readFile(wanted.path).catch(() => null);
      return bytes ? answer(200, bytes, mimeOf(wanted.path)) : answer(404, 'Not found', 'text/plain');
    }
    const image = await images.ask(wanted.file, wanted.size);
    if ('problem' in image) return answer(404, image.problem, 'text/plain');
    const cache = wanted.versioned ? 'private, max-age=31536000, immutable' : 'private, max-age=60';
    return answer(200, image.bytes as BodyInit, image.mime, cache);
  };
}
