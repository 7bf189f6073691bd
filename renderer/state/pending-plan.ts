import { useCallback, useMemo, useRef, useState } from 'react';
import type { ChangeRow, Page, PlanOutcome } from '../../shared/api/views.ts';
import { engine, newJob } from './engine.ts';
import { type Failure, failureOf } from './failure.ts';
import { cancelJob, useJob } from './jobs.ts';
import { go } from './navigation.ts';
import { notify, notifyError } from './notices.ts';
import { usePages } from './pages.ts';
import { batches, dropEdits, forEngine } from './pending.ts';
import type { PlanPhase } from './plan.ts';

const counts = [
  'photos',
  'planned',
  'written',
  'unchanged',
  'skipped',
  'conflicts',
  'losing',
  'changeTotal',
  'problemTotal',
] as const;

function addedUp(skipped: readonly Record<string, number>[]): Record<string, number> {
  const sum: Record<string, number> = {};
  for (const one of skipped)
    for (const [reason, files] of Object.entries(one)) sum[reason] = (sum[reason] ?? 0) + files;
  return sum;
}

/** Several plans told as one. */
export function together(plans: readonly PlanOutcome[]): PlanOutcome | undefined {
  const first = plans[0];
  if (!first || plans.length === 1) return first;
  const sums = Object.fromEntries(
    counts.map((name) => [name, plans.reduce((sum, plan) => sum + plan[name], 0)]),
  );
  return {
    ...first,
    ...(sums as Pick<PlanOutcome, (typeof counts)[number]>),
    run: plans.find((plan) => plan.run !== null)?.run ?? null,
    away: plans.flatMap((plan) => plan.away ?? []),
    skippedBy: addedUp(plans.map((plan) => plan.skippedBy)),
    byField: plans.flatMap((plan) => plan.byField),
    problems: plans.flatMap((plan) => plan.problems),
    notes: plans.flatMap((plan) => plan.notes ?? []),
    noteTotal: plans.reduce((sum, plan) => sum + (plan.noteTotal ?? 0), 0),
  };
}

/** `plans.edit` takes at most this many photos at once. */
const most = 100_000;
const parts = (photos: readonly number[]): number[][] =>
  Array.from({ length: Math.ceil(photos.length / most) }, (_, at) =>
    photos.slice(at * most, (at + 1) * most),
  );

/** Edits of which not one file could be written go on waiting, so that they can be tried again. */
const settled = ({ problemTotal, written, unchanged }: PlanOutcome): boolean =>
  problemTotal === 0 || written + unchanged > 0;

interface Prepared {
  photos: number[];
  outcome: PlanOutcome;
}

async function prepare(dryRun: boolean, job: string, stopped: () => boolean): Promise<Prepared[]> {
  const done: Prepared[] = [];
  for (const { edit, photos } of batches())
    for (const part of parts(photos)) {
      if (stopped()) return done;
      const outcome = await engine().plans.edit({
        photos: part,
        edit: forEngine(edit),
        job,
        ...(dryRun ? { dryRun } : {}),
      });
      if (!dryRun && settled(outcome)) dropEdits(part);
      done.push({ photos: part, outcome });
    }
  return done;
}

/** Pages of one plan after the other; the cursor names the plan and its own cursor. */
async function readChanges(plans: readonly Prepared[], after = '0:'): Promise<Page<ChangeRow>> {
  const at = Number(after.slice(0, after.indexOf(':')));
  const cursor = after.slice(after.indexOf(':') + 1);
  const total = plans.reduce((sum, { outcome }) => sum + outcome.changeTotal, 0);
  const current = plans[at];
  if (!current) return { total, items: [] };
  const page = await engine().plans.changes({
    plan: current.outcome.plan,
    limit: 500,
    ...(cursor ? { after: cursor } : {}),
  });
  const next =
    page.next !== undefined ? `${at}:${page.next}` : at + 1 < plans.length ? `${at + 1}:` : undefined;
  return { total, items: page.items, ...(next === undefined ? {} : { next }) };
}

interface Session {
  phase: PlanPhase;
  plans: Prepared[];
  failure?: Failure;
  job?: string;
  cancelled?: boolean;
}

/** All edits that wait, from preview to outcome, in the form that the plan dialog takes. */
export function usePendingPlan() {
  const [session, setSession] = useState<Session>({ phase: 'idle', plans: [] });
  const turn = useRef(0);
  const stop = useRef(false);
  const job = useJob(session.job ?? null);

  const preview = useCallback(async () => {
    const mine = ++turn.current;
    const id = newJob();
    setSession({ phase: 'planning', plans: [], job: id });
    try {
      const plans = await prepare(true, id, () => mine !== turn.current);
      if (mine === turn.current) setSession({ phase: 'preview', plans });
    } catch (error) {
      const failure = failureOf(error);
      if (mine === turn.current)
        setSession({ phase: 'idle', plans: [], ...(failure.code === 'CANCELLED' ? {} : { failure }) });
    }
  }, []);

  const run = useCallback(async (plans: Prepared[]) => {
    const id = newJob();
    const done: Prepared[] = [];
    stop.current = false;
    setSession({ phase: 'running', plans, job: id });
    try {
      for (const { photos, outcome } of plans) {
        if (stop.current) break;
        const ran = await engine().plans.run({ plan: outcome.plan, job: id });
        done.push({ photos, outcome: ran });
        if (settled(ran)) dropEdits(photos);
      }
      setSession({ phase: 'done', plans: done, cancelled: stop.current });
    } catch (error) {
      const failure = failureOf(error);
      const cancelled = failure.code === 'CANCELLED';
      setSession({
        phase: 'done',
        plans: done.length > 0 ? done : plans,
        cancelled,
        ...(cancelled ? {} : { failure }),
      });
    }
  }, []);

  const { plans } = session;
  const read = useMemo(
    () => (plans.length === 0 ? undefined : (after?: string) => readChanges(plans, after)),
    [plans],
  );
  const changes = usePages(read);
  return {
    preview,
    dialog: {
      phase: session.phase,
      plan: together(plans.map(({ outcome }) => outcome)),
      job,
      failure: session.failure,
      cancelled: session.cancelled,
      changes,
      onRun: () => void run(plans),
      onCancel: () => {
        stop.current = true;
        if (session.job) cancelJob(session.job);
        if (session.phase === 'planning') {
          turn.current += 1;
          setSession({ phase: 'idle', plans: [] });
        }
      },
      onClose: () => setSession({ phase: 'idle', plans: [] }),
    },
  };
}

/** Writes all edits that wait, without a preview. What could not be written is said; the rest is quiet. */
export async function applyPending(): Promise<void> {
  try {
    const done = together((await prepare(false, newJob(), () => false)).map(({ outcome }) => outcome));
    if (!done || done.problemTotal + done.skipped === 0) return;
    const open = { label: 'Open history', run: () => go('history', done.run ? { run: done.run } : {}) };
    notify({
      kind: 'attention',
      text: `${done.written} of ${done.written + done.problemTotal + done.skipped} files were written. The others were not touched: ${done.problems[0]?.message ?? 'they are read-only or offline.'}`,
      action: open,
    });
  } catch (error) {
    notifyError(error);
  }
}
