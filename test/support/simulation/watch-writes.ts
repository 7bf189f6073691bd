// Every single write is looked at before it happens: what it may touch, and that nothing is lost by it.
import type { Change } from '../../../shared/core/change.ts';
import { sameValue } from '../../../shared/core/equal.ts';
import { fieldDef } from '../../../shared/core/registry.ts';
import type { MaybeValue } from '../../../shared/core/value.ts';
import { planItems } from '../../../shared/engine/db/plan-items.ts';
import { all } from '../../../shared/engine/db/sql.ts';
import type { SimEngine } from './engine.ts';
import { fail } from './fail.ts';
import { fileOf, keptValues, openConflicts, photoOf, type RunningNow, runningNow } from './known.ts';
import type { Record } from './record.ts';
import { mayWrite, roleIn } from './rules.ts';
import { isScalar, keywordsOf, type Same } from './values.ts';

export interface WatchedWrite {
  readonly library: string;
  readonly path: string;
  readonly picture: number;
  readonly changes: readonly Change[];
}

export interface Watch {
  readonly sim: Pick<SimEngine, 'db' | 'bridges'>;
  readonly record: Record;
  readonly same: Same;
  /** Another program was faster in this run, or the plan was saved before: conflicts may be newer than the plan. */
  raced: boolean;
  /** Files that programs changed since the plan was made, when nobody looked. */
  stale: ReadonlySet<string>;
}

/** Sync, push and resolve decide between copies; the rest is one person's wish about one copy. */
const between: ReadonlySet<string> = new Set(['sync', 'push', 'resolve']);

/** 29: the plan said so, of the file as it is. Roles, fields and kept fields: some bridge of the sync may write it. */
function judgeLeave(
  { sim: { db, bridges }, stale }: Watch,
  run: RunningNow,
  { library, path, changes }: WatchedWrite,
): void {
  if (stale.has(`${library}/${path}`)) fail(29, `${library}/${path} changed since, and was written`);
  const file = fileOf(db, library, path)!;
  const [planned] = all<{ changes: string }>(
    db,
    'SELECT changes FROM plan_item WHERE plan = ? AND file = ?',
    [run.plan, file],
  );
  if (planned?.changes !== JSON.stringify(changes)) fail(29, `${library}/${path}: not what was planned`);
  if (run.kind === 'sync') {
    const asked = bridges.filter(({ id }) => run.bridges.includes(id));
    for (const { field } of changes)
      if (!asked.some((bridge) => mayWrite(bridge, library, field)))
        fail(29, `${field} of ${library} is written, which no bridge may`);
  }
  const isSource = bridges.some((bridge) => roleIn(bridge, library) === 'source');
  if (isSource && (run.kind === 'edit' || run.kind === 'push')) fail(29, `a source is written: ${library}`);
}

/** 18: what is in conflict is written nowhere. */
function judgeOpen(
  { sim: { db }, raced }: Watch,
  run: RunningNow,
  { library, path, changes }: WatchedWrite,
): void {
  if (run.kind !== 'sync' || run.bridges.length !== 1 || raced) return;
  const open = openConflicts(db);
  const photo = photoOf(db, library, path);
  for (const { field } of changes)
    if (open.has(`${run.bridges[0]} ${photo} ${field}`)) fail(18, `${field} is in conflict and written`);
}

/** 18: when a plan that waits for a person was made, nothing in it was in conflict. What conflicts since is not undone. */
export function judgeSaved({ sim: { db } }: Pick<Watch, 'sim'>, bridge: string, plan: string): void {
  const open = openConflicts(db);
  for (const { photo, changes } of planItems(db, plan, 0, 1000))
    for (const { field } of changes)
      if (open.has(`${bridge} ${photo} ${field}`)) fail(18, `${field} is in conflict and planned`);
}

/** 11, 13: a value that goes was decided, or is kept; a keyword that goes was taken away by somebody, or is kept. */
function judgeLoss(watch: Watch, run: RunningNow, write: WatchedWrite): void {
  const { record, same } = watch;
  const { db } = watch.sim;
  const { library, path, picture, changes } = write;
  if (!between.has(run.kind)) return;
  for (const { field, before, after } of changes) {
    const kept = keptValues(db, photoOf(db, library, path)!, field);
    const isKept = (value: MaybeValue) =>
      value === null || kept.some((one) => sameValue(fieldDef(field), one, value));
    if (isScalar(field)) {
      if (!isKept(before)) fail(13, `${JSON.stringify(before)} in ${library}/${path} is kept nowhere`);
      continue;
    }
    const stays = new Set([...keywordsOf(after), ...kept.flatMap(keywordsOf)].map(same));
    for (const word of keywordsOf(before).map(same))
      if (!stays.has(word) && !record.removed(picture).has(word))
        fail(11, `${word} goes from ${library}/${path}, and nobody removed it`);
  }
}

export function watchWrite(watch: Watch, write: WatchedWrite): void {
  const run = runningNow(watch.sim.db);
  judgeLeave(watch, run, write);
  judgeOpen(watch, run, write);
  judgeLoss(watch, run, write);
}

/** Whether a write takes something away: what the brake counts (25). */
export const takesAway = (changes: readonly Change[], same: Same): boolean =>
  changes.some(({ field, before, after }) => {
    if (isScalar(field)) return before !== null && !sameValue(fieldDef(field), before, after);
    const stays = new Set(keywordsOf(after).map(same));
    return keywordsOf(before).some((word) => !stays.has(same(word)));
  });
