import type { Needs } from '../../api/views.ts';
import { findBridge } from '../db/bridges.ts';
import { toJson } from '../db/json.ts';
import type { PlanCounts, PlanRow } from '../db/plans.ts';
import { getSettings } from '../db/settings.ts';
import { cell, type ReadableDb } from '../db/sql.ts';

/** What a sync's plan remembers of its bridges. */
export interface SyncInput {
  /** Ids of the bridges it decides in. */
  readonly bridgeIds: readonly string[];
  /** A bridge made it by itself. */
  readonly automatic?: boolean;
}

/** The bridges whose first sync a plan may be. */
export const bridgesOfPlan = (plan: PlanRow): readonly string[] =>
  plan.kind === 'sync' ? ((plan.input as Partial<SyncInput>).bridgeIds ?? []) : [];

/** Files of some libraries: what the brake measures against. */
const filesIn = (db: ReadableDb, libraries: readonly string[]): number =>
  cell<number>(
    db,
    `SELECT count(*) FROM file WHERE state <> 'missing' AND library IN (SELECT value FROM json_each(?))`,
    [toJson(libraries)],
  ) ?? 0;

/** Whether a plan would remove or overwrite values in more files than the settings allow without asking. */
export function isBraked(db: ReadableDb, counts: PlanCounts, libraries: readonly string[]): boolean {
  const { brakeShare, brakePhotos } = getSettings(db);
  return counts.losing > Math.max(brakePhotos, brakeShare * filesIn(db, libraries));
}

/** What a sync or push has to be allowed by a person; null when it may run. */
export function needsOf(
  db: ReadableDb,
  counts: PlanCounts,
  { bridges, libraries }: { readonly bridges: readonly string[]; readonly libraries: readonly string[] },
): Needs | null {
  if (counts.planned === 0) return null;
  const first = bridges.some((id) => findBridge(db, id)?.consented === false);
  if (first) return 'firstSync';
  return isBraked(db, counts, libraries) ? 'brake' : null;
}
