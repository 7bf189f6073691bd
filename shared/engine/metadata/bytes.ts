import { createHash } from 'node:crypto';
import { closeSync, constants, createReadStream, fsyncSync, openSync } from 'node:fs';
import { copyFile, open } from 'node:fs/promises';
import { isErrno } from './system-problem.ts';

/** SHA-256 of a file's bytes, lower-case hex. Throws the system's error. */
export async function contentHash(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path, { highWaterMark: 2 ** 20 })) hash.update(chunk as Buffer);
  return hash.digest('hex');
}

/** Has the file's bytes and attributes on the disk when it returns. A failed sync is never tried again: it may lie. */
export async function syncFile(path: string): Promise<void> {
  // Windows syncs only handles opened for writing.
  const file = await open(path, process.platform === 'win32' ? 'r+' : 'r');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Systems and network shares that cannot sync a folder say so with one of these; the rename is then theirs to keep. */
const cannotSyncFolder = ['EINVAL', 'ENOTSUP', 'EPERM', 'EISDIR', 'EACCES', 'EBADF'];

/** Has a folder's names on the disk when it returns, where the system can do that. */
export function syncFolder(path: string): void {
  let fd: number;
  try {
    fd = openSync(path, constants.O_RDONLY);
  } catch (error) {
    if (isErrno(error, ...cannotSyncFolder)) return;
    throw error;
  }
  try {
    fsyncSync(fd);
  } catch (error) {
    if (!isErrno(error, ...cannotSyncFolder)) throw error;
  } finally {
    closeSync(fd);
  }
}

/** Copies a file to a new name, sharing blocks where the file system can, and syncs it. Refuses an existing target. */
export async function copyDurably(from: string, to: string): Promise<void> {
  await copyFile(from, to, constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE);
  await syncFile(to);
}
