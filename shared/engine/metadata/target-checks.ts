import { accessSync, constants, lstatSync, realpathSync, statfsSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import type { Problem } from '../../core/problem.ts';
import { isPlaceholder, placeholderProblem } from '../placeholder.ts';
import { isErrno } from './system-problem.ts';

const problem = (code: Problem['code'], message: string): Problem => ({ code, message });

/** Room that a write needs beside twice the file: journal, undo copies that cannot be links, other programs. */
const spareBytes = 4 * 2 ** 20;

/** No link may lead out of the library, or to another place in it, on the way to the file. */
function folderProblem(root: string, folder: string): Problem | undefined {
  const [realRoot, realFolder] = [realpathSync.native(root), realpathSync.native(folder)];
  if (realFolder === join(realRoot, relative(root, folder))) return undefined;
  const outside = relative(realRoot, realFolder).split(/[/\\]/)[0] === '..';
  return outside
    ? problem('outsideLibrary', 'A link leads out of the library. Nothing was touched.')
    : problem('symbolicLink', 'The folder is a symbolic link. Nothing was touched.');
}

function isAllowed(path: string, mode: number): boolean {
  try {
    accessSync(path, mode);
    return true;
  } catch (error) {
    if (isErrno(error, 'EACCES', 'EPERM')) return false;
    // A read-only drive is told of as such.
    throw error;
  }
}

/** Why an existing file must not be replaced. Throws the system's error. */
export function replaceProblem(root: string, path: string): Problem | undefined {
  const stats = lstatSync(path);
  if (stats.isSymbolicLink())
    return problem('symbolicLink', 'It is a symbolic link, which a write would replace.');
  if (!stats.isFile()) return problem('unsupported', 'It is no file.');
  if (stats.nlink > 1) {
    return problem('hardLinked', 'The file has a second name (hard link), which a write would split off.');
  }
  if (isPlaceholder(stats)) return placeholderProblem;
  // Mode bits count for root too: whoever took the right to write away meant it, and `access` says yes to root.
  if ((stats.mode & 0o222) === 0 || !isAllowed(path, constants.W_OK)) {
    return problem('readOnlyFile', 'The file is read-only. Nothing was written.');
  }
  return createProblem(root, dirname(path));
}

/** Why nothing may be put into a folder. */
export function createProblem(root: string, folder: string): Problem | undefined {
  const leads = folderProblem(root, folder);
  if (leads !== undefined) return leads;
  const { mode } = lstatSync(folder);
  if ((mode & 0o222) !== 0 && isAllowed(folder, constants.W_OK | constants.X_OK)) return undefined;
  return problem('noPermission', 'The folder is read-only. Nothing was written.');
}

/** Twice the bytes and some room; a full disk is noticed before anything is made. */
export function roomProblem(folder: string, bytes: number): Problem | undefined {
  const { bavail, bsize } = statfsSync(folder);
  if (bavail * bsize >= 2 * bytes + spareBytes) return undefined;
  return problem(
    'diskFull',
    'There is not enough free room on the drive to write safely. Nothing was written.',
  );
}
