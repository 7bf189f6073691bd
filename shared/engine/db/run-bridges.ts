import type { RunRow } from './runs.ts';
import { column, type ReadableDb, run, type WritableDb } from './sql.ts';

/** The bridges that a plan decides in: those a sync names, and those of which it moves anything else. */
const ofPlan = `SELECT id.value AS bridge FROM plan, json_each(plan.input, '$.bridgeIds') AS id
    WHERE plan.id = ?1 AND plan.kind = 'sync' AND typeof(id.value) = 'text'
  UNION SELECT bridge FROM plan_decision WHERE plan = ?1`;

/** Ids. */
export const bridgesInPlan = (db: ReadableDb, plan: string): string[] => column<string>(db, ofPlan, [plan]);

/** Remembers the bridges that a run decides in. */
export const insertRunBridges = (db: WritableDb, { id, plan, at }: RunRow): void => {
  run(db, `INSERT INTO run_bridge (run, bridge, at) SELECT ?2, bridge, ?3 FROM (${ofPlan})`, [plan, id, at]);
};

/** Ids. */
export const bridgesOfRun = (db: ReadableDb, id: string): string[] =>
  column<string>(db, 'SELECT bridge FROM run_bridge WHERE run = ?', [id]);
