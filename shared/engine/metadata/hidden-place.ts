import { randomBytes } from 'node:crypto';
import { lstatSync, mkdirSync, rmdirSync } from 'node:fs';
import { dirname, extname, join, relative, sep } from 'node:path';
import { syncFolder } from './bytes.ts';
import { isMountedBetween } from './mounts.ts';
import { isErrno } from './system-problem.ts';

/** What Tagbridge keeps in a library: marker, lock, temporary files, undo copies (design.md, decision 9). */
export const ownFolder = '.tagbridge';

/** The parts of `.tagbridge` that hold bytes of photos. */
type Room = 'tmp' | 'undo';

const look = (path: string) => lstatSync(path, { throwIfNoEntry: false });

/** An empty folder may be tidied away as soon as it is made. */
const mostTries = 3;

async function makeFolder(path: string): Promise<void> {
  try {
    mkdirSync(path);
    // An undo copy is only as safe as the folders that lead to it.
    await syncFolder(dirname(path));
  } catch (error) {
    if (!isErrno(error, 'EEXIST')) throw error;
  }
}

/**
 * Makes what is missing of `<root>/.tagbridge/<names…>`; true when every step is a real folder on the device `dev`, no
 * link. Every step is looked at every time: libraries are unmounted, emptied and swapped between two writes.
 */
async function makeRoom(root: string, names: readonly string[], dev: number): Promise<boolean> {
  let at = root;
  for (const name of names) {
    at = join(at, name);
    let stats = look(at);
    for (let tries = 0; stats === undefined && tries < mostTries; tries++) {
      await makeFolder(at);
      stats = look(at);
    }
    if (stats === undefined || !stats.isDirectory() || stats.dev !== dev) return false;
  }
  return true;
}

/**
 * Takes back rooms that came into being where a drive had been a moment before (ExifTool makes the folders on the way
 * to a new file): empty ones, beside which there is neither a marker nor a lock.
 */
export function dropFalseRooms(root: string): void {
  const own = join(root, ownFolder);
  try {
    if (look(join(own, 'library.json')) !== undefined || look(join(own, 'lock')) !== undefined) return;
    rmdirSync(join(own, 'tmp' satisfies Room));
    rmdirSync(own);
  } catch (error) {
    if (!isErrno(error, 'ENOENT', 'ENOTDIR', 'ENOTEMPTY', 'EACCES', 'EPERM', 'EROFS', 'EIO')) throw error;
  }
}

/** A path below the root with `/`, as the journal holds it. */
export const inRoot = (root: string, path: string): string => relative(root, path).split(sep).join('/');

/** An undo key becomes one folder name, whatever it holds. */
const folderName = (key: string): string => key.replaceAll(/[^\w.-]/g, '_').replace(/^\.+/, '_') || '_';

/**
 * A new name for bytes of the file `path` (absolute) that nothing else has: in `.tagbridge` when that is on the same
 * device and mount, so that a rename or a link reaches the photo; else beside the photo, hidden and without a media
 * extension. Returns it relative to the root; nothing is created but folders. Throws the system's error.
 */
export async function hiddenName(root: string, path: string, room: Room, key?: string): Promise<string> {
  const random = randomBytes(9).toString('hex');
  const folder = dirname(path);
  const { dev } = lstatSync(folder);
  const names = [ownFolder, room, ...(key === undefined ? [] : [folderName(key)])];
  const made = !isMountedBetween(root, folder) && (await makeRoom(root, names, dev));
  if (made) return [...names, `${random}${extname(path).toLowerCase()}`].join('/');
  // ExifTool makes a sidecar from nothing only under its own extension.
  const ending = extname(path).toLowerCase() === '.xmp' ? '.xmp' : '';
  return inRoot(root, join(folder, `${ownFolder}-${random}${ending}`));
}

/** Whether a journalled name is one that `hiddenName` could have made: recovery deletes no other. */
export const isHiddenName = (path: string): boolean =>
  !path.split('/').includes('..') &&
  (/^\.tagbridge\/(tmp|undo)\/([\w.-]+\/)?[0-9a-f]{18}(\.[^/]*)?$/.test(path) ||
    /(^|\/)\.tagbridge-[0-9a-f]{18}(\.xmp)?$/.test(path));
