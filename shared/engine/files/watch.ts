import { lstat } from 'node:fs/promises';
import { relative, sep } from 'node:path';
import { type FSWatcher, watch } from 'chokidar';
import { excludeBy } from './exclude.ts';
import { errnoOf } from './problem.ts';
import { parentOf } from './scan-state.ts';
import { whyQuiet as volumeReason } from './volume.ts';

export interface WatchOptions {
  readonly root: string;
  readonly exclude: readonly string[];
  /** Folders (relative) in which something happened: a hint to scan them. `all`: the whole library is in doubt. */
  readonly onDirty: (folders: readonly string[] | 'all') => void;
  /** How it is watched now; told again whenever that changes. */
  readonly onMode?: ((mode: 'events' | 'polling', reason?: string) => void) | undefined;
  /** Nothing more happens for this long before the hint is given, ms. */
  readonly quietMs?: number;
  /** It is given at the latest after this long, ms. */
  readonly capMs?: number;
  /** How often a folder without events is to be scanned, ms. */
  readonly pollMs?: number;
  /** Why events cannot be trusted there; asked of the volume when not given. */
  readonly whyQuiet?: (root: string) => Promise<string | undefined>;
}

export interface LibraryWatch {
  readonly mode: 'events' | 'polling';
  /** Why it is polled. */
  readonly reason?: string;
  close(): Promise<void>;
}

/** Gathers hints until it has been quiet for a while. */
function gatherer({ onDirty, quietMs = 300, capMs = 5000 }: WatchOptions) {
  const folders = new Set<string>();
  let since = 0;
  let timer: NodeJS.Timeout | undefined;
  const give = () => {
    timer = undefined;
    const dirty = [...folders];
    folders.clear();
    onDirty(dirty);
  };
  return {
    add(folder: string) {
      const now = performance.now();
      if (folders.size === 0) since = now;
      folders.add(folder);
      clearTimeout(timer);
      timer = setTimeout(give, Math.max(0, Math.min(quietMs, since + capMs - now)));
    },
    stop: () => clearTimeout(timer),
  };
}

const away = 'The folder went away; it is looked for from time to time.';

/** The system has no more watches or handles to give. */
const limits: ReadonlySet<string> = new Set(['ENOSPC', 'EMFILE', 'ENFILE', 'EBADF', 'ENOMEM']);
/** Trouble with one folder: the scan cannot see into it either. */
const passing: ReadonlySet<string> = new Set(['EACCES', 'EPERM', 'ENOENT']);

const limitReason = (error: unknown): string =>
  errnoOf(error) === 'ENOSPC'
    ? 'The system has no more watches to give (Linux: raise fs.inotify.max_user_watches). The folder is looked at from time to time instead.'
    : `The system could not watch every folder (${errnoOf(error) || String(error)}). The library is looked at from time to time instead.`;

/** Tells excluded places from those to watch; chokidar names them absolutely. */
function ignoredBy(root: string, globs: readonly string[]) {
  const exclude = excludeBy(globs);
  return (path: string, stats?: { isFile(): boolean }): boolean => {
    const way = relative(root, path).split(sep).join('/');
    if (way === '') return false;
    const name = way.slice(way.lastIndexOf('/') + 1);
    return stats?.isFile() ? exclude.file(way, name) : exclude.folder(way, name);
  };
}

/** One set of watches; `onFail` is called once when they cannot be trusted any more. */
async function openEvents(
  options: WatchOptions,
  add: (folder: string) => void,
  onFail: (reason: string) => void,
): Promise<FSWatcher> {
  const { root, exclude } = options;
  const watcher = watch(root, {
    ignoreInitial: true,
    followSymlinks: false,
    atomic: false,
    alwaysStat: true,
    ignored: ignoredBy(root, exclude),
  });
  watcher.on('all', (event, path) => {
    const way = relative(root, path).split(sep).join('/');
    if (way === '' && event === 'unlinkDir') return onFail(away);
    return add(way === '' ? '' : parentOf(way));
  });
  watcher.on('error', (error) => {
    if (!passing.has(errnoOf(error))) onFail(limitReason(error));
  });
  const failed = new Promise<void>((resolve) =>
    watcher.once('error', (error) => limits.has(errnoOf(error)) && resolve()),
  );
  await Promise.race([new Promise<void>((resolve) => watcher.once('ready', () => resolve())), failed]);
  return watcher;
}

/**
 * Watches a library's folder. Events only say where to look; a scan decides. Where events cannot be trusted, or the
 * system's limits end, the whole library is named from time to time: it is never watched by half. Resolves once every
 * folder is watched.
 */
export async function watchLibrary(options: WatchOptions): Promise<LibraryWatch> {
  const hints = gatherer(options);
  const { root, onDirty, onMode, pollMs = 30_000, whyQuiet = volumeReason } = options;
  let mode: 'events' | 'polling' = 'events';
  let reason: string | undefined;
  let watcher: FSWatcher | undefined;
  let timer: NodeJS.Timeout | undefined;
  let closed = false;

  /** While the folder is away there is nothing to poll; when it is back, events may work again. */
  async function tick(): Promise<void> {
    const there = await lstat(root).then(
      () => true,
      () => false,
    );
    if (closed) return;
    if (there && reason === away) {
      await start();
      onDirty('all');
    } else if (there) onDirty('all');
    if (mode === 'polling' && !closed) timer = setTimeout(() => void tick(), pollMs);
  }

  async function poll(why: string): Promise<void> {
    if (closed || mode === 'polling') return;
    mode = 'polling';
    reason = why;
    hints.stop();
    const failing = watcher;
    watcher = undefined;
    onMode?.(mode, why);
    onDirty('all');
    timer = setTimeout(() => void tick(), pollMs);
    await failing?.close();
  }

  async function start(): Promise<void> {
    mode = 'events';
    reason = undefined;
    const quiet = await whyQuiet(root).catch(() => undefined);
    if (quiet !== undefined) return poll(quiet);
    let failedEarly: string | undefined;
    const opened = await openEvents(options, hints.add, (why) => {
      failedEarly = why;
      void poll(why);
    });
    if (closed || failedEarly !== undefined) return opened.close();
    watcher = opened;
    onMode?.(mode);
    return undefined;
  }

  await start();
  return {
    get mode() {
      return mode;
    },
    get reason() {
      return reason!;
    },
    async close() {
      closed = true;
      hints.stop();
      clearTimeout(timer);
      await watcher?.close();
    },
  };
}
