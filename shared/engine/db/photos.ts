import { createHash } from 'node:crypto';
import { TagbridgeError } from '../../api/errors.ts';
import type { PhotoRow, PhotoWindow } from '../../api/views.ts';
import type { FieldName } from '../../core/registry.ts';
import type { MediaFacts } from '../types.ts';
import { fromJson, toJson } from './json.ts';
import { type Compiled, compileQuery } from './query-sql.ts';
import { all, cell, column, dataVersion, one, type ReadableDb, type SqlValue } from './sql.ts';

export type PhotoSort = 'captured' | '-captured' | 'name' | '-name' | 'rating' | '-rating';

const orders: Record<PhotoSort, string> = {
  captured: 'captured, id',
  '-captured': 'captured DESC, id DESC',
  name: 'name, id',
  '-name': 'name DESC, id DESC',
  rating: 'rating, captured, id',
  '-rating': 'rating DESC, captured DESC, id DESC',
};

/** Photos with a copy that matches; missing copies do not count. */
function matching(db: ReadableDb, query: string | undefined, ofFew = false): Compiled {
  const text = query?.trim() ?? '';
  if (text === '') return { sql: 'copies > 0', values: [] };
  const { sql, values } = compileQuery(db, text, ofFew);
  return {
    sql: `copies > 0 AND id IN (SELECT f.photo FROM file AS f WHERE f.state <> 'missing' AND ${sql})`,
    values,
  };
}

interface Order {
  readonly key: string;
  readonly version: string;
  readonly ids: Float64Array;
}
/** The orders shown last, per connection: a jump inside one is an index into an array. */
const shown = new WeakMap<ReadableDb, Order[]>();
const ordersKept = 4;

/** The ids of every match in order. 8 bytes a photo; made again when the index moved. */
function order(db: ReadableDb, query: string | undefined, sort: PhotoSort): Float64Array {
  const version = dataVersion(db);
  const key = `${sort}\0${query?.trim() ?? ''}`;
  const kept = (shown.get(db) ?? []).filter((entry) => entry.version === version);
  const found = kept.find((entry) => entry.key === key);
  if (found) return found.ids;
  const { sql, values } = matching(db, query);
  const ids = Float64Array.from(
    column<number>(db, `SELECT id FROM photo WHERE ${sql} ORDER BY ${orders[sort]}`, values),
  );
  shown.set(db, [...kept, { key, version, ids }].slice(-ordersKept));
  return ids;
}

interface StoredRow {
  photo: number;
  file: number | null;
  name: string;
  library: string;
  facts: string | null;
  stat: string | null;
  rating: number;
  label: string | null;
  captured: string | null;
  copies: number;
  differs: string;
  conflict: number;
  problem: number;
  offline: number;
}

function stateOf(row: StoredRow): PhotoRow['state'] {
  if (row.conflict) return 'conflict';
  if (row.problem) return 'problem';
  if (row.offline) return 'offline';
  if (row.differs !== '[]') return 'differs';
  return row.copies > 1 ? 'inStep' : 'alone';
}

/** Equal for equal bytes of the media file, as far as the system tells without reading them. */
const versionOf = (stat: string): string =>
  createHash('sha256').update(stat).digest('base64url').slice(0, 10);

function photoRow(row: StoredRow): PhotoRow {
  const facts = row.facts === null ? undefined : fromJson<MediaFacts>(row.facts);
  return {
    photo: row.photo,
    file: row.file ?? 0,
    ...(row.stat === null ? {} : { version: versionOf(row.stat) }),
    name: row.name,
    library: row.library,
    ...(facts?.width === undefined ? {} : { width: facts.width }),
    ...(facts?.height === undefined ? {} : { height: facts.height }),
    ...(facts?.orientation === undefined ? {} : { orientation: facts.orientation }),
    ...(row.rating === 0 ? {} : { rating: row.rating }),
    ...(row.label === null ? {} : { label: row.label }),
    ...(row.captured === null ? {} : { captured: row.captured }),
    copies: row.copies,
    state: stateOf(row),
  };
}

const selectRows = `SELECT p.id AS photo, p.cover AS file, p.name, l.name AS library, r.facts,
    f.inode || ' ' || f.size || ' ' || (f.fingerprint ->> '$.media.mtimeNs') AS stat, p.rating, f.label, f.captured,
    p.copies, p.differs,
    EXISTS (SELECT 1 FROM conflict_seen WHERE conflict_seen.photo = p.id) AS conflict,
    EXISTS (SELECT 1 FROM file AS c WHERE c.photo = p.id AND c.state = 'problem') AS problem,
    NOT EXISTS (SELECT 1 FROM file AS c JOIN library ON library.id = c.library
      WHERE c.photo = p.id AND c.state <> 'missing' AND library.state <> 'offline') AS offline
  FROM json_each(?) AS wanted
  JOIN photo AS p ON p.id = wanted.value
  LEFT JOIN file AS f ON f.id = p.cover
  LEFT JOIN library AS l ON l.id = f.library
  LEFT JOIN reading AS r ON r.file = p.cover
  ORDER BY wanted.key`;

/** Grid cells of some photos, in the order asked for. */
const photoRows = (db: ReadableDb, photos: readonly number[]): PhotoRow[] =>
  all<StoredRow>(db, selectRows, [toJson(photos)]).map(photoRow);

