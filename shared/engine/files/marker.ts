import { constants } from 'node:fs';
import { lstat, mkdir, open, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { TagbridgeError } from '../../api/errors.ts';
import { errnoOf } from './problem.ts';

/** Says which library a folder is, so that another drive at the same path is never taken for it. */
export interface Marker {
  readonly format: 1;
  readonly id: string;
  /** ISO time, for people. */
  readonly created: string;
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Only what we know, of the shape we know: an id is an id, and names no path. */
function markerOf(text: string): Marker | undefined {
  const { format, id, created } = Object(JSON.parse(text)) as { [member: string]: unknown };
  if (format !== 1 || typeof id !== 'string' || !uuid.test(id)) return undefined;
  if (typeof created !== 'string' || created.length > 40) return undefined;
  return { format, id, created };
}
const maxBytes = 65_536;

/** The folder of our own in a library's root. */
export const traceFolder = '.tagbridge';
const markerPath = (root: string) => join(root, traceFolder, 'library.json');

export type MarkerReading =
  | { readonly state: 'present'; readonly marker: Marker }
  | { readonly state: 'absent' }
  /** There is something, but no marker that we understand. */
  | { readonly state: 'unreadable'; readonly detail: string };

/** Reads a marker as hostile input: no links, a limited size, a checked shape; it never names a path. */
export async function readMarker(root: string): Promise<MarkerReading> {
  try {
    if ((await lstat(join(root, traceFolder))).isSymbolicLink())
      return { state: 'unreadable', detail: `${traceFolder} is a symbolic link` };
    const file = await open(markerPath(root), constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0));
    try {
      const { bytesRead, buffer } = await file.read(Buffer.alloc(maxBytes + 1), 0, maxBytes + 1, 0);
      if (bytesRead > maxBytes) return { state: 'unreadable', detail: 'the marker is too long' };
      const marker = markerOf(buffer.toString('utf8', 0, bytesRead));
      return marker
        ? { state: 'present', marker }
        : { state: 'unreadable', detail: 'it is no marker of ours' };
    } finally {
      await file.close();
    }
  } catch (error) {
    if (errnoOf(error) === 'ENOENT' || errnoOf(error) === 'ENOTDIR') return { state: 'absent' };
    return { state: 'unreadable', detail: error instanceof Error ? error.message : String(error) };
  }
}

/** Writes the marker once, when a library is added; refuses to replace one. It is never made again by itself. */
export async function writeMarker(root: string, marker: Marker): Promise<void> {
  try {
    await mkdir(join(root, traceFolder), { recursive: true });
    await writeFile(markerPath(root), `${JSON.stringify(marker, undefined, 2)}\n`, { flag: 'wx' });
  } catch (error) {
    throw new TagbridgeError('REFUSED', 'The folder could not be marked as a library.', {
      hint: 'Make it writable, or add it with --writes none, which writes nothing there.',
      detail: error instanceof Error ? error.message : String(error),
    });
  }
}
