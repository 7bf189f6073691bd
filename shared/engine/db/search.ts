import type { FieldValues } from '../../core/snapshot.ts';
import { run, type WritableDb } from './sql.ts';

/** Every string in the field values, one a line: what free text finds. */
function searchText(values: FieldValues): string {
  const found: string[] = [];
  const visit = (value: unknown): void => {
    if (typeof value === 'string') found.push(value);
    else if (typeof value === 'object' && value !== null)
      for (const part of Object.values(value)) visit(part);
  };
  visit(values);
  return found.join('\n');
}

/** Keeps the full-text row of a file; `path` is relative to its library. */
export function indexText(db: WritableDb, file: number, path: string, values: FieldValues): void {
  run(db, 'INSERT OR REPLACE INTO search (rowid, text, path) VALUES (?, ?, ?)', [
    file,
    searchText(values),
    path,
  ]);
}

/**
 * FTS5 expression for words as typed: a word also finds those that begin with it, a quoted phrase only itself.
 * Undefined where nothing in it can be looked up.
 */
export function matchExpression(text: string, phrase: boolean): string | undefined {
  if (!/[\p{L}\p{N}\p{Co}]/u.test(text)) return undefined;
  return `"${text.replaceAll('"', '""')}"${phrase ? '' : ' *'}`;
}
