import { listLibraries } from './db/libraries.ts';
import { type LibraryWatch, watchLibrary } from './files/watch.ts';
import { scanOne } from './scan-libraries.ts';
import type { Services } from './services.ts';

/** What a hint led to. */
export interface Seen {
  /** Library id. */
  readonly library: string;
  readonly photos: readonly number[];
  /** The library was away and is there again: what waited for it can go on. */
  readonly returned: boolean;
}

export interface LibraryWatches {
  /** Watches the libraries there are now, as they are now. */
  refresh(): void;
  mode(library: string): 'events' | 'polling' | 'no';
  close(): Promise<void>;
}

interface Watched {
  /** Root and excludes: a library that has others is watched anew. */
  readonly key: string;
  readonly opened: Promise<LibraryWatch>;
  mode: 'events' | 'polling';
  dirty: Set<string> | 'all' | undefined;
  scanning: Promise<void> | undefined;
}

/** Turns what happens in library folders into scans, one at a time in each library, and tells what they found. */
export function createWatches(services: Services, onSeen: (seen: Seen) => void): LibraryWatches {
  const { db, hub, log } = services;
  const all = new Map<string, Watched>();
  const abort = new AbortController();

  async function scanDirty(library: string, watched: Watched): Promise<void> {
    while (watched.dirty !== undefined && !abort.signal.aborted && all.get(library) === watched) {
      const { dirty } = watched;
      watched.dirty = undefined;
      const wasOffline = listLibraries(db).find((one) => one.id === library)?.state === 'offline';
      const folders = dirty === 'all' ? {} : { folders: [...dirty] };
      const result = await scanOne(services, library, { ...folders, signal: abort.signal });
      const returned = wasOffline && result.offline === undefined;
      if (result.photos.length > 0 || returned) onSeen({ library, photos: result.photos, returned });
    }
  }

  function hint(library: string, watched: Watched, folders: readonly string[] | 'all'): void {
    if (folders === 'all' || watched.dirty === 'all') watched.dirty = 'all';
    else watched.dirty = new Set([...(watched.dirty ?? []), ...folders]);
    watched.scanning ??= scanDirty(library, watched)
      .catch((error: unknown) =>
        log(`Scanning after a change: ${error instanceof Error ? error.message : String(error)}`),
      )
      .finally(() => {
        watched.scanning = undefined;
        if (watched.dirty !== undefined && !abort.signal.aborted) hint(library, watched, []);
      });
  }

  function open(id: string, key: string, root: string, exclude: readonly string[]): void {
    const watched: Watched = {
      ...{ key, mode: 'events', dirty: undefined, scanning: undefined },
      opened: watchLibrary({
        root,
        exclude,
        onDirty: (folders) => hint(id, watched, folders),
        onMode(mode) {
          watched.mode = mode;
          hub.emit({ kind: 'libraries' });
        },
      }),
    };
    all.set(id, watched);
    watched.opened.then(
      // What changed before the watch stood is found by a look at everything.
      () => hint(id, watched, 'all'),
      (error: unknown) => log(`Watching ${root}: ${error instanceof Error ? error.message : String(error)}`),
    );
  }

  async function drop(id: string): Promise<void> {
    const watched = all.get(id);
    all.delete(id);
    const handle = await watched?.opened.catch(() => undefined);
    await handle?.close();
    await watched?.scanning;
  }

  return {
    refresh() {
      const rows = listLibraries(db);
      for (const id of all.keys()) if (!rows.some((row) => row.id === id)) services.afterwards(drop(id));
      for (const row of rows) {
        const key = JSON.stringify([row.path, row.exclude]);
        const watched = all.get(row.id);
        if (watched?.key === key) continue;
        if (watched) services.afterwards(drop(row.id));
        open(row.id, key, row.path, row.exclude);
      }
    },
    mode: (library) => all.get(library)?.mode ?? 'no',
    async close() {
      abort.abort();
      await Promise.all([...all.keys()].map(drop));
    },
  };
}