/** Rows `offset` to `offset + limit` of the matches in order. Throws `USAGE` for a query that makes no sense. */
export function photoWindow(
  db: ReadableDb,
  window: {
    readonly query?: string | undefined;
    readonly sort?: PhotoSort | undefined;
    readonly offset: number;
    readonly limit: number;
  },
): PhotoWindow {
  const ids = order(db, window.query, window.sort ?? 'captured');
  const rows = photoRows(db, Array.from(ids.subarray(window.offset, window.offset + window.limit)));
  return { total: ids.length, offset: window.offset, rows };
}

/** Ids between two positions of the same order, both included, at most 100,000. */
export function photoIds(
  db: ReadableDb,
  range: {
    readonly query?: string | undefined;
    readonly sort?: PhotoSort | undefined;
    readonly from: number;
    readonly to: number;
  },
): number[] {
  const ids = order(db, range.query, range.sort ?? 'captured');
  const from = Math.min(range.from, range.to);
  const to = Math.max(range.from, range.to);
  return Array.from(ids.subarray(from, Math.min(to + 1, from + 100_000)));
}

export const countPhotos = (db: ReadableDb, query?: string): number => {
  const { sql, values } = matching(db, query);
  return cell<number>(db, `SELECT count(*) FROM photo WHERE ${sql}`, values) ?? 0;
};

/** Ids of matches in the order of ids; `after` is the last id of the page before. For work that passes over all. */
export function photoPage(db: ReadableDb, query: string | undefined, after: number, limit: number): number[] {
  const { sql, values } = matching(db, query);
  return column<number>(db, `SELECT id FROM photo WHERE id > ? AND ${sql} ORDER BY id LIMIT ?`, [
    after,
    ...values,
    limit,
  ]);
}

/** Photos of which some copies differ. */
export const differingPhotos = (db: ReadableDb): number[] =>
  column<number>(db, `SELECT id FROM photo WHERE copies > 1 AND differs <> '[]'`);

/** The tables that queries look into, with one photo's rows only: lists of all matches would be made for each photo. */
const ofOnePhoto = `WITH file AS (SELECT * FROM main.file WHERE photo = ?),
  photo AS (SELECT * FROM main.photo WHERE id IN (SELECT photo FROM file)),
  reading AS (SELECT * FROM main.reading WHERE file IN (SELECT id FROM file)),
  file_keyword AS (SELECT * FROM main.file_keyword WHERE file IN (SELECT id FROM file)),
  conflict_seen AS (SELECT * FROM main.conflict_seen WHERE photo IN (SELECT id FROM photo))`;

/** Whether a photo has a copy that matches. */
export function photoMatches(db: ReadableDb, photo: number, query: string): boolean {
  const { sql, values } = matching(db, query, true);
  return one(db, `${ofOnePhoto} SELECT 1 FROM photo WHERE ${sql}`, [photo, ...values]) !== undefined;
}

/** A page of matches, oldest capture first. The cursor stays good when photos come and go. */
export function findPhotos(
  db: ReadableDb,
  query: { readonly query?: string | undefined; readonly limit: number; readonly after?: string | undefined },
): { total: number; photos: number[]; next?: string } {
  const { sql, values } = matching(db, query.query);
  const cursor = query.after === undefined ? undefined : readCursor(query.after);
  const start: SqlValue[] = cursor ? [cursor[0], cursor[1]] : ['', 0];
  const rows = all<{ id: number; captured: string }>(
    db,
    `SELECT id, captured FROM photo
     WHERE (captured, id) > (?, ?) AND ${sql} ORDER BY captured, id LIMIT ?`,
    [...start, ...values, query.limit + 1],
  );
  const page = rows.slice(0, query.limit);
  const last = page.at(-1);
  return {
    total: countPhotos(db, query.query),
    photos: page.map((row) => row.id),
    ...(rows.length > page.length && last ? { next: toJson([last.captured, last.id]) } : {}),
  };
}

function readCursor(text: string): [string, number] {
  try {
    const [captured, id] = JSON.parse(text) as unknown[];
    if (typeof captured === 'string' && typeof id === 'number') return [captured, id];
  } catch {
    // Falls through: not one of ours.
  }
  throw new TagbridgeError('USAGE', 'This is not a cursor of an earlier answer.', {
    hint: 'Pass the value of "next" as it was given.',
  });
}

export interface PhotoState {
  readonly id: number;
  readonly identity: string | null;
  readonly copies: number;
  readonly libraries: number;
  readonly differs: readonly FieldName[];
}

export function photoById(db: ReadableDb, id: number): PhotoState | undefined {
  const row = one<Omit<PhotoState, 'differs'> & { differs: string }>(
    db,
    'SELECT id, identity, copies, libraries, differs FROM photo WHERE id = ?',
    [id],
  );
  return row && { ...row, differs: fromJson<FieldName[]>(row.differs) };
}

/** For the status line: photos shown, those in more than one library, those of which copies differ. */
export const photoCounts = (db: ReadableDb): { photos: number; matched: number; differs: number } =>
  one(
    db,
    `SELECT count(*) AS photos, count(*) FILTER (WHERE libraries > 1) AS matched,
       count(*) FILTER (WHERE differs <> '[]') AS differs FROM photo WHERE copies > 0`,
  )!;
