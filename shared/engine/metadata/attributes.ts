import { chmod, chown, lstat, utimes } from 'node:fs/promises';
import type { Problem } from '../../core/problem.ts';
import type { AttributeCopier } from './attribute-copier.ts';

/**
 * Gives the new file the mode, owner, ACL and extended attributes of the old one: by GNU cp on Linux; elsewhere
 * the first two only.
 */
async function copyAll(copier: AttributeCopier, from: string, to: string): Promise<Problem | undefined> {
  if (process.platform !== 'linux') return undefined;
  try {
    await copier.copy(from, to);
    return undefined;
  } catch (error) {
    const message = 'The rights and attributes of the file could not be copied. Nothing was changed.';
    return { code: 'ioError', message, detail: error instanceof Error ? error.message : String(error) };
  }
}

/**
 * Makes `to` look like `from` in all but its bytes. The time of the last change becomes now, so that other programs
 * notice, unless `keepMtime`. A file whose owner or mode cannot be kept is a Problem.
 */
export async function copyAttributes(
  copier: AttributeCopier,
  from: string,
  to: string,
  keepMtime: boolean,
): Promise<Problem | undefined> {
  const before = await lstat(from);
  const failed = await copyAll(copier, from, to);
  if (failed !== undefined) return failed;
  let after = await lstat(to);
  if (before.uid !== after.uid || before.gid !== after.gid)
    await chown(to, before.uid, before.gid).catch(() => {});
  if ((before.mode & 0o7777) !== (after.mode & 0o7777)) await chmod(to, before.mode & 0o7777);
  if (keepMtime) await utimes(to, before.atime, before.mtime);
  else await utimes(to, before.atime, new Date());
  after = await lstat(to);
  if (
    process.platform !== 'win32' &&
    (before.uid !== after.uid || before.gid !== after.gid || before.mode !== after.mode)
  ) {
    const what =
      before.uid !== after.uid
        ? 'belongs to another user, and its owner'
        : before.gid !== after.gid
          ? 'belongs to a group that you are not in, and its group'
          : 'has rights that cannot be given to a new file, and they';
    return { code: 'noPermission', message: `The file ${what} could not be kept. Nothing was changed.` };
  }
  return undefined;
}
