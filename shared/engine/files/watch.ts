import { lstat } from 'node:fs/promises';
import { excludeBy } from './exclude.ts';
import { type TreeWatch, watchTree } from './folder-watch.ts';
import { gatherHints } from './hints.ts';
import { errnoOf } from './problem.ts';
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
  /** How often a folder without events is to be scanned, and one with events looked for, ms. */
  readonly pollMs?: number;
  /**
   * Somebody found the library to be away. It is looked for at every poll then, also where its folder seems to be what
   * it was: a drive may have been out and in again between two looks, and that makes no event.
   */
  readonly isAway?: (() => boolean) | undefined;
  /** Why events cannot be trusted there; asked of the volume when not given. */
  readonly whyQuiet?: (root: string) => Promise<string | undefined>;
  /** Watches the tree; the system's own way when not given. */
  readonly watchTree?: typeof watchTree;
}

export interface LibraryWatch {
  readonly mode: 'events' | 'polling';
  /** Why it is polled. */
  readonly reason?: string;
  close(): Promise<void>;
}

const away = 'The folder went away; it is looked for from time to time.';

const limitReason = (error: unknown): string =>
  errnoOf(error) === 'ENOSPC'
    ? 'The system has no more watches to give (Linux: raise fs.inotify.max_user_watches). The folder is looked at from time to time instead.'
    : `The system could not watch every folder (${errnoOf(error) || String(error)}). The library is looked at from time to time instead.`;

/** What the root is: another one when a drive was taken out or put in. */
const identityOf = (root: string): Promise<string | undefined> =>
  lstat(root, { bigint: true }).then(
    ({ dev, ino }) => `${dev}:${ino}`,
    () => undefined,
  );

/**
 * Watches a library's folder. Events only say where to look; a scan decides. Where events cannot be trusted, or the
 * system's limits end, the whole library is named from time to time: it is never watched by half. Resolves once every
 * folder is watched.
 */
export async function watchLibrary(options: WatchOptions): Promise<LibraryWatch> {
  const { root, onDirty, onMode, pollMs = 30_000, whyQuiet = volumeReason } = options;
  const { quietMs = 300, capMs = 5000 } = options;
  const hints = gatherHints(onDirty, { quietMs, capMs });
  let mode: 'events' | 'polling' = 'events';
  let reason: string | undefined;
  let tree: TreeWatch | undefined;
  let identity: string | undefined;
  let timer: NodeJS.Timeout | undefined;
  let closed = false;

  function poll(why: string): void {
    if (closed || mode === 'polling') return;
    mode = 'polling';
    reason = why;
    hints.stop();
    tree?.close();
    tree = undefined;
    onMode?.(mode, why);
    onDirty('all');
  }

  /** While the folder is away there is nothing to poll; when it is back, events may work again. */
  async function tick(): Promise<void> {
    const now = await identityOf(root);
    if (closed) return;
    if (mode === 'events') {
      if (now !== identity) poll(away);
      else if (options.isAway?.()) onDirty('all');
    } else if (now !== undefined) {
      if (reason === away) await start();
      if (!closed) onDirty('all');
    }
  }

  function wait(): void {
    timer = setTimeout(() => void tick().finally(() => closed || wait()), pollMs);
  }

  async function start(): Promise<void> {
    mode = 'events';
    reason = undefined;
    const quiet = await whyQuiet(root).catch(() => undefined);
    if (quiet !== undefined) return poll(quiet);
    identity = await identityOf(root);
    if (identity === undefined) return poll(away);
    const onFail = (error: unknown) => poll(limitReason(error));
    try {
      const exclude = excludeBy(options.exclude);
      const onEnd = () => poll(away);
      const opened = await (options.watchTree ?? watchTree)({
        root,
        exclude,
        onTouched: touched,
        onFail,
        onEnd,
      });
      if (closed || mode !== 'events') return opened.close();
      tree = opened;
      onMode?.(mode);
    } catch (error) {
      poll(limitReason(error));
    }
    return undefined;
  }

  function touched(folder: string): void {
    hints.add(folder);
    // The root's own end is told like that of a file in it.
    if (folder === '')
      void identityOf(root).then((now) => {
        if (!closed && now !== identity) poll(away);
      });
  }

  await start();
  wait();
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
      tree?.close();
    },
  };
}
