import type { KeywordNode } from '../../api/views.ts';
import { all, column, dataVersion, one, type ReadableDb, run, type WritableDb } from './sql.ts';

/** `path` and all below it, as a range of an index: '}' follows '|'. */
const keywordRange = (path: string): [string, string, string] => [path, `${path}|`, `${path}}`];
const keywordCondition = '(file_keyword.path = ? OR (file_keyword.path >= ? AND file_keyword.path < ?))';

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

const known = new WeakMap<ReadableDb, { readonly version: string; readonly paths: readonly string[] }>();

/**
 * Every keyword path in use, in order: steps from one to the next in the index, so that a keyword on many files costs
 * no more than one on few. Kept until the index moves.
 */
function keywordPaths(db: ReadableDb): readonly string[] {
  const version = dataVersion(db);
  const kept = known.get(db);
  if (kept?.version === version) return kept.paths;
  const paths = column<string>(
    db,
    `WITH RECURSIVE step (path) AS (
       SELECT min(path) FROM file_keyword
       UNION ALL SELECT (SELECT min(path) FROM file_keyword WHERE path > step.path) FROM step WHERE step.path IS NOT NULL)
     SELECT path FROM step WHERE path IS NOT NULL`,
  );
  known.set(db, { version, paths });
  return paths;
}

export const foldText = (text: string): string =>
  text
    .normalize('NFD')
    .replaceAll(/\p{Mn}/gu, '')
    .toLowerCase();

/** The paths that a query for `path` means: those of which its levels are successive levels, in any case. */
export function pathsMeant(db: ReadableDb, path: string): string[] {
  const wanted = `|${foldText(path)}|`;
  return keywordPaths(db).filter((known) => `|${foldText(known)}|`.includes(wanted));
}

/** The next level below `parent` (null: the roots), in order. */
export function keywordChildren(db: ReadableDb, parent: string | null): KeywordNode[] {
  const start = parent === null ? '' : `${parent}|`;
  const children = new Set<string>();
  for (const path of keywordPaths(db)) {
    if (!path.startsWith(start) || path === start) continue;
    const cut = path.indexOf('|', start.length);
    children.add(cut < 0 ? path : path.slice(0, cut));
  }
  return [...children]
    .sort((a, b) => a.localeCompare(b))
    .map((path) => node(db, path))
    .filter((child) => child.photos > 0);
}

/** How well a path answers what was typed: at its front, at its last level, at another, inside a word; else not. */
function rank(path: string, typed: string): number | undefined {
  const folded = foldText(path);
  if (folded.startsWith(typed)) return 0;
  const at = folded.lastIndexOf('|') + 1;
  if (folded.startsWith(typed, at)) return 1;
  if (folded.includes(`|${typed}`)) return 2;
  return folded.includes(` ${typed}`) ? 3 : undefined;
}

/** Keywords that go on from what was typed, the nearest first. */
export function completeKeyword(db: ReadableDb, text: string, limit = 20): KeywordNode[] {
  const typed = foldText(text.trim());
  return keywordPaths(db)
    .map((path) => ({ path, rank: rank(path, typed) }))
    .filter((found) => found.rank !== undefined)
    .sort((a, b) => a.rank! - b.rank! || a.path.length - b.path.length || a.path.localeCompare(b.path))
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
