import { sameValue } from '../core/equal.ts';
import { carry, interpret, settled, since } from '../core/interpret.ts';
import type { Problem } from '../core/problem.ts';
import type { RawTags } from '../core/raw-tags.ts';
import { type FieldName, fieldDef } from '../core/registry.ts';
import type { Snapshot } from '../core/snapshot.ts';
import { putAppeared } from './db/appeared.ts';
import { type LastReading, lastRaw, lastReading, markProblem, type Seen, storeReading } from './db/files.ts';
import { findLibrary } from './db/libraries.ts';
import { clearProblem, recordProblem } from './db/problems.ts';
import type { WritableDb } from './db/sql.ts';
import { seenOf } from './files/fingerprint.ts';
import { assignPhoto, assignUnread } from './identity.ts';
import type { FileStat, Fingerprint, MediaFacts, ReadResult } from './types.ts';

type Good = Extract<ReadResult, { ok: true }>;

/** A file that has a row in the index. */
export interface Indexed {
  readonly id: number;
  /** Library id. */
  readonly library: string;
  readonly path: string;
  readonly name: string;
}

export interface ReadBy {
  readonly reader: string;
  /** When the reader began, in ms. */
  readonly readAt: number;
  /** It is read because an event of a watched local folder told of it a moment ago. */
  readonly watched?: boolean | undefined;
}

/** Hashes are only computed when the picture may have changed; otherwise those known stay. */
const wholeFacts = (facts: MediaFacts, before: MediaFacts | undefined): MediaFacts => ({
  ...facts,
  ...(before?.imageHash && !facts.imageHash ? { imageHash: before.imageHash } : {}),
  ...(before?.contentHash && !facts.contentHash ? { contentHash: before.contentHash } : {}),
});

const isOtherPicture = (facts: MediaFacts, before: MediaFacts | undefined): boolean =>
  before?.imageHash !== undefined && facts.imageHash?.value !== before.imageHash.value;

/** An event comes at the latest so long after what it tells of, in ms: hints are held back, files settle. */
const eventDelay = 65_000;

/**
 * When a photo's files were last touched, and when they were last written at the latest: a rename, a changed mode or a
 * set time moves the ctime alone.
 */
function timesOf({ media, sidecars }: Fingerprint): { touched: number; written: number } {
  const stats = [media, ...sidecars.map((sidecar) => sidecar.stat)];
  const latest = (time: (stat: FileStat) => number) => Math.max(...stats.map(time)) / 1e6;
  return {
    touched: latest(({ ctimeNs }) => Number(ctimeNs)),
    written: latest(({ mtimeNs, ctimeNs }) => Math.min(Number(mtimeNs), Number(ctimeNs))),
  };
}

/**
 * Remembers since when the fields of a file are other than they were. Between two looks, unless an event told of the
 * change at once, or it is our own: then the file's own time of change, by this machine's clock, is close.
 */
function noteAppeared(
  db: WritableDb,
  file: Indexed,
  before: LastReading | undefined,
  snapshot: Snapshot,
  fingerprint: Fingerprint,
  by: ReadBy,
): void {
  if (!before || before.readAt === null) return;
  const { touched, written } = timesOf(fingerprint);
  const isFresh = by.watched === true && touched <= by.readAt && touched > by.readAt - eventDelay;
  const scanned = findLibrary(db, file.library)?.scannedAt ?? 0;
  // What was touched before the last scan was other then, too: that scan let it be, for it was not at rest.
  const sawItUnchanged = touched > scanned && touched <= by.readAt;
  const looked = sawItUnchanged ? Math.max(before.readAt, scanned) : before.readAt;
  const span =
    // The clock was put back since the last look: it tells nothing of what was between.
    Math.max(before.readAt, scanned) > by.readAt
      ? undefined
      : {
          after: Math.floor(isFresh ? Math.max(looked, written - 1) : looked),
          at: Math.ceil(isFresh ? Math.max(looked, touched) : by.readAt),
        };
  const [was, is] = [before.snapshot.values, snapshot.values];
  const fields = [...new Set([...Object.keys(was), ...Object.keys(is)])] as FieldName[];
  const changed = fields.filter(
    (field) => !sameValue(fieldDef(field), was[field] ?? null, is[field] ?? null),
  );
  if (changed.length > 0) putAppeared(db, file.id, changed, span);
}

/**
 * Takes what was read from a file into the index: reading, keywords, full text, photo. Inside the caller's
 * transaction. `hashed`: the reader was asked for the picture's hash. Returns the snapshot, and the photos to refresh
 * (`refreshPhotos`). `last`: what the file held before, where that is not what was read last (an undo); null: nothing.
 * `wrote`: the fields that our own write has just decided.
 */
export function takeReading(
  db: WritableDb,
  file: Indexed,
  read: Pick<Good, 'raw' | 'facts' | 'fingerprint'>,
  by: ReadBy & {
    readonly hashed: boolean;
    readonly last?: RawTags | null;
    readonly wrote?: readonly FieldName[];
  },
): { snapshot: Snapshot; photos: number[] } {
  const last = by.last === undefined ? lastRaw(db, file.id) : (by.last ?? undefined);
  const before = lastReading(db, file.id);
  const facts = by.hashed ? read.facts : wholeFacts(read.facts, before?.facts);
  const options = { format: facts.format };
  const carried = carry(read.raw, last, options);
  const now =
    by.wrote === undefined
      ? { raw: carried, snapshot: interpret(carried, undefined, options) }
      : settled(carried, by.wrote, options);
  const { raw } = now;
  const isSavedAnew = by.wrote === undefined && by.hashed && isOtherPicture(read.facts, before?.facts);
  // What an undo brought back is as a person wants it.
  const isUndone = by.wrote === undefined && by.last !== undefined;
  const snapshot =
    last && before && !isUndone
      ? since(now, { raw: last, snapshot: before.snapshot }, { ...options, isSavedAnew })
      : now.snapshot;
  noteAppeared(db, file, before, snapshot, read.fingerprint, by);
  storeReading(db, file.id, file.path, {
    ...seenOf(read.fingerprint),
    raw,
    facts,
    snapshot,
    reader: by.reader,
    readAt: by.readAt,
  });
  clearProblem(db, file.library, file.path, 'scan');
  return { snapshot, photos: assignPhoto(db, file.id, facts) };
}

/** Records that a file could not be read. What was last read of it is kept, and takes part in nothing. */
export function takeProblem(
  db: WritableDb,
  file: Indexed,
  problem: Problem,
  seen: Seen,
  by: ReadBy,
): number[] {
  markProblem(db, file.id, { ...seen, ...by });
  recordProblem(db, { library: file.library, path: file.path, during: 'scan' }, problem, by.readAt);
  return assignUnread(db, file.id);
}
