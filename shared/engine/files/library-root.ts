import { opendir, realpath, stat } from 'node:fs/promises';
import { basename, isAbsolute, relative, resolve, sep } from 'node:path';
import { TagbridgeError } from '../../api/errors.ts';

/** A library as far as its place is concerned. */
export interface Placed {
  readonly name: string;
  readonly path: string;
  readonly device: string | null;
}

export interface Root {
  /** Absolute real path. */
  readonly path: string;
  /** `st_dev:st_ino`: the same folder under another path has the same. */
  readonly device: string;
}

/** `st_dev:st_ino` of a folder; throws the system's error, or an Error when it is none. */
export async function deviceOf(path: string): Promise<string> {
  const stats = await stat(path, { bigint: true });
  if (!stats.isDirectory()) throw new Error('It is not a folder.');
  return `${stats.dev}:${stats.ino}`;
}

const refused = (message: string, hint: string) => new TagbridgeError('REFUSED', message, { hint });

const isInside = (inner: string, outer: string): boolean => {
  const way = relative(outer, inner);
  return way !== '' && way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
};

/** Devices of a folder and all above it: one of them is the root of a library that holds it, mounted anywhere. */
async function devicesAbove(path: string): Promise<Set<string>> {
  const found = new Set<string>();
  for (let at = path; ; ) {
    found.add(await deviceOf(at));
    const up = resolve(at, '..');
    if (up === at) return found;
    at = up;
  }
}

async function realFolder(path: string): Promise<Root> {
  try {
    const real = await realpath(path);
    await (await opendir(real)).close();
    return { path: real, device: await deviceOf(real) };
  } catch (error) {
    const missing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    throw new TagbridgeError(
      'NOT_FOUND',
      missing ? `There is no folder ${path}.` : `${path} cannot be a library.`,
      {
        hint: 'Give the path of a folder that can be read.',
        detail: error instanceof Error ? error.message : String(error),
      },
    );
  }
}

/**
 * Whether a folder may become the root of a library among `others`. Throws `NOT_FOUND` or `REFUSED` naming the
 * library in the way: the same folder (also through a link or another mount), one inside it, or one around it.
 */
export async function checkRoot(path: string, others: readonly Placed[]): Promise<Root> {
  const root = await realFolder(path);
  const above = await devicesAbove(root.path);
  for (const other of others) {
    // Another mount of the same folder is known by its device; a path by where it leads now.
    const place = await realFolder(other.path).catch(() => ({
      path: other.path,
      device: other.device ?? '',
    }));
    const same = `This folder is the library ${other.name} already`;
    if (place.path === root.path) throw refused(`${same}.`, 'Change it with: tagbridge library set');
    if (place.device === root.device)
      throw refused(`${same}, under the path ${other.path}.`, 'Add it once only.');
    if (isInside(root.path, place.path) || above.has(place.device))
      throw refused(
        `This folder lies inside the library ${other.name} (${other.path}).`,
        'Its photos are in that library already. Remove that library first to split it.',
      );
    const around =
      isInside(place.path, root.path) ||
      (await devicesAbove(place.path).catch(() => new Set())).has(root.device);
    if (around)
      throw refused(
        `The library ${other.name} (${other.path}) lies inside this folder.`,
        'Libraries do not nest. Remove that library first to add the folder around it.',
      );
  }
  return root;
}

/** A name for a library made of its folder's, not one of those taken. */
export function freeName(path: string, taken: readonly string[]): string {
  const wanted = basename(path) || 'Library';
  const used = new Set(taken.map((name) => name.toLowerCase()));
  for (let count = 1; ; count++) {
    const name = count === 1 ? wanted : `${wanted} ${count}`;
    if (!used.has(name.toLowerCase())) return name;
  }
}
