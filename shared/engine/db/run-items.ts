import type { Problem } from '../../core/problem.ts';
import type { RawTags } from '../../core/raw-tags.ts';
import type { FieldName } from '../../core/registry.ts';
import type { MaybeValue } from '../../core/value.ts';
import type { JournalEntry } from '../types.ts';
import { fromJsonOr, pack, toJson, unpack } from './json.ts';
import { all, cell, column, one, type ReadableDb, run, type WritableDb } from './sql.ts';

export type RunItemState = 'pending' | 'intent' | 'prepared' | 'done' | 'skipped' | 'failed' | 'rolledBack';
/** Values of the changed fields; every one is there, `null` where empty. */
export type Values = { readonly [F in FieldName]?: MaybeValue };

/** One file's part of a run; while it is written, the journal. */
export interface RunItem {
  readonly run: string;
  readonly seq: number;
  readonly file: number;
  readonly state: RunItemState;
  readonly journal: JournalEntry | null;
  readonly before: Values | null;
  /** As read back. */
  readonly after: Values | null;
  readonly problem: Problem | null;
}

interface Stored extends Omit<RunItem, 'journal' | 'before' | 'after' | 'problem'> {
  journal: string | null;
  before: string | null;
  after: string | null;
  problem: string | null;
}

const loaded = (row: Stored): RunItem => ({
  ...row,
  journal: fromJsonOr<JournalEntry, null>(row.journal, null),
  before: fromJsonOr<Values, null>(row.before, null),
  after: fromJsonOr<Values, null>(row.after, null),
  problem: fromJsonOr<Problem, null>(row.problem, null),
});

const select = 'SELECT run, seq, file, state, journal, before, after, problem FROM run_item';

/** One pending item per item of the plan. */
export const insertRunItems = (db: WritableDb, runId: string, plan: string): void => {
  run(
    db,
    `INSERT INTO run_item (run, seq, file, state) SELECT ?, seq, file, 'pending' FROM plan_item WHERE plan = ?`,
    [runId, plan],
  );
};

/** Durable when it returns: the index commits with `synchronous=FULL`. */
export function setRunItem(
  db: WritableDb,
  item: Pick<RunItem, 'run' | 'seq'>,
  patch: Partial<Pick<RunItem, 'state' | 'journal' | 'before' | 'after' | 'problem'>>,
): void {
  const sets = Object.keys(patch).map((key) => `${key} = :${key}`);
  const json = (value: unknown) => (value === null || value === undefined ? null : toJson(value));
  const values = Object.fromEntries(
    Object.entries(patch).map(([key, value]) => [key, key === 'state' ? (value as string) : json(value)]),
  );
  run(db, `UPDATE run_item SET ${sets.join(', ')} WHERE run = :run AND seq = :seq`, {
    ...values,
    run: item.run,
    seq: item.seq,
  });
}

export const runItem = (db: ReadableDb, runId: string, seq: number): RunItem | undefined => {
  const row = one<Stored>(db, `${select} WHERE run = ? AND seq = ?`, [runId, seq]);
  return row && loaded(row);
};

/** Items of a run after a position; `states` narrows. */
export const runItems = (
  db: ReadableDb,
  runId: string,
  after: number,
  limit: number,
  states?: readonly RunItemState[],
): RunItem[] =>
  all<Stored>(
    db,
    `${select} WHERE run = ?1 AND seq > ?2
     ${states ? 'AND state IN (SELECT value FROM json_each(?4))' : ''} ORDER BY seq LIMIT ?3`,
    states ? [runId, after, limit, toJson(states)] : [runId, after, limit],
  ).map(loaded);

/** Photos of the files that a run came to last, of at most so many files. */
export const photosComeTo = (db: ReadableDb, runId: string, limit: number): number[] =>
  column<number>(
    db,
    `SELECT DISTINCT file.photo FROM file WHERE file.photo IS NOT NULL AND file.id IN
       (SELECT file FROM run_item WHERE run = ? AND state <> 'pending' ORDER BY seq DESC LIMIT ?)`,
    [runId, limit],
  );

/** Writes that were under way when the engine stopped. */
export const openRunItems = (db: ReadableDb): RunItem[] =>
  all<Stored>(db, `${select} WHERE state IN ('intent', 'prepared') ORDER BY run, seq`).map(loaded);

/** How many items of a run are in each state. */
export const runItemCounts = (db: ReadableDb, runId: string): Partial<Record<RunItemState, number>> =>
  Object.fromEntries(
    all<{ state: RunItemState; n: number }>(
      db,
      'SELECT state, count(*) AS n FROM run_item WHERE run = ? GROUP BY state',
      [runId],
    ).map((row) => [row.state, row.n]),
  );

/** The first problems of a run with their places, and how many there are. */
export function runProblems(
  db: ReadableDb,
  runId: string,
  limit: number,
): { total: number; items: (Problem & { library: string; path: string })[] } {
  const rows = all<{ problem: string; library: string; path: string }>(
    db,
    `SELECT problem, coalesce(library.name, '') AS library, coalesce(file.path, '') AS path
     FROM run_item LEFT JOIN file ON file.id = run_item.file LEFT JOIN library ON library.id = file.library
     WHERE run = ? AND problem IS NOT NULL ORDER BY seq LIMIT ?`,
    [runId, limit],
  );
  const total =
    cell<number>(db, 'SELECT count(*) FROM run_item WHERE run = ? AND problem IS NOT NULL', [runId]) ?? 0;
  return {
    total,
    items: rows.map(({ problem, ...place }) => ({ ...(JSON.parse(problem) as Problem), ...place })),
  };
}

/** The last run that wrote a file, other than `except`. */
export const lastWriteOf = (
  db: ReadableDb,
  file: number,
  except: string,
): { run: string; at: number } | undefined =>
  one<{ run: string; at: number }>(
    db,
    `SELECT run.id AS run, run.at FROM run_item JOIN run ON run.id = run_item.run
     WHERE run_item.file = ? AND run_item.state = 'done' AND run.id <> ? ORDER BY run.at DESC LIMIT 1`,
    [file, except],
  );

/** Keeps the tags of a file from before its write, for a later undo. */
export const keepLast = (db: WritableDb, item: Pick<RunItem, 'run' | 'seq'>, raw: RawTags): void => {
  run(db, 'UPDATE run_item SET last = ? WHERE run = ? AND seq = ?', [pack(raw), item.run, item.seq]);
};

/** The tags of a file from before a write, where they were kept. */
export function keptLast(db: ReadableDb, runId: string, seq: number): RawTags | undefined {
  const raw = cell<Uint8Array | null>(db, 'SELECT last FROM run_item WHERE run = ? AND seq = ?', [
    runId,
    seq,
  ]);
  return raw ? unpack<RawTags>(raw) : undefined;
}
