import type Database from 'better-sqlite3';

declare const readable: unique symbol;
declare const writable: unique symbol;

/** The index, for looking things up. A function that takes this cannot write by accident. */
export interface ReadableDb {
  readonly [readable]: true;
}
/** The index, for changing it. */
export interface WritableDb extends ReadableDb {
  readonly [writable]: true;
}

export type SqlValue = string | number | bigint | null | Uint8Array;
/** Values by position, or by name. */
export type Parameters = readonly SqlValue[] | { readonly [name: string]: SqlValue };

const statements = new WeakMap<object, Map<string, Database.Statement>>();

const database = (db: ReadableDb) => db as unknown as Database.Database;

/** Kept per connection: compiling a statement costs more than running most of them. */
function statement(db: ReadableDb, sql: string): Database.Statement {
  let cache = statements.get(db);
  if (!cache) statements.set(db, (cache = new Map()));
  let found = cache.get(sql);
  if (found) return found;
  // Queries people type make new texts; the oldest ones go.
  if (cache.size >= 500) cache.delete(cache.keys().next().value!);
  cache.set(sql, (found = database(db).prepare(sql)));
  return found;
}

/** `?1` is a name to better-sqlite3: values by position are handed over under their numbers then. */
function bound(sql: string, parameters: Parameters): unknown[] {
  if (!Array.isArray(parameters)) return [parameters];
  if (!/\?\d/.test(sql)) return parameters as unknown[];
  return [Object.fromEntries(parameters.map((value, at) => [String(at + 1), value]))];
}

/** Every row. For results that are known to be small; page everything else. */
export const all = <Row>(db: ReadableDb, sql: string, parameters: Parameters = []): Row[] =>
  statement(db, sql).all(...bound(sql, parameters)) as Row[];

/** The first row. */
export const one = <Row>(db: ReadableDb, sql: string, parameters: Parameters = []): Row | undefined =>
  statement(db, sql).get(...bound(sql, parameters)) as Row | undefined;

/** The first column of every row. */
export function column<T extends SqlValue>(db: ReadableDb, sql: string, parameters: Parameters = []): T[] {
  return statement(db, `/* column */ ${sql}`)
    .pluck()
    .all(...bound(sql, parameters)) as T[];
}

/** The first column of the first row. */
export const cell = <T extends SqlValue>(
  db: ReadableDb,
  sql: string,
  parameters: Parameters = [],
): T | undefined =>
  statement(db, `/* column */ ${sql}`)
    .pluck()
    .get(...bound(sql, parameters)) as T | undefined;

/** Runs one statement that changes the index. */
export function run(
  db: WritableDb,
  sql: string,
  parameters: Parameters = [],
): { changes: number; id: number } {
  const { changes, lastInsertRowid } = statement(db, sql).run(...bound(sql, parameters));
  return { changes, id: Number(lastInsertRowid) };
}

/** All or nothing; nests as a savepoint. Synchronous: nothing else happens on this connection meanwhile. */
export const transaction = <T>(db: WritableDb, work: () => T): T =>
  database(db).transaction(work).immediate();

/** Moves whenever anything in the index moved, by this connection or another. */
export const dataVersion = (db: ReadableDb): string =>
  `${cell<number>(db, 'SELECT total_changes()')}.${database(db).pragma('data_version', { simple: true })}`;
