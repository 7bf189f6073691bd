import { isAbsolute } from 'node:path';
import Database from 'better-sqlite3';
import { sidecarNaming, writePolicy } from '../../api/inputs.ts';
import { addLibrary, type LibraryRow } from './libraries.ts';
import { transaction, type WritableDb } from './sql.ts';

/** What a damaged index says is not trusted: a row must make sense as it is. */
function libraryOf(row: { readonly [column: string]: unknown }): LibraryRow[] {
  const { id, name, path, added_at: addedAt } = row;
  const writes = writePolicy.safeParse(row['writes']);
  const sidecar = sidecarNaming.safeParse(row['sidecar']);
  if (typeof id !== 'string' || typeof name !== 'string' || typeof addedAt !== 'number') return [];
  if (typeof path !== 'string' || !isAbsolute(path) || !writes.success || !sidecar.success) return [];
  const exclude: unknown = JSON.parse(String(row['exclude']));
  if (!Array.isArray(exclude) || !exclude.every((glob) => typeof glob === 'string')) return [];
  return [
    {
      ...{ id, name, path, writes: writes.data, sidecar: sidecar.data, exclude, addedAt },
      ...{
        keepMtime: row['keep_mtime'] === 1,
        iptc: row['iptc'] === 'macRoman' ? 'macRoman' : 'latin',
        device: null,
        state: 'online',
        stateReason: null,
        scannedAt: null,
      },
    },
  ];
}

function readLibraries(path: string): LibraryRow[] {
  const db = new Database(path, { readonly: true, fileMustExist: true });
  try {
    const rows = db.prepare('SELECT * FROM library').all() as { [column: string]: unknown }[];
    return rows.flatMap(libraryOf);
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
