import { isAbsolute } from 'node:path';
import Database from 'better-sqlite3';
import { z } from 'zod';
import { addLibrary, type LibraryRow } from './libraries.ts';
import { transaction, type WritableDb } from './sql.ts';

/** What a damaged index says is not trusted: each row must make sense as it is. */
const row = z.object({
  id: z.uuid(),
  name: z.string().min(1).max(200),
  path: z.string().refine(isAbsolute),
  writes: z.enum(['auto', 'embedded', 'sidecar', 'none']),
  sidecar: z.enum(['adobe', 'darktable']),
  exclude: z.string(),
  keep_mtime: z.int().min(0).max(1),
  added_at: z.int(),
});

const globs = z.array(z.string()).catch([]);

function readLibraries(path: string): LibraryRow[] {
  const db = new Database(path, { readonly: true, fileMustExist: true });
  try {
    return db
      .prepare('SELECT * FROM library')
      .all()
      .flatMap((stored) => {
        const { data } = row.safeParse(stored);
        if (!data) return [];
        const { id, name, writes, sidecar, keep_mtime, added_at } = data;
        return {
          ...{ id, name, path: data.path, writes, sidecar, keepMtime: keep_mtime === 1, addedAt: added_at },
          exclude: globs.parse(JSON.parse(data.exclude)),
          ...{ device: null, state: 'online', stateReason: null, scannedAt: null },
        } satisfies LibraryRow;
      });
  } finally {
    db.close();
  }
}

/**
 * Brings over which libraries there were from a damaged index, if that can still be read; never what was in them.
 * Returns how many.
 */
export function salvageLibraries(damaged: string, db: WritableDb): number {
  try {
    const libraries = readLibraries(damaged);
    transaction(db, () => {
      for (const library of libraries) addLibrary(db, library);
    });
    return libraries.length;
  } catch {
    return 0;
  }
}
