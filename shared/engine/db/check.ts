import { closeSync, openSync, rmSync, statSync, utimesSync } from 'node:fs';
import Database from 'better-sqlite3';

/** Below this size a check takes no time that anybody sees; it takes about a millisecond a megabyte. */
const smallBytes = 64 * 2 ** 20;
/** A large index that was closed in order is checked once a day, not by every command. */
const everyMs = 24 * 3_600_000;

/** Its time says when the index was last found whole. */
const markOf = (path: string): string => `${path}.checked`;

const isRecent = (mark: string): boolean => {
  const at = statSync(mark, { throwIfNoEntry: false })?.mtimeMs;
  // A time to come is a clock that was put back.
  return at !== undefined && Math.abs(Date.now() - at) < everyMs;
};

function remember(mark: string): void {
  try {
    closeSync(openSync(mark, 'a', 0o600));
    utimesSync(mark, new Date(), new Date());
  } catch {
    // Then the next opening checks once more.
  }
}

/** The next opening checks the index, whatever its size. */
export const distrust = (path: string): void => rmSync(markOf(path), { force: true });

/** Reads the index through when that is due. Throws `SQLITE_CORRUPT` when it is damaged. */
export function checkIndex(db: Database.Database, path: string, wasInterrupted: boolean): void {
  const mark = markOf(path);
  const isSmall = statSync(path).size < smallBytes;
  if (!isSmall && !wasInterrupted && isRecent(mark)) return;
  const answer = db.pragma('quick_check(1)', { simple: true });
  if (answer !== 'ok') throw new Database.SqliteError(String(answer), 'SQLITE_CORRUPT');
  if (!isSmall) remember(mark);
}
