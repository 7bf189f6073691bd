import Database from 'better-sqlite3';
import { type ErrorCode, TagbridgeError } from '../../api/errors.ts';

interface Words {
  readonly code: ErrorCode;
  readonly message: string;
  readonly hint: string;
}

const kept = 'What was done until then is kept, and what was under way is made whole at the next start.';

/** SQLite's result codes, extended ones by their beginning, in words. */
const words: readonly (readonly [RegExp, Words])[] = [
  [
    // A disk that is full is an I/O error to the shared memory beside the index.
    /^SQLITE_(FULL|IOERR_(SHM|WRITE|TRUNCATE))/,
    {
      code: 'FAILED',
      message: 'The index could not be written: its drive is full, or reports an error.',
      hint: `Make room on the drive of the data folder, and try again. ${kept}`,
    },
  ],
  [
    /^SQLITE_(IOERR|CANTOPEN)/,
    {
      code: 'FAILED',
      message: 'The drive that holds the index reported an error.',
      hint: `Check that drive, or choose another data folder with --data. ${kept}`,
    },
  ],
  [
    /^SQLITE_(READONLY|PERM|AUTH)/,
    {
      code: 'FAILED',
      message: 'The index may not be written.',
      hint: `Make the data folder writable, or choose another one with --data. ${kept}`,
    },
  ],
  [
    /^SQLITE_(BUSY|LOCKED)/,
    {
      code: 'BUSY',
      message: 'Another program holds the index.',
      hint: 'Close what has the data folder open, and try again.',
    },
  ],
  [
    /^SQLITE_(CORRUPT|NOTADB)/,
    {
      code: 'INDEX_CORRUPT',
      message: 'The index is damaged and cannot be used.',
      hint: 'Start Tagbridge again: it sets the damaged index aside and reads the libraries anew. No photo is affected.',
    },
  ],
];

let damaged = false;
/** Whether this process came upon damage in the index. */
export const sawDamage = (): boolean => damaged;

/**
 * What SQLite says of the place the index lies in, as an error with what to do; undefined for all other errors. `about`
 * names the file in the detail.
 */
export function indexTrouble(error: unknown, about = 'index'): TagbridgeError | undefined {
  if (!(error instanceof Database.SqliteError)) return undefined;
  const found = words.find(([pattern]) => pattern.test(error.code))?.[1];
  if (found === undefined) return undefined;
  if (found.code === 'INDEX_CORRUPT') damaged = true;
  const detail = `${about}: ${error.code}: ${error.message}`;
  return new TagbridgeError(found.code, found.message, { hint: found.hint, detail });
}
