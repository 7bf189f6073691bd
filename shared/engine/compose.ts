import { join } from 'node:path';
import { type Automation, createAutomation } from './automation.ts';
import { type DataFolder, openDataFolder } from './data-folder.ts';
import { createCommits } from './db/commits.ts';
import { fileById } from './db/files.ts';
import { findLibrary } from './db/libraries.ts';
import { forgetOldPlans } from './db/plans.ts';
import { indexTrouble } from './db/trouble.ts';
import { realDisk } from './disk.ts';
import type { Engine, EngineDeps } from './engine.ts';
import { fingerprintText } from './files/fingerprint.ts';
import { createEventHub } from './hub.ts';
import { createJobs } from './jobs.ts';
import { createLibraryLocks } from './library-loop.ts';
import { createWatches, type LibraryWatches } from './library-watches.ts';
import { createThumbnails, type Thumbnails } from './media/thumbnails.ts';
import { keepMemorySmall } from './memory.ts';
import { createExifToolReader } from './metadata/reader.ts';
import { createPhotoWriter } from './metadata/writer.ts';
import { recoveryLines } from './recovery-words.ts';
import { createRouter, inProcessClient } from './router.ts';
import type { Services } from './services.ts';
import { type Recovery, recover } from './sync/recover.ts';

/** What a person has to know about the start, one line each. */
function say(log: (line: string) => void, data: DataFolder, recovery: Recovery): void {
  if (data.note) log(data.note);
  for (const line of recoveryLines(recovery)) log(line);
}

/** A picture of a file of the index; a Problem where there is none. */
async function thumbnailOf(
  services: Services,
  thumbnails: Thumbnails,
  id: number,
  size: number,
  signal?: AbortSignal,
) {
  const file = fileById(services.db, id);
  const library = file && findLibrary(services.db, file.library);
  if (!file || !library) return { code: 'vanished', message: 'There is no such file.' } as const;
  if (library.state === 'offline')
    return { code: 'offline', message: `The library ${library.name} is offline.` } as const;
  if (!file.facts) return { code: 'unreadable', message: 'The file could not be read.' } as const;
  const source = {
    id,
    path: join(library.path, file.path),
    fingerprint: fingerprintText(file.fingerprint),
    facts: file.facts,
  };
  return thumbnails.thumbnail(source, size, signal);
}

/** Work that goes on behind an answer; the engine's end waits for it. */
function createBackground() {
  const all = new Set<Promise<void>>();
  return {
    add(work: Promise<void>) {
      const tracked = work.finally(() => all.delete(tracked));
      all.add(tracked);
    },
    async done() {
      while (all.size > 0) await Promise.allSettled(all);
    },
  };
}

interface Watching {
  readonly watches: LibraryWatches;
  readonly automation: Automation;
}

/** Watches folders and runs bridges by themselves, from here on. */
function startWatching(services: Services, watch: EngineDeps['watchOptions']): Watching {
  const automation = createAutomation(services);
  const watches = createWatches(services, { watch, onSeen: (seen) => automation.seen(seen) });
  watches.refresh();
  automation.begin();
  return { watches, automation };
}

/** Plans nobody ran are kept this long. */
const planAge = 30 * 24 * 3600 * 1000;

/**
 * Puts the engine together: takes the data folder, finishes or rolls back what a crash left, starts what watches.
 * Throws `BUSY` while another engine holds the folder, `INDEX_NEWER` for a newer Tagbridge's index.
 */
export async function createEngine(deps: EngineDeps): Promise<Engine> {
  const clock = deps.clock ?? Date.now;
  const log = deps.log ?? (() => undefined);
  const data = openDataFolder(deps.dataDir, clock());
  const hub = createEventHub();
  const jobs = createJobs(hub, clock);
  const processes = deps.exiftoolProcesses;
  const reader = createExifToolReader(processes === undefined ? {} : { processes });
  const writer = createPhotoWriter({
    reader,
    ...(deps.settleMs === undefined ? {} : { settleMs: deps.settleMs }),
    ...(deps.measure === undefined ? {} : { measure: deps.measure }),
  });
  const thumbnails = createThumbnails({ dataDir: deps.dataDir, exiftool: reader.exiftool });
  const background = createBackground();
  const letMemoryGrow = keepMemorySmall(() => jobs.list().length > 0);
  let watching: Watching | undefined;
  const services: Services = {
    ...{ dataDir: deps.dataDir, db: data.index.write, clock, log, hub, jobs, reader, writer, disk: realDisk },
    ...{ commits: createCommits(data.index.write), locks: createLibraryLocks() },
    ...{ running: new Map(), raised: new Map(), away: new Set() },
    exiftoolVersion: () => reader.exiftool.version(),
    afterwards: background.add,
    watching: (library) => watching?.watches.mode(library) ?? 'no',
    watchReason: (library) => watching?.watches.reason(library),
    written: (photos) => watching?.automation.wrote(photos),
    librariesChanged() {
      watching?.watches.refresh();
      watching?.automation.refresh();
    },
  };
  const close = async () => {
    letMemoryGrow();
    await jobs.close();
    await watching?.automation.close();
    await watching?.watches.close();
    await background.done();
    hub.close();
    await Promise.all([writer.close(), thumbnails.close()]);
    await reader.close();
    data.close();
  };
  try {
    say(log, data, await recover(services));
    forgetOldPlans(services.db, clock() - planAge);
    if (deps.watch) watching = startWatching(services, deps.watchOptions);
  } catch (error) {
    await close();
    throw indexTrouble(error) ?? error;
  }
  const router = createRouter(services);
  return {
    client: inProcessClient(router),
    router,
    thumbnail: (file, size, signal) => thumbnailOf(services, thumbnails, file, size, signal),
    close,
  };
}
