import { createHash, type Hash, hash as hashOnce } from 'node:crypto';
import { closeSync, constants, fsync, openSync, read, readSync } from 'node:fs';
import { copyFile, readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { isErrno } from './system-problem.ts';

/** Buffers to read into, used again: a new megabyte for every small file keeps the garbage collector busy. */
const spare: Buffer[] = [];
const mostSpare = 8;
const pieceBytes = 2 ** 20;

const takeSpare = (): Buffer => spare.pop() ?? Buffer.allocUnsafeSlow(pieceBytes);

function giveBack(buffer: Buffer): void {
  if (spare.length < mostSpare) spare.push(buffer);
}

const syncHandle = promisify(fsync);
const readOn = promisify(read);

/** The hash of a file of no more than a buffer's bytes; undefined when there are more to come. */
function hashAtOnce(file: number, buffer: Buffer, hash: Hash): string | undefined {
  const bytes = readSync(file, buffer, 0, buffer.length, null);
  hash.update(buffer.subarray(0, bytes));
  return bytes < buffer.length ? hash.digest('hex') : undefined;
}

/**
 * SHA-256 of a file's bytes, lower-case hex. Throws the system's error. The first megabyte is read at once, because a
 * task for another thread costs more than reading a small file; the rest piece by piece, so that others get their turn.
 */
export async function contentHash(path: string): Promise<string> {
  const hash = createHash('sha256');
  const file = openSync(path, 'r');
  const buffer = takeSpare();
  try {
    const small = hashAtOnce(file, buffer, hash);
    if (small !== undefined) return small;
    for (;;) {
      const { bytesRead } = await readOn(file, buffer, 0, buffer.length, null);
      if (bytesRead === 0) return hash.digest('hex');
      hash.update(buffer.subarray(0, bytesRead));
    }
  } finally {
    giveBack(buffer);
    closeSync(file);
  }
}

/** As `contentHash`, of bytes at hand. */
export const bytesHash = (bytes: Buffer): string => hashOnce('sha256', bytes, 'hex');

function readAtOnce(path: string, buffer: Buffer): Buffer {
  const file = openSync(path, 'r');
  try {
    return buffer.subarray(0, readSync(file, buffer, 0, buffer.length, null));
  } finally {
    closeSync(file);
  }
}

/**
 * Calls `compare` with two whole files, read at once where a buffer can hold them (`size`: of the larger one in bytes,
 * about). The buffers are not its own: it must keep no part of them. Throws the system's error.
 */
export async function withBoth<T>(
  paths: readonly [string, string],
  size: number,
  compare: (first: Buffer, second: Buffer) => T,
): Promise<T> {
  if (size > pieceBytes - 2 ** 17) {
    const [first, second] = await Promise.all(paths.map((path) => readFile(path)));
    return compare(first!, second!);
  }
  const buffers = [takeSpare(), takeSpare()];
  try {
    const [first, second] = paths.map((path, at) => readAtOnce(path, buffers[at]!));
    // One that fills its buffer may have more.
    if (first!.length < pieceBytes && second!.length < pieceBytes) return compare(first!, second!);
  } finally {
    for (const buffer of buffers) giveBack(buffer);
  }
  return withBoth(paths, Number.POSITIVE_INFINITY, compare);
}

/** Has the file's bytes and attributes on the disk when it resolves. A failed sync is never tried again: it may lie. */
export async function syncFile(path: string): Promise<void> {
  // Windows syncs only handles opened for writing.
  const file = openSync(path, process.platform === 'win32' ? 'r+' : 'r');
  try {
    await syncHandle(file);
  } finally {
    closeSync(file);
  }
}

/** Systems and network shares that cannot sync a folder say so with one of these; the rename is then theirs to keep. */
const cannotSyncFolder = ['EINVAL', 'ENOTSUP', 'EPERM', 'EISDIR', 'EACCES', 'EBADF'];

async function syncFolderNow(path: string): Promise<void> {
  let folder: number;
  try {
    folder = openSync(path, constants.O_RDONLY);
  } catch (error) {
    if (isErrno(error, ...cannotSyncFolder)) return;
    throw error;
  }
  try {
    await syncHandle(folder);
  } catch (error) {
    if (!isErrno(error, ...cannotSyncFolder)) throw error;
  } finally {
    closeSync(folder);
  }
}

interface Syncing {
  readonly now: Promise<void>;
  /** Begins when the one under way has ended; everybody who asks until then shares it. */
  next?: Promise<void>;
}

const syncing = new Map<string, Syncing>();

function beginSync(path: string): Promise<void> {
  const now = syncFolderNow(path);
  const mine: Syncing = { now };
  syncing.set(path, mine);
  const done = () => {
    if (syncing.get(path) === mine && mine.next === undefined) syncing.delete(path);
  };
  now.then(done, done);
  return now;
}

/**
 * Has a folder's names on the disk when it resolves, where the system can do that. Files of one folder that are
 * replaced at the same time share a sync, always one that began after they asked.
 */
export function syncFolder(path: string): Promise<void> {
  const current = syncing.get(path);
  if (current === undefined) return beginSync(path);
  const begin = () => beginSync(path);
  current.next ??= current.now.then(begin, begin);
  return current.next;
}

/** Copies a file to a new name, sharing blocks where the file system can, and syncs it. Refuses an existing target. */
export async function copyDurably(from: string, to: string): Promise<void> {
  await copyFile(from, to, constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE);
  await syncFile(to);
}
