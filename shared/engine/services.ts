import type { Commits } from './db/commits.ts';
import type { WritableDb } from './db/sql.ts';
import type { Disk } from './disk.ts';
import type { EventHub } from './hub.ts';
import type { Jobs } from './jobs.ts';
import type { LibraryLocks } from './library-loop.ts';
import type { PhotoWriter } from './metadata/ports.ts';
import type { MetadataReader } from './types.ts';

/** What every operation of the engine is given; made once by `createEngine`. */
export interface Services {
  readonly dataDir: string;
  readonly db: WritableDb;
  /** For what many tasks change in `db` at the same time. */
  readonly commits: Commits;
  /** Milliseconds since the epoch. */
  readonly clock: () => number;
  readonly log: (line: string) => void;
  readonly hub: EventHub;
  readonly jobs: Jobs;
  readonly locks: LibraryLocks;
  readonly disk: Disk;
  readonly reader: MetadataReader;
  readonly writer: PhotoWriter;
  /** Asks ExifTool itself; rejects when it does not start. */
  readonly exiftoolVersion: () => Promise<string>;
  /** Runs that are carried out now, with their jobs. */
  readonly running: Map<string, string>;
  /** Work that nobody waits for but the engine's end. */
  readonly afterwards: (work: Promise<void>) => void;
  /** How a library's folder is watched now. */
  readonly watching: (library: string) => 'events' | 'polling' | 'no';
  /** Why it is polled, in a sentence. */
  readonly watchReason: (library: string) => string | undefined;
  /**
   * Conflicts that came up in each bridge since the engine started, by its id; what a person's own undo left is not
   * among them.
   */
  readonly raised: Map<string, number>;
  /** Libraries that are away, and of whose photos it is known what is so without them. */
  readonly away: Set<string>;
  /** Tells bridges that run by themselves which photos a run wrote, or a plan found changed. */
  readonly written: (photos: readonly number[]) => void;
  /** Tells watchers and triggers that libraries or bridges are other than before. */
  readonly librariesChanged: () => void;
}
