import type { Needs } from '../../api/views.ts';
import { isOver } from '../../core/safety.ts';
import { findBridge } from '../db/bridges.ts';
import { toJson } from '../db/json.ts';
import type { PlanRow, Sizes } from '../db/plans.ts';
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
export function isBraked(
  db: ReadableDb,
  { losing }: Pick<Sizes, 'losing'>,
  libraries: readonly string[],
): boolean {
  const { brakeShare, brakePhotos } = getSettings(db);
  return isOver(losing, filesIn(db, libraries), { share: brakeShare, files: brakePhotos });
}

/** The same for changes of any kind, that nobody but a bridge makes: a preset may add to everything by mistake. */
function isMassive(db: ReadableDb, { planned }: Sizes, libraries: readonly string[]): boolean {
  const { brakeShare, brakeChanges } = getSettings(db);
  return isOver(planned, filesIn(db, libraries), { share: brakeShare, files: brakeChanges });
}

interface Scope {
  /** Ids. */
  readonly bridges: readonly string[];
  readonly libraries: readonly string[];
  /** A bridge makes the plan by itself: what it did just before belongs to it. */
  readonly before?: Sizes | undefined;
}

/** What a sync or push has to be allowed by a person; null when it may run. */
export function needsOf(
  db: ReadableDb,
  { planned, losing }: Sizes,
  { bridges, libraries, before }: Scope,
): Needs | null {
  if (planned === 0) return null;
  const first = bridges.some((id) => findBridge(db, id)?.consented === false);
  if (first) return 'firstSync';
  const all = { planned: planned + (before?.planned ?? 0), losing: losing + (before?.losing ?? 0) };
  const tooMany = isBraked(db, all, libraries) || (before !== undefined && isMassive(db, all, libraries));
  return tooMany ? 'brake' : null;
}
