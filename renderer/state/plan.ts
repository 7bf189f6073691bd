import { useCallback, useMemo, useRef, useState } from 'react';
import type { ChangeRow, JobView, PlanOutcome } from '../../shared/api/views.ts';
import { engine, newJob } from './engine.ts';
import { type Failure, failureOf } from './failure.ts';
import { cancelJob, useJob } from './jobs.ts';
import { askRenaming } from './keyword-rename.ts';
import { type Pages, usePages } from './pages.ts';

/**
 * Where a plan stands: `planning` (counting, nothing written), `preview` (saved, waits for the person), `running`
 * (writing), `done` (its outcome is there, also after a cancel half way).
 */
export type PlanPhase = 'idle' | 'planning' | 'preview' | 'running' | 'done';

export interface PlanSession {
  readonly phase: PlanPhase;
  readonly outcome?: PlanOutcome;
  readonly failure?: Failure;
  /** Job to follow in the job list, and to cancel. */
  readonly job?: string;
  /** True when the run was stopped between two files. */
  readonly cancelled?: boolean;
}

/** Given to whoever makes a plan, to pass on to the procedure: never written before the person saw it. */
export interface Previewing {
  readonly dryRun: true;
  readonly job: string;
}

export interface PlanControl extends PlanSession {
  /** Makes a plan to look at. A newer preview replaces an older one that is still being made. */
  readonly preview: (make: (asking: Previewing) => Promise<PlanOutcome>) => Promise<void>;
  /** Runs exactly the previewed plan; asking for it after the preview is the consent. */
  readonly run: () => Promise<PlanOutcome | undefined>;
  readonly cancel: () => void;
  readonly reset: () => void;
  readonly changes: Pages<ChangeRow>;
  /** How far the planning or the run is, while it goes on. */
  readonly progress: JobView | undefined;
}

/** One plan from preview to outcome, shared by every screen that writes. */
export function usePlan(): PlanControl {
  const [session, setSession] = useState<PlanSession>({ phase: 'idle' });
  const current = useRef<PlanSession>(session);
  const turn = useRef(0);
  const put = useCallback((next: PlanSession) => {
    current.current = next;
    setSession(next);
  }, []);

  const preview = useCallback<PlanControl['preview']>(
    async (make) => {
      const mine = ++turn.current;
      const job = newJob();
      const { outcome: shown } = current.current;
      put({ phase: 'planning', job, ...(shown ? { outcome: shown } : {}) });
      try {
        const outcome = await make({ dryRun: true, job });
        if (mine === turn.current) put({ phase: 'preview', outcome });
      } catch (error) {
        const failure = failureOf(error);
        if (mine !== turn.current) return;
        put(failure.code === 'CANCELLED' ? { phase: 'idle' } : { phase: 'idle', failure });
      }
    },
    [put],
  );

  const run = useCallback(async () => {
    const planned = current.current.outcome;
    if (current.current.phase !== 'preview' || !planned) return undefined;
    const mine = ++turn.current;
    const job = newJob();
    put({ phase: 'running', outcome: planned, job });
    const { outcome, failure } = await carryOut(planned.plan, job);
    if (mine !== turn.current) return outcome;
    const cancelled = failure?.code === 'CANCELLED';
    // What is decided without writing is no run, and done all the same.
    if (outcome && (outcome.run || !failure))
      put({ phase: 'done', outcome, cancelled, ...(failure && !cancelled ? { failure } : {}) });
    else put({ phase: 'preview', outcome: planned, ...(failure && !cancelled ? { failure } : {}) });
    return outcome;
  }, [put]);

  const cancel = useCallback(() => {
    const { phase, job } = current.current;
    if (job) cancelJob(job);
    if (phase === 'planning') {
      turn.current += 1;
      put({ phase: 'idle' });
    }
  }, [put]);

  const reset = useCallback(() => {
    if (current.current.phase === 'planning') cancel();
    turn.current += 1;
    put({ phase: 'idle' });
  }, [cancel, put]);

  const changes = usePlanChanges(session.phase === 'planning' ? undefined : session.outcome?.plan);
  const progress = useJob(session.job ?? null);
  return { ...session, preview, run, cancel, reset, changes, progress };
}

/** After a failure or a cancel the run may still have written files: the saved plan says how far it came. */
async function carryOut(plan: string, job: string): Promise<{ outcome?: PlanOutcome; failure?: Failure }> {
  try {
    return { outcome: await engine().plans.run({ plan, job }) };
  } catch (error) {
    const outcome = await engine()
      .plans.get({ plan })
      .catch(() => undefined);
    return { failure: failureOf(error), ...(outcome ? { outcome } : {}) };
  }
}

/** The changes of a plan, page by page. */
export function usePlanChanges(plan: string | undefined): Pages<ChangeRow> {
  const read = useMemo(
    () =>
      plan === undefined
        ? undefined
        : (after?: string) =>
            engine().plans.changes({ plan, limit: 500, ...(after === undefined ? {} : { after }) }),
    [plan],
  );
  return usePages(read);
}

/** The same, as the plan dialog takes it. */
export const planDialog = (control: PlanControl) => ({
  phase: control.phase,
  plan: control.outcome,
  job: control.progress,
  failure: control.failure,
  cancelled: control.cancelled,
  changes: control.changes,
  onRun: () => void control.run(),
  onCancel: control.cancel,
  onClose: control.reset,
  onRename: (from: string, to: string) => {
    control.reset();
    askRenaming(from, to);
  },
});
