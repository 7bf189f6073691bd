import { lstatSync } from 'node:fs';
import { join } from 'node:path';
import PQueue from 'p-queue';
import { photoIdentity } from '../../core/identity.ts';
import type { ProblemCode } from '../../core/problem.ts';
import { type FilePlace, insertFile, moveFile } from '../db/files.ts';
import { formerSelves, type KnownFile } from '../db/known-files.ts';
import type { LibraryRow } from '../db/libraries.ts';
import { clearProblem } from '../db/problems.ts';
import { cell, transaction, type WritableDb } from '../db/sql.ts';

import { type Indexed, takeProblem, takeReading } from '../intake.ts';
import { refreshPhotos } from '../photo-summary.ts';
import type { Fingerprint, MetadataReader, ReadResult } from '../types.ts';
import { seenOf } from './fingerprint.ts';

export interface ScanDeps {
  readonly db: WritableDb;
  readonly reader: MetadataReader;
  /** Milliseconds since the epoch. */
  readonly clock: () => number;
  /** SHA-256 of a file's bytes, for formats whose picture cannot be hashed. */
  readonly contentHash: (path: string) => Promise<string>;
  /** The scan follows an event of a watched local folder. */
  readonly watched?: boolean | undefined;
}

/** A file to be read: where it is, what the index knew there, and what it looked like. */
export interface ToRead {
  readonly place: FilePlace;
  readonly known: KnownFile | undefined;
  readonly fingerprint: Fingerprint;
  /** The picture may be another: hash it. */
  readonly picture: boolean;
}

interface Done {
  readonly item: ToRead;
  readonly result: ReadResult;
  readonly readAt: number;
}

export interface Tally {
  added: number;
  changed: number;
  readonly photos: Set<number>;
  /** Paths that have a problem after this scan. */
  readonly problems: Set<string>;
}

/** Reads at a time: enough for the reader to put many files into one command. */
const readsAtOnce = 64;
const commitAt = 128;
/** Reads that may wait: bounds memory, keeps the reader fed while the tree is walked. */
const waitingAtMost = 256;

/** Trouble that may be the library's: it is asked whether it is still there before the file is blamed. */
const suspicious: ReadonlySet<ProblemCode> = new Set([
  'vanished',
  'offline',
  'ioError',
  'noPermission',
  'unreadable',
  'symbolicLink',
]);

const exists = (path: string): boolean => lstatSync(path, { throwIfNoEntry: false }) !== undefined;

/** The row of a file that was here under another name until it was moved, if the index knows such a one. */
function formerSelf(db: WritableDb, library: LibraryRow, done: Done): KnownFile | undefined {
  const { item, result } = done;
  const seen = seenOf(item.fingerprint);
  const identity = result.ok ? (photoIdentity(result.facts)?.key ?? null) : null;
  const gone = formerSelves(db, library.id, { ...seen, identity }).filter((file) => {
    try {
      return !exists(join(library.path, file.path));
    } catch {
      // Not to be seen now is not gone.
      return false;
    }
  });
  const rank = (file: KnownFile) => (file.name === item.place.name ? 0 : 1);
  return gone.sort((a, b) => rank(a) - rank(b) || a.id - b.id)[0];
}

/** Gives a file that was found its row: its own, that of the file it was before it moved, or a new one. */
function rowFor(db: WritableDb, library: LibraryRow, done: Done, tally: Tally): number {
  const { known, place } = done.item;
  if (known) {
    if (known.state === 'missing') tally.added += 1;
    else tally.changed += 1;
    return known.id;
  }
  const former = formerSelf(db, library, done);
  if (!former) {
    tally.added += 1;
    return insertFile(db, place, seenOf(done.item.fingerprint));
  }
  tally.changed += 1;
  clearProblem(db, library.id, former.path, 'scan');
  moveFile(db, former.id, place);
  return former.id;
}

/** Puts one file's reading, or its problem, into the index. Returns the photos to refresh. */
function store(deps: ScanDeps, library: LibraryRow, done: Done, tally: Tally): number[] {
  const { db, reader } = deps;
  const { item, result, readAt } = done;
  // Gone or cancelled says nothing about the file.
  if (!result.ok && (result.problem.code === 'cancelled' || result.problem.code === 'vanished')) return [];
  const id = rowFor(db, library, done, tally);
  const photo = cell<number>(db, 'SELECT photo FROM file WHERE id = ?', [id]);
  const left = photo ? [photo] : [];
  const file: Indexed = { id, ...item.place };
  const by = { reader: reader.id, readAt, watched: deps.watched };
  if (result.ok) return [...left, ...takeReading(db, file, result, { ...by, hashed: item.picture }).photos];
  tally.problems.add(item.place.path);
  const seen = seenOf(result.fingerprint ?? item.fingerprint);
  return [...left, ...takeProblem(db, file, result.problem, seen, by)];
}

export interface FileReader {
  /** Takes a file; waits while too many wait already. */
  add(item: ToRead): Promise<void>;
  /** Waits until everything taken is in the index. Throws what went wrong with the scan itself. */
  finish(): Promise<void>;
  readonly read: number;
}

/**
 * Reads files many at a time, and puts them into the index many in a transaction. `check` is asked before a file's
 * trouble is believed, and throws when the library is gone.
 */
export function fileReader(
  deps: ScanDeps,
  library: LibraryRow,
  tally: Tally,
  options: {
    readonly check: () => Promise<void>;
    readonly signal?: AbortSignal | undefined;
    readonly onRead: () => void;
  },
): FileReader {
  const queue = new PQueue({ concurrency: readsAtOnce });
  const { signal } = options;
  let ready: Done[] = [];
  let failure: unknown;
  let read = 0;

  const media = (path: string) => ({
    root: library.path,
    path,
    writes: library.writes,
    sidecar: library.sidecar,
    keepMtime: library.keepMtime,
    iptc: library.iptc,
  });

  async function readOne(item: ToRead): Promise<Done> {
    const readAt = Math.floor(deps.clock());
    const result = await deps.reader.read(media(item.place.path), {
      hash: item.picture,
      ...(signal ? { signal } : {}),
    });
    const unhashed = result.ok && item.picture && !result.facts.imageHash && !result.facts.contentHash;
    if (!unhashed) return { item, result, readAt };
    const contentHash = await deps.contentHash(join(library.path, item.place.path));
    return { item, readAt, result: { ...result, facts: { ...result.facts, contentHash } } };
  }

  async function commit(): Promise<void> {
    const batch = ready;
    ready = [];
    if (batch.length === 0) return;
    if (batch.some(({ result }) => !result.ok && suspicious.has(result.problem.code))) await options.check();
    transaction(deps.db, () => {
      const touched = new Set(batch.flatMap((done) => store(deps, library, done, tally)));
      refreshPhotos(deps.db, touched);
      for (const photo of touched) tally.photos.add(photo);
    });
  }

  async function work(item: ToRead): Promise<void> {
    if (failure !== undefined || signal?.aborted) return;
    const done = await readOne(item);
    ready.push(done);
    read += 1;
    options.onRead();
    if (ready.length >= commitAt) await commit();
  }

  return {
    async add(item) {
      if (failure !== undefined) throw failure;
      void queue.add(() => work(item)).catch((error: unknown) => (failure ??= error));
      if (queue.size >= waitingAtMost) await queue.onSizeLessThan(waitingAtMost / 2);
    },
    async finish() {
      await queue.onIdle();
      if (failure === undefined) await commit();
      if (failure !== undefined) throw failure;
    },
    get read() {
      return read;
    },
  };
}
