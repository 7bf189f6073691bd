import type { ChangeRow } from '../../api/views.ts';
import type { Change } from '../../core/change.ts';
import type { FieldName } from '../../core/registry.ts';
import type { Fingerprint } from '../types.ts';
import { fromJson, fromJsonOr, toJson } from './json.ts';
import { all, cell, type ReadableDb, run, type WritableDb } from './sql.ts';

/** The write of an earlier run whose bytes from before come back. */
export interface RestoreRef {
  readonly run: string;
  readonly seq: number;
  /** The last write that is taken back with it, where several are; else the same. */
  readonly from?: { readonly run: string; readonly seq: number };
}

/** One file's part of a plan. */
export interface PlanItem {
  readonly seq: number;
  readonly file: number;
  readonly photo: number | null;
  /** What the file must still look like when it is written. */
  readonly fingerprint: Fingerprint;
  readonly changes: readonly Change[];
  readonly restore: RestoreRef | null;
  /** Fields whose value comes from another photo of the family. */
  readonly family: readonly FieldName[];
}

interface Stored extends Omit<PlanItem, 'fingerprint' | 'changes' | 'restore' | 'family'> {
  fingerprint: string;
  changes: string;
  restore: string | null;
  family: string | null;
}

const loaded = (row: Stored): PlanItem => ({
  seq: row.seq,
  file: row.file,
  photo: row.photo,
  fingerprint: fromJson<Fingerprint>(row.fingerprint),
  changes: fromJson<Change[]>(row.changes),
  restore: fromJsonOr<RestoreRef, null>(row.restore, null),
  family: fromJsonOr<FieldName[], null>(row.family, null) ?? [],
});

/** `losing`: some value of it is removed or overwritten. */
export function insertPlanItem(
  db: WritableDb,
  plan: string,
  item: PlanItem & { readonly losing: boolean },
): void {
  run(
    db,
    'INSERT INTO plan_item (plan, seq, file, photo, fingerprint, changes, restore, family, losing) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
    [
      plan,
      item.seq,
      item.file,
      item.photo,
      toJson(item.fingerprint),
      toJson(item.changes),
      item.restore && toJson(item.restore),
      item.family.length > 0 ? toJson(item.family) : null,
      item.losing ? 1 : 0,
    ],
  );
}

/** Items after a position, in order. */
export const planItems = (db: ReadableDb, plan: string, after: number, limit: number): PlanItem[] =>
  all<Stored>(
    db,
    'SELECT seq, file, photo, fingerprint, changes, restore, family FROM plan_item WHERE plan = ? AND seq > ? ORDER BY seq LIMIT ?',
    [plan, after, limit],
  ).map(loaded);

export const planItem = (db: ReadableDb, plan: string, seq: number): PlanItem | undefined =>
  planItems(db, plan, seq - 1, 1).find((item) => item.seq === seq);

/** The file is still what the plan saw, under another stat. */
export const setPlannedFingerprint = (
  db: WritableDb,
  plan: string,
  seq: number,
  fingerprint: Fingerprint,
): void => {
  run(db, 'UPDATE plan_item SET fingerprint = ? WHERE plan = ? AND seq = ?', [
    toJson(fingerprint),
    plan,
    seq,
  ]);
};

export const dropPlanItem = (db: WritableDb, plan: string, seq: number): void => {
  run(db, 'DELETE FROM plan_item WHERE plan = ? AND seq = ?', [plan, seq]);
};

/** How many photos a plan writes files of. */
export const countPlanPhotos = (db: ReadableDb, plan: string): number =>
  cell<number>(db, 'SELECT count(DISTINCT photo) FROM plan_item WHERE plan = ?', [plan]) ?? 0;

export const countPlanItems = (db: ReadableDb, plan: string): number =>
  cell<number>(db, 'SELECT count(*) FROM plan_item WHERE plan = ?', [plan]) ?? 0;

interface ChangeStored extends Omit<ChangeRow, 'before' | 'after' | 'family'> {
  at: number;
  family: number;
  before: string;
  after: string;
}

/** Single changes in plan order, after a position `seq.at`. A file that is gone has an empty place. */
export function planChanges(
  db: ReadableDb,
  plan: string,
  after: { seq: number; at: number },
  limit: number,
): (ChangeRow & { at: number })[] {
  const rows = all<ChangeStored>(
    db,
    `SELECT item.seq, change.key AS at, item.file, item.photo,
       coalesce(library.name, '') AS library, coalesce(file.path, '') AS path,
       change.value ->> 'field' AS field, change.value -> 'before' AS before, change.value -> 'after' AS after,
       coalesce((change.value ->> 'field') IN (SELECT value FROM json_each(item.family)), 0) AS family
     FROM plan_item item JOIN json_each(item.changes) change
       LEFT JOIN file ON file.id = item.file LEFT JOIN library ON library.id = file.library
     WHERE item.plan = ?1 AND item.seq >= ?2 AND (item.seq > ?2 OR change.key > ?3)
     ORDER BY item.seq, change.key LIMIT ?4`,
    [plan, after.seq, after.at, limit],
  );
  return rows.map(({ before, after: later, family, ...row }) => ({
    ...row,
    ...(family === 1 ? { family: true } : {}),
    before: fromJson<ChangeRow['before']>(before),
    after: fromJson<ChangeRow['after']>(later),
  }));
}
