import { execFile } from 'node:child_process';
import { chmod, chown, lstat, utimes } from 'node:fs/promises';
import { promisify } from 'node:util';
import type { Problem } from '../../core/problem.ts';

const run = promisify(execFile);

/**
 * Gives the new file the mode, owner, ACL and extended attributes of the old one. Node has no calls for the last two:
 * GNU cp does it on Linux; elsewhere the file was made as a copy of the old one (`withAttributes`), which keeps them.
 */
async function copyAll(from: string, to: string): Promise<Problem | undefined> {
  if (process.platform !== 'linux') return undefined;
  const names = ['--attributes-only', '--preserve=all', '--no-dereference', '--', from, to];
  try {
    await run('cp', names, { env: { PATH: process.env['PATH'], LC_ALL: 'C' } });
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
  from: string,
  to: string,
  keepMtime: boolean,
): Promise<Problem | undefined> {
  const before = await lstat(from);
  const failed = await copyAll(from, to);
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
    return {
      code: 'noPermission',
      message: 'The file belongs to another user, and its owner could not be kept. Nothing was changed.',
    };
  }
  return undefined;
}
