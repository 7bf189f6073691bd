import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { TagbridgeError } from '../api/errors.ts';
import { type Index, lockDataFolder, openOrReplaceCorrupt } from './db/open.ts';
import { indexTrouble } from './db/trouble.ts';

/** The data folder while this engine holds it. */
export interface DataFolder {
  readonly index: Index;
  /** What a person has to know about its start. */
  readonly note?: string;
  close(): void;
}

/** Throws `FAILED`, naming the folder, where the system lets nobody write there. */
function takeLock(dataDir: string): ReturnType<typeof lockDataFolder> {
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    return lockDataFolder(dataDir);
  } catch (error) {
    throw new TagbridgeError('FAILED', `The data folder ${dataDir} cannot be used.`, {
      hint: 'Tagbridge keeps its index there. Make the folder writable, or choose another one with --data.',
      detail: error instanceof Error ? error.message : String(error),
    });
  }
}

/** Takes the data folder and opens the index. Throws `BUSY` while another engine holds it, `INDEX_NEWER`, `FAILED`. */
export function openDataFolder(dataDir: string, now: number): DataFolder {
  const lock = takeLock(dataDir);
  if (!lock.held)
    throw new TagbridgeError('BUSY', `Another Tagbridge works with the data folder ${dataDir}.`, {
      hint: 'Work through that one, end it, or choose another folder with --data.',
    });
  try {
    const { index, note } = openOrReplaceCorrupt(join(dataDir, 'index.db'), now);
    return {
      index,
      ...(note === undefined ? {} : { note }),
      close() {
        index.close();
        lock.release();
      },
    };
  } catch (error) {
    lock.release();
    throw indexTrouble(error) ?? error;
  }
}
