import { createHash } from 'node:crypto';
import type { Engine } from '../../engine/engine.ts';

const largest = 8192;

/** A picture's file id and size from the address, or undefined when they are none. */
export function mediaRequest(
  id: string,
  size: string | undefined,
): { file: number; size: number } | undefined {
  const wanted = size ?? '320';
  if (!/^\d{1,15}$/.test(id) || !/^\d{1,5}$/.test(wanted)) return undefined;
  const pixels = Number(wanted);
  return pixels < 1 || pixels > largest ? undefined : { file: Number(id), size: pixels };
}

/** `/media/FILE?size=PIXELS`: the picture, or the Problem as JSON. A `v` in the address promises it never changes. */
export async function mediaResponse(
  engine: Pick<Engine, 'thumbnail'>,
  { file, size }: { file: number; size: number },
  request: Request,
): Promise<Response> {
  const image = await engine.thumbnail(file, size, request.signal);
  if (!('bytes' in image)) return Response.json(image, { status: 404 });
  const etag = `"${createHash('sha256').update(image.bytes).digest('base64url').slice(0, 22)}"`;
  const versioned = new URL(request.url).searchParams.has('v');
  const headers = {
    'content-type': image.mime,
    etag,
    'cache-control': versioned ? 'private, max-age=31536000, immutable' : 'private, max-age=60',
  };
  if (request.headers.get('if-none-match') === etag) return new Response(null, { status: 304, headers });
  return new Response(new Uint8Array(image.bytes), { headers });
}
