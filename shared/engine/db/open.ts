import { chmodSync, closeSync, existsSync, mkdirSync, openSync, renameSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import { TagbridgeError } from '../../api/errors.ts';
import { checkIndex, distrust } from './check.ts';
import { foldText } from './keywords.ts';
import { migrate } from './migrate.ts';
import { salvageLibraries } from './salvage.ts';
import type { ReadableDb, WritableDb } from './sql.ts';
import { indexTrouble, sawDamage } from './trouble.ts';

export type { ReadableDb, WritableDb } from './sql.ts';

/** An open index. `read` and `write` are one connection: what was written is seen at once. */
export interface Index {
  readonly read: ReadableDb;
  readonly write: WritableDb;
  readonly path: string;
  close(): void;
}

/** Captions and places are private: nobody else on this machine may read the index. */
function createPrivate(path: string): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  closeSync(openSync(path, 'a', 0o600));
  chmodSync(path, 0o600);
}

function prepare(db: Database.Database, path: string, wasInterrupted: boolean): void {
  db.pragma('journal_mode = WAL');
  // WAL with NORMAL may lose committed journal rows at power loss; the write protocol rests on them.
  db.pragma('synchronous = FULL');
  db.pragma('foreign_keys = ON');
  db.pragma('temp_store = MEMORY');
  db.pragma('cache_size = -32768');
  db.pragma('mmap_size = 134217728');
  db.pragma('journal_size_limit = 16777216');
  checkIndex(db, path, wasInterrupted);
  migrate(db);
  db.function('fold', { deterministic: true }, (text: unknown) =>
    typeof text === 'string' ? foldText(text) : null,
  );
}

/**
 * Opens the index, making it where there is none. Throws `INDEX_NEWER`, `INDEX_CORRUPT`, or `FAILED` where its
 * drive does not let it; in all cases the file is left as it was. Take the data folder's lock first.
 */
export function openIndex(path: string): Index {
  const wasInterrupted = existsSync(`${path}-wal`);
  createPrivate(path);
  const db = new Database(path, { timeout: 10_000 });
  try {
    prepare(db, path, wasInterrupted);
  } catch (error) {
    db.close();
    throw indexTrouble(error, path) ?? error;
  }
  const both = db as unknown as WritableDb;
  return {
    read: both,
    write: both,
    path,
    close: () => {
      db.close();
      if (sawDamage()) distrust(path);
    },
  };
}

/** As `openIndex`, but a damaged index is moved aside and a new one begun. `note` says so, in words. */
export function openOrReplaceCorrupt(path: string, now: number): { index: Index; note?: string } {
  try {
    return { index: openIndex(path) };
  } catch (error) {
    if (!(error instanceof TagbridgeError) || error.code !== 'INDEX_CORRUPT') throw error;
    const aside = `${path}.damaged-${new Date(now).toISOString().replaceAll(/[:.]/g, '-')}`;
    for (const ending of ['', '-wal', '-shm'])
      if (existsSync(path + ending)) renameSync(path + ending, aside + ending);
    const index = openIndex(path);
    const count = salvageLibraries(aside, index.write);
    const next =
      count === 0 ? 'Add the libraries again.' : 'Its list of libraries could be brought over: scan them.';
    return {
      index,
      note: `The index was damaged. It was kept as ${aside}, and a new one was begun. ${next} The next sync of each bridge is a first sync and is previewed. No photo was changed.`,
    };
  }
}

/** Locks that are held: one that nobody kept would be let go by the garbage collector. */
const heldLocks = new Set<Database.Database>();

export type DataFolderLock = { readonly held: true; release(): void } | { readonly held: false };

/**
 * One engine per data folder. The lock is SQLite's own file lock on a second, empty database: the system
 * drops it when the process ends, however it ends.
 */
export function lockDataFolder(dataDir: string): DataFolderLock {
  const path = `${dataDir}/engine.lock`;
  createPrivate(path);
  const db = new Database(path, { timeout: 0 });
  try {
    db.pragma('journal_mode = MEMORY');
    db.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    db.close();
    if (error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY')) return { held: false };
    throw error;
  }
  heldLocks.add(db);
  return {
    held: true,
    release() {
      heldLocks.delete(db);
      db.close();
    },
  };
}
