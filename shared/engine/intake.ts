import { carry, interpret, settled } from '../core/interpret.ts';
import type { Problem } from '../core/problem.ts';
import type { RawTags } from '../core/raw-tags.ts';
import type { FieldName } from '../core/registry.ts';
import type { Snapshot } from '../core/snapshot.ts';
import { fileFacts, lastRaw, markProblem, type Seen, storeReading } from './db/files.ts';
import { clearProblem, recordProblem } from './db/problems.ts';
import type { WritableDb } from './db/sql.ts';
import { seenOf } from './files/fingerprint.ts';
import { assignPhoto, assignUnread } from './identity.ts';
import type { MediaFacts, ReadResult } from './types.ts';

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
}

/** Hashes are only computed when the picture may have changed; otherwise those known stay. */
function wholeFacts(db: WritableDb, file: number, facts: MediaFacts, hashed: boolean): MediaFacts {
  if (hashed) return facts;
  const before = fileFacts(db, file);
  return {
    ...facts,
    ...(before?.imageHash && !facts.imageHash ? { imageHash: before.imageHash } : {}),
    ...(before?.contentHash && !facts.contentHash ? { contentHash: before.contentHash } : {}),
  };
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
  const facts = wholeFacts(db, file.id, read.facts, by.hashed);
  const options = { format: facts.format };
  const carried = carry(read.raw, last, options);
  const raw = by.wrote === undefined ? carried : settled(carried, by.wrote, options);
  const snapshot = interpret(raw, undefined, options);
  storeReading(db, file.id, file.path, {
    ...seenOf(read.fingerprint),
    raw,
    facts,
    snapshot,
    reader: by.reader,
    readAt: by.readAt,
  });
  clearProblem(db, file.library, file.path, 'scan');
  const { captureTime } = snapshot.values;
  const captured = typeof captureTime === 'string' ? captureTime : undefined;
  return { snapshot, photos: assignPhoto(db, { id: file.id, name: file.name, captured }, facts) };
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
