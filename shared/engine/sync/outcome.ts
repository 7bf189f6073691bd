import type { PlanOutcome } from '../../api/views.ts';
import { planNotes } from '../db/decisions.ts';
import { requirePlan } from '../db/plans.ts';
import { runProblems } from '../db/run-items.ts';
import { runOfPlan } from '../db/runs.ts';
import { column, type ReadableDb } from '../db/sql.ts';

const [namedProblems, namedNotes] = [100, 100];

/** Why a run skipped files, by problem code. */
function skippedInRun(db: ReadableDb, run: string): Record<string, number> {
  const counts: Record<string, number> = {};
  const codes = column<string>(
    db,
    `SELECT problem ->> 'code' FROM run_item WHERE run = ? AND state = 'skipped'`,
    [run],
  );
  for (const code of codes) counts[code] = (counts[code] ?? 0) + 1;
  return counts;
}

const unchangedInRun = (db: ReadableDb, run: string): number =>
  column<number>(db, `SELECT count(*) FROM run_item WHERE run = ? AND state = 'done' AND after IS NULL`, [
    run,
  ])[0] ?? 0;

/** What a plan would do, and what came of it where it ran. */
export function planOutcome(db: ReadableDb, id: string): PlanOutcome {
  const plan = requirePlan(db, id);
  const { counts } = plan;
  const run = runOfPlan(db, id);
  const { notes, total: noteTotal } = planNotes(db, id, namedNotes);
  const planned = {
    ...counts,
    ...{ plan: plan.id, run: null, kind: plan.kind, title: plan.title, written: 0 },
    ...(plan.needs === null ? {} : { needs: plan.needs }),
    ...(noteTotal > 0 ? { notes, noteTotal } : {}),
  };
  if (!run) return planned;
  const skipped = skippedInRun(db, run.id);
  const problems = runProblems(db, run.id, namedProblems);
  const skippedBy = { ...counts.skippedBy };
  for (const [code, count] of Object.entries(skipped)) skippedBy[code] = (skippedBy[code] ?? 0) + count;
  const { needs: _, ...ran } = planned as PlanOutcome;
  return {
    ...ran,
    run: run.id,
    written: run.written,
    unchanged: counts.unchanged + unchangedInRun(db, run.id),
    skipped: counts.skipped + run.skipped,
    skippedBy,
    problems: [
      ...counts.problems,
      ...problems.items.map(({ library, path, code, message }) => ({ library, path, code, message })),
    ].slice(0, namedProblems),
    problemTotal: counts.problemTotal + problems.total,
  };
}
