import type { KeywordNode } from '../../api/views.ts';
import { all, column, one, type ReadableDb, run, type WritableDb } from './sql.ts';

/** `path` and all below it, as a range of an index: '}' follows '|'. */
export const keywordRange = (path: string): [string, string, string] => [path, `${path}|`, `${path}}`];
export const keywordCondition =
  '(file_keyword.path = ? OR (file_keyword.path >= ? AND file_keyword.path < ?))';

/** Makes the rows of a file those given. */
export function setKeywords(db: WritableDb, file: number, paths: readonly string[]): void {
  const wanted = new Set(paths);
  const held = new Set(column<string>(db, 'SELECT path FROM file_keyword WHERE file = ?', [file]));
  for (const path of held)
    if (!wanted.has(path)) run(db, 'DELETE FROM file_keyword WHERE path = ? AND file = ?', [path, file]);
  for (const path of wanted)
    if (!held.has(path)) run(db, 'INSERT INTO file_keyword (path, file) VALUES (?, ?)', [path, file]);
}

const photosBelow = `SELECT count(DISTINCT file.photo) AS photos, max(file_keyword.path > ?) AS children
  FROM file_keyword JOIN file ON file.id = file_keyword.file
  WHERE file.state <> 'missing' AND ${keywordCondition}`;

function node(db: ReadableDb, path: string): KeywordNode {
  const row = one<{ photos: number; children: number | null }>(db, photosBelow, [
    path,
    ...keywordRange(path),
  ])!;
  return {
    path,
    name: path.slice(path.lastIndexOf('|') + 1),
    photos: row.photos,
    children: row.children === 1,
  };
}

/**
 * The next level below `parent` (null: the roots), in order. Steps through the index level by level, so that a
 * keyword with many photos costs no more than one with few.
 */
function childPaths(db: ReadableDb, parent: string | null): string[] {
  const start = parent === null ? '' : `${parent}|`;
  const end = parent === null ? '\u{10ffff}' : `${parent}}`;
  const found = new Set<string>();
  for (let from = start; ; ) {
    const next = one<{ path: string }>(
      db,
      'SELECT path FROM file_keyword WHERE path >= ? AND path < ? ORDER BY path LIMIT 1',
      [from, end],
    );
    if (!next) return [...found].sort();
    const cut = next.path.indexOf('|', start.length);
    const child = cut < 0 ? next.path : next.path.slice(0, cut);
    found.add(child);
    // `a` and `a|b` need not be neighbours (`a b` lies between): step past the one met only.
    from = cut < 0 ? `${child}\0` : `${child}}`;
  }
}

export const keywordChildren = (db: ReadableDb, parent: string | null): KeywordNode[] =>
  childPaths(db, parent)
    .map((path) => node(db, path))
    .filter((child) => child.photos > 0);

/** Keywords of which any level begins with what was typed; those at the front and the most used come first. */
export function completeKeyword(db: ReadableDb, text: string, limit = 20): KeywordNode[] {
  const typed = text.trim().toLocaleLowerCase();
  const rows = all<{ path: string; files: number }>(
    db,
    `SELECT path, count(*) AS files FROM file_keyword
     WHERE :typed = '' OR path LIKE :typed || '%' ESCAPE '\\' OR path LIKE '%|' || :typed || '%' ESCAPE '\\' OR path LIKE '% ' || :typed || '%' ESCAPE '\\'
     GROUP BY path ORDER BY files DESC LIMIT 1000`,
    { typed: typed.replaceAll(/[\\%_]/g, '\\$&') },
  );
  const rank = (path: string) => {
    const lower = path.toLocaleLowerCase();
    if (lower.startsWith(typed)) return 0;
    return lower.slice(lower.lastIndexOf('|') + 1).startsWith(typed) ? 1 : 2;
  };
  return rows
    .sort((a, b) => rank(a.path) - rank(b.path) || b.files - a.files || (a.path < b.path ? -1 : 1))
    .slice(0, limit)
    .map(({ path }) => node(db, path))
    .filter((found) => found.photos > 0);
}

/** Every keyword of the given files with how many of them hold it. */
export const keywordsOfFiles = (
  db: ReadableDb,
  files: readonly number[],
): { path: string; files: number }[] =>
  all<{ path: string; files: number }>(
    db,
    `SELECT path, count(*) AS files FROM file_keyword WHERE file IN (SELECT value FROM json_each(?))
     GROUP BY path ORDER BY files DESC, path`,
    [JSON.stringify(files)],
  );
