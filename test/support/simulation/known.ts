// What the index knows of a history, for those who judge it.
import type { MaybeValue } from '../../../shared/core/value.ts';
import { all, cell, type ReadableDb } from '../../../shared/engine/db/sql.ts';
import type { StageBridge } from './stage.ts';
import { parse } from './values.ts';

/** A bridge that was made; those that would have fought it were refused. */
export interface KnownBridge extends StageBridge {
  readonly id: string;
}

/** The photo of a file; undefined: never seen. */
export const photoOf = (db: ReadableDb, library: string, path: string): number | undefined =>
  cell<number>(db, 'SELECT photo FROM file WHERE library = ? AND path = ?', [library, path]);

export const fileOf = (db: ReadableDb, library: string, path: string): number | undefined =>
  cell<number>(db, 'SELECT id FROM file WHERE library = ? AND path = ?', [library, path]);

const toValue = (text: string | undefined): MaybeValue | undefined =>
  text === undefined ? undefined : parse(text);

export const hubOf = (db: ReadableDb, bridge: string, photo: number, field: string): MaybeValue | undefined =>
  toValue(
    cell<string>(db, 'SELECT value FROM hub WHERE bridge = ? AND photo = ? AND field = ?', [
      bridge,
      photo,
      field,
    ]),
  );

export const baseOf = (db: ReadableDb, bridge: string, file: number, field: string): MaybeValue | undefined =>
  toValue(
    cell<string>(db, 'SELECT value FROM base WHERE bridge = ? AND file = ? AND field = ?', [
      bridge,
      file,
      field,
    ]),
  );

/** `bridge photo field` of every open conflict between copies. */
export const openConflicts = (db: ReadableDb): Set<string> =>
  new Set(
    all<{ key: string }>(
      db,
      `SELECT bridge || ' ' || photo || ' ' || field AS key FROM conflict WHERE kind <> 'inFile'`,
    ).map(({ key }) => key),
  );

/** What was decided of everything that is in conflict, by `bridge photo field`. */
export function decidedOf(db: ReadableDb): Map<string, string> {
  const rows = all<{ key: string; value: string }>(
    db,
    `SELECT bridge || ' ' || photo || ' ' || field AS key, 'hub ' || value AS value FROM hub
     UNION ALL
     SELECT bridge || ' ' || file.photo || ' ' || field, 'base ' || file.library || ' ' || file.path || ' ' || value
     FROM base JOIN file ON file.id = base.file ORDER BY 1, 2`,
  );
  const decided = new Map<string, string>();
  for (const { key, value } of rows) decided.set(key, `${decided.get(key) ?? ''}\n${value}`);
  return decided;
}

/** The run that writes now. */
export interface RunningNow {
  readonly kind: string;
  readonly plan: string;
  /** Ids of the bridges that a sync decides in. */
  readonly bridges: readonly string[];
}

export function runningNow(db: ReadableDb): RunningNow {
  const [row] = all<{ kind: string; plan: string; input: string }>(
    db,
    `SELECT run.kind, run.plan, plan.input FROM run JOIN plan ON plan.id = run.plan WHERE run.state = 'running'`,
  );
  if (!row) throw new Error('A write without a run.');
  const { bridgeIds = [] } = JSON.parse(row.input) as { bridgeIds?: string[] };
  return { kind: row.kind, plan: row.plan, bridges: bridgeIds };
}

/** Values of a photo's field that are kept, whatever is written: losers, and what was decided now or before. */
export function keptValues(db: ReadableDb, photo: number, field: string): MaybeValue[] {
  const rows = all<{ value: string }>(
    db,
    `SELECT value FROM loser WHERE photo = ?1 AND field = ?2
     UNION SELECT value FROM hub WHERE photo = ?1 AND field = ?2
     UNION SELECT before FROM (SELECT json_extract(before, '$.hub.value') AS before FROM plan_decision
       WHERE photo = ?1 AND field = ?2) WHERE before IS NOT NULL`,
    [photo, field],
  );
  return rows.map(({ value }) => parse(value));
}
