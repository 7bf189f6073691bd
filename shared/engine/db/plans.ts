import { TagbridgeError } from '../../api/errors.ts';
import type { Needs, PlanKind, PlanOutcome } from '../../api/views.ts';
import { fromJson, fromJsonOr, toJson } from './json.ts';
import { one, type ReadableDb, run, type WritableDb } from './sql.ts';

export type PlanState = 'ready' | 'running' | 'done' | 'cancelled' | 'superseded';

/** What planning found; all counts are of files but `photos`, `conflicts` and `changeTotal`. */
export type PlanCounts = Pick<
  PlanOutcome,
  | 'photos'
  | 'planned'
  | 'unchanged'
  | 'skipped'
  | 'skippedBy'
  | 'away'
  | 'conflicts'
  | 'losing'
  | 'byField'
  | 'changeTotal'
  | 'familyChanges'
  | 'problems'
  | 'problemTotal'
>;

export interface PlanRow {
  readonly id: string;
  readonly kind: PlanKind;
  readonly title: string;
  readonly at: number;
  /** What was asked. */
  readonly input: unknown;
  readonly state: PlanState;
  readonly needs: Needs | null;
  readonly counts: PlanCounts;
}

/** What is told of a run beside its own row. */
export interface PlanFacts {
  readonly needs: Needs | null;
  /** A bridge made it by itself. */
  readonly automatic: boolean;
  readonly byField: PlanCounts['byField'];
}

interface Stored extends Omit<PlanRow, 'input' | 'counts'> {
  input: string;
  counts: string;
}

export function insertPlan(db: WritableDb, plan: PlanRow): void {
  run(
    db,
    'INSERT INTO plan (id, kind, title, at, input, state, needs, counts) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
    [
      plan.id,
      plan.kind,
      plan.title,
      plan.at,
      toJson(plan.input),
      plan.state,
      plan.needs,
      toJson(plan.counts),
    ],
  );
}

export function setPlan(
  db: WritableDb,
  id: string,
  patch: Partial<Pick<PlanRow, 'title' | 'state' | 'needs' | 'counts'>>,
): void {
  const plan = { ...requirePlan(db, id), ...patch };
  run(db, 'UPDATE plan SET title = ?, state = ?, needs = ?, counts = ? WHERE id = ?', [
    plan.title,
    plan.state,
    plan.needs,
    toJson(plan.counts),
    id,
  ]);
}

function findPlan(db: ReadableDb, id: string): PlanRow | undefined {
  const row = one<Stored>(db, 'SELECT * FROM plan WHERE id = ?', [id]);
  return row && { ...row, input: fromJson<unknown>(row.input), counts: fromJson<PlanCounts>(row.counts) };
}

/** As `findPlan`; throws `NOT_FOUND`. */
export function requirePlan(db: ReadableDb, id: string): PlanRow {
  const plan = findPlan(db, id);
  if (plan) return plan;
  throw new TagbridgeError('NOT_FOUND', `There is no plan ${id}.`, {
    hint: 'A plan is named by the command that made it; make it again.',
  });
}

/** Read apart: the input of a plan may name very many photos. */
export function planFacts(db: ReadableDb, id: string): PlanFacts {
  const row = one<{ needs: Needs | null; automatic: number | null; byField: string }>(
    db,
    `SELECT needs, json_extract(counts, '$.byField') AS byField,
       CASE WHEN kind = 'sync' THEN json_extract(input, '$.automatic') END AS automatic FROM plan WHERE id = ?`,
    [id],
  );
  return {
    needs: row?.needs ?? null,
    automatic: row?.automatic === 1,
    byField: fromJsonOr<PlanCounts['byField'], []>(row?.byField, []),
  };
}

/** Files that plans write, and those of them in which a value is removed or overwritten. */
export type Sizes = Pick<PlanCounts, 'planned' | 'losing'>;

/**
 * The files that a bridge's own syncs wrote since a time, without anybody having allowed it. What a person ran after
 * the brake ends the count, and so does resuming the bridge.
 */
export const sizesByItself = (db: ReadableDb, bridge: string, since: number): Sizes =>
  one<Sizes>(
    db,
    `WITH mine AS (
       SELECT plan.* FROM plan, json_each(plan.input, '$.bridgeIds') AS id
       WHERE kind = 'sync' AND at > ?2 AND json_extract(input, '$.automatic') AND id.value = ?1)
     SELECT count(DISTINCT item.file) AS planned, count(DISTINCT iif(item.losing, item.file, NULL)) AS losing
     FROM mine JOIN run ON run.plan = mine.id JOIN run_item ON run_item.run = run.id AND run_item.state = 'done'
     JOIN plan_item AS item ON item.plan = mine.id AND item.seq = run_item.seq
     WHERE needs IS NULL
       AND mine.at > coalesce((SELECT max(at) FROM mine WHERE needs = 'brake' AND state <> 'ready'), 0)
       AND mine.at > (SELECT counted_from FROM bridge WHERE id = ?1)`,
    [bridge, since],
  )!;

/** A plan that wrote nothing, and that nobody will look for. */
export const forgetPlan = (db: WritableDb, id: string): void => {
  run(db, 'DELETE FROM plan WHERE id = ? AND id NOT IN (SELECT plan FROM run)', [id]);
};

/** Plans that never ran and are older than `before` go; those of a run stay with it. */
export const forgetOldPlans = (db: WritableDb, before: number): number =>
  run(db, 'DELETE FROM plan WHERE at < ? AND id NOT IN (SELECT plan FROM run)', [before]).changes;
