import { auditLibrary } from './audit.ts';
import { countFiles } from './db/known-files.ts';
import { findLibrary, hasReturned, listLibraries } from './db/libraries.ts';
import { createLater, type Later } from './files/later.ts';
import { createSettling, type Settling } from './files/settling.ts';
import { type LibraryWatch, type WatchOptions, watchLibrary } from './files/watch.ts';
import { createRounds } from './rounds.ts';
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
  /** Watches the libraries there are now, as they are now; looks at those that somebody else found to be back. */
  refresh(): void;
  mode(library: string): 'events' | 'polling' | 'no';
  /** Why it is polled. */
  reason(library: string): string | undefined;
  close(): Promise<void>;
}

export interface WatchesOptions {
  readonly onSeen: (seen: Seen) => void;
  /** Passed on to each watch; tests watch in their own way. */
  readonly watch?:
    | (Partial<Pick<WatchOptions, 'quietMs' | 'pollMs' | 'whyQuiet' | 'watchTree'>> & {
        /** How long a file must stand still before it is read, ms. */
        readonly restMs?: number;
        /** How long until a library is scanned as a whole, and until some of its files are read anew, ms. */
        readonly scanEvery?: number;
        readonly auditEvery?: number;
      })
    | undefined;
}

interface Watched {
  /** Root and excludes: a library that has others is watched anew. */
  readonly key: string;
  readonly opened: Promise<LibraryWatch>;
  mode: 'events' | 'polling';
  reason: string | undefined;
  settling: Settling;
  dirty: Set<string> | 'all' | undefined;
  scanning: Promise<void> | undefined;
  /** Folders with files that came up in a look at everything: no event told when they changed. */
  readonly untold: Set<string>;
  /** Looks at files that were still being written, once they had time to come to rest. */
  readonly later: Later;
  /** When a polled library was last scanned as a whole, by a clock that nobody puts, and how long that is enough, ms. */
  rested: { readonly at: number; readonly rest: number };
}

const hour = 3_600_000;
/** A share's files rest longer, and are looked at as a whole more often: nobody tells of what others change there. */
const ways = {
  events: { scanEvery: hour, restMs: 1_000, ownTimes: true },
  polling: { scanEvery: hour / 4, restMs: 10_000, ownTimes: false },
};
/** The share of a library that is read anew each day. */
const auditShare = 0.01;
/** A polled library is scanned at most this part of the time. */
const pollRest = 20;

/** Turns what happens in library folders into scans, one at a time in each library, and tells what they found. */
export function createWatches(services: Services, { onSeen, watch }: WatchesOptions): LibraryWatches {
  const { db, hub, log, clock } = services;
  const all = new Map<string, Watched>();
  const abort = new AbortController();
  const tell = (what: string) => (error: unknown) => {
    if (!abort.signal.aborted) log(`${what}: ${error instanceof Error ? error.message : String(error)}`);
  };
  const rounds = createRounds({
    clock,
    scanEvery: (library) => watch?.scanEvery ?? ways[all.get(library)?.mode ?? 'events'].scanEvery,
    onScan: (library) => doubt(library),
    auditEvery: watch?.auditEvery ?? hour,
    onAudit: (library) => services.afterwards(audit(library).catch(tell('Audit'))),
    onWoken: () => [...all.keys()].forEach(doubt),
  });

  const settlingFor = (mode: 'events' | 'polling') =>
    createSettling({
      clock,
      ...ways[mode],
      ...(watch?.restMs === undefined ? {} : { restMs: watch.restMs }),
    });

  function doubt(library: string): void {
    const watched = all.get(library);
    if (watched) hint(library, watched, 'all');
  }

  async function audit(library: string): Promise<void> {
    if (abort.signal.aborted || !all.has(library)) return;
    const count = Math.ceil((countFiles(db, library) * auditShare) / 24);
    const { photos, missed } = await auditLibrary(services, library, count);
    if (missed) doubt(library);
    if (photos.length > 0) onSeen({ library, photos, returned: false });
  }

  async function scanDirty(library: string, watched: Watched): Promise<void> {
    while (watched.dirty !== undefined && !abort.signal.aborted && all.get(library) === watched) {
      const { dirty } = watched;
      watched.dirty = undefined;
      const folders = dirty === 'all' ? {} : { folders: [...dirty] };
      const { settling, untold } = watched;
      const told = dirty !== 'all' && ![...dirty].some((folder) => untold.has(folder));
      const result = await scanOne(services, library, { ...folders, settling, told, signal: abort.signal });
      for (const folder of dirty === 'all' ? [...untold] : dirty) untold.delete(folder);
      if (!told) for (const folder of result.unsettled.keys()) untold.add(folder);
      if (dirty === 'all') watched.rested = { at: performance.now(), rest: result.seconds * 1000 * pollRest };
      if (!abort.signal.aborted) watched.later.add(result.unsettled);
      const { photos, returned } = result;
      // Elsewhere on the drive something may have changed meanwhile, too.
      if (returned && dirty !== 'all') watched.dirty = 'all';
      if (photos.length > 0 || returned) onSeen({ library, photos, returned });
    }
  }

  function hint(library: string, watched: Watched, folders: readonly string[] | 'all'): void {
    if (abort.signal.aborted) return;
    if (folders === 'all' || watched.dirty === 'all') watched.dirty = 'all';
    else watched.dirty = new Set([...(watched.dirty ?? []), ...folders]);
    watched.scanning ??= scanDirty(library, watched)
      .catch(tell('Scanning after a change'))
      .finally(() => {
        watched.scanning = undefined;
        if (watched.dirty !== undefined && all.get(library) === watched) hint(library, watched, []);
      });
  }

  function open(id: string, key: string, root: string, exclude: readonly string[]): void {
    const isAway = () => findLibrary(db, id)?.state === 'offline';
    const watched: Watched = {
      ...{ key, mode: 'events', reason: undefined, dirty: undefined, scanning: undefined },
      ...{ rested: { at: 0, rest: 0 }, settling: settlingFor('events'), untold: new Set() },
      later: createLater((folders) => all.get(id) === watched && hint(id, watched, folders)),
      opened: watchLibrary({
        ...watch,
        root,
        exclude,
        isAway,
        onDirty(folders) {
          const { at, rest } = watched.rested;
          const tooSoon = performance.now() < at + rest && !isAway();
          if (folders !== 'all' || watched.mode !== 'polling' || !tooSoon) hint(id, watched, folders);
        },
        onMode(mode, reason) {
          watched.settling = settlingFor(mode);
          Object.assign(watched, { mode, reason, rested: { at: 0, rest: 0 } });
          hub.emit({ kind: 'libraries' });
        },
      }),
    };
    all.set(id, watched);
    rounds.begin(id);
    // What changed before the watch stood is found by a look at everything.
    watched.opened.then(() => doubt(id), tell(`Watching ${root}`));
  }

  async function drop(id: string): Promise<void> {
    const watched = all.get(id);
    all.delete(id);
    rounds.end(id);
    watched?.later.stop();
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
        if (hasReturned(db, row.id)) doubt(row.id);
        if (watched?.key === key) continue;
        if (watched) services.afterwards(drop(row.id));
        open(row.id, key, row.path, row.exclude);
      }
    },
    mode: (library) => all.get(library)?.mode ?? 'no',
    reason: (library) => all.get(library)?.reason,
    async close() {
      abort.abort();
      rounds.close();
      await Promise.all([...all.keys()].map(drop));
    },
  };
}
