import { chmodSync, chownSync, lstatSync, utimesSync } from 'node:fs';
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

/** Only root may give a file away; what came of it is looked at afterwards. */
function tryChown(path: string, uid: number, gid: number): void {
  try {
    chownSync(path, uid, gid);
  } catch {
    // Told apart by the owner that the file has then.
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
  const before = lstatSync(from);
  const failed = await copyAll(copier, from, to);
  if (failed !== undefined) return failed;
  let after = lstatSync(to);
  if (before.uid !== after.uid || before.gid !== after.gid) tryChown(to, before.uid, before.gid);
  if ((before.mode & 0o7777) !== (after.mode & 0o7777)) chmodSync(to, before.mode & 0o7777);
  utimesSync(to, before.atime, keepMtime ? before.mtime : new Date());
  after = lstatSync(to);
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
