import { type FSWatcher, watch } from 'node:fs';
import { lstat, readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Exclude } from './exclude.ts';
import { errnoOf } from './problem.ts';
import { isBelow, parentOf, under } from './scan-state.ts';

export interface TreeWatchOptions {
  readonly root: string;
  readonly exclude: Exclude;
  /** Something happened in this folder (relative). */
  readonly onTouched: (folder: string) => void;
  /** The watches cannot be trusted any more. Called once at most; close and look at everything. */
  readonly onFail: (error: unknown) => void;
  /** The root itself was moved, removed or unmounted, and the watches may have ended with it. */
  readonly onEnd: () => void;
}

export interface TreeWatch {
  /** Folders that are watched. */
  readonly size: number;
  close(): void;
}

/** Trouble with one folder: the scan cannot see into it either. */
const passing: ReadonlySet<string> = new Set(['EACCES', 'EPERM', 'ENOENT', 'ENOTDIR']);

/**
 * One inotify watch a folder: cheap where files are many, and it hears of changes that keep a file's time, too. A new
 * folder is watched first and listed then, so that nothing falls between.
 */
function createFolderWatches({ root, exclude, onTouched, onFail, onEnd }: TreeWatchOptions) {
  const watches = new Map<string, FSWatcher>();
  let closed = false;

  function fail(error: unknown): void {
    if (closed || passing.has(errnoOf(error))) return;
    close();
    onFail(error);
  }

  function drop(folder: string): void {
    for (const [path, watcher] of watches)
      if (isBelow(path, new Set([folder]))) {
        watcher.close();
        watches.delete(path);
      }
  }

  /** What came or went under a name: a folder is watched anew, for it may be another one than it was. */
  async function renamed(folder: string, name: string): Promise<void> {
    const path = under(folder, name);
    if (watches.has(path)) drop(path);
    if (exclude.folder(path, name)) return;
    const stats = await lstat(join(root, path)).catch(() => undefined);
    if (closed || !stats?.isDirectory()) return;
    await add(path);
    onTouched(path);
  }

  function heard(folder: string, event: string, name: string | null): void {
    if (closed) return;
    if (name === null) {
      onTouched(folder);
      return;
    }
    // A watch's own end has its folder's name, not one in it. A drive that is back again already looks as before.
    if (event === 'rename' && folder === '' && name === basename(root)) onEnd();
    if (event === 'rename') void renamed(folder, name).catch(fail);
    const path = under(folder, name);
    // A name may be a file's or a folder's: what either rule leaves out by its name is not our business.
    if (!exclude.file(path, name) && !exclude.folder(path, name)) onTouched(folder);
  }

  function open(folder: string): boolean {
    if (watches.has(folder)) return false;
    try {
      const watcher = watch(join(root, folder), (event, name) => heard(folder, event, name));
      watcher.on('error', (error) => {
        watches.delete(folder);
        watcher.close();
        fail(error);
      });
      watches.set(folder, watcher);
      return true;
    } catch (error) {
      if (!passing.has(errnoOf(error))) throw error;
      return false;
    }
  }

  /** Watches a folder and all below it. */
  async function add(top: string): Promise<void> {
    const waiting = [top];
    while (waiting.length > 0 && !closed) {
      const folder = waiting.pop()!;
      if (!open(folder)) continue;
      const entries = await readdir(join(root, folder), { withFileTypes: true }).catch((error: unknown) => {
        if (!passing.has(errnoOf(error))) throw error;
        return [];
      });
      for (const entry of entries)
        if (entry.isDirectory() && !exclude.folder(under(folder, entry.name), entry.name))
          waiting.push(under(folder, entry.name));
    }
  }

  function close(): void {
    closed = true;
    for (const watcher of watches.values()) watcher.close();
    watches.clear();
  }

  return { add, close, watches };
}

async function watchFolders(options: TreeWatchOptions): Promise<TreeWatch> {
  const folders = createFolderWatches(options);
  try {
    await folders.add('');
  } catch (error) {
    folders.close();
    throw error;
  }
  return {
    get size() {
      return folders.watches.size;
    },
    close: folders.close,
  };
}

/** Where the system watches whole trees itself (FSEvents, ReadDirectoryChangesW). */
function watchRecursively({ root, exclude, onTouched, onFail }: TreeWatchOptions): TreeWatch {
  let closed = false;
  const watcher = watch(root, { recursive: true }, (_, name) => {
    if (closed) return;
    // No name: more happened than could be told.
    if (name === null) {
      onFail(Object.assign(new Error('Events were lost.'), { code: 'EOVERFLOW' }));
      return;
    }
    const path = name.replaceAll('\\', '/');
    const parts = path.split('/');
    const isOut = parts.some((part, at) => exclude.folder(parts.slice(0, at + 1).join('/'), part));
    if (!isOut && !exclude.file(path, parts.at(-1)!)) onTouched(parentOf(path));
  });
  watcher.on('error', (error) => {
    if (!closed && !passing.has(errnoOf(error))) onFail(error);
  });
  return {
    size: 1,
    close() {
      closed = true;
      watcher.close();
    },
  };
}

/** Watches a tree of folders; resolves once all of it is watched. Throws the system's error (limits among them). */
export const watchTree = (options: TreeWatchOptions): Promise<TreeWatch> =>
  process.platform === 'linux' ? watchFolders(options) : Promise.resolve(watchRecursively(options));
