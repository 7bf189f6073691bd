import { useCallback, useMemo, useRef, useState } from 'react';
import type { TagbridgeClient } from '../../shared/api/client.ts';
import type { ChangeRow, PlanOutcome } from '../../shared/api/views.ts';
import { type Failure, failureOf } from './failure.ts';
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
}

export const newJob = () => `w-${crypto.randomUUID()}`;

/** One plan from preview to outcome, shared by every screen that writes. */
export function usePlan(client: TagbridgeClient): PlanControl {
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
    const { outcome, failure } = await carryOut(client, planned.plan, job);
    if (mine !== turn.current) return outcome;
    const cancelled = failure?.code === 'CANCELLED';
    if (outcome?.run)
      put({ phase: 'done', outcome, cancelled, ...(failure && !cancelled ? { failure } : {}) });
    else put({ phase: 'preview', outcome: planned, ...(failure && !cancelled ? { failure } : {}) });
    return outcome;
  }, [client, put]);

  const cancel = useCallback(() => {
    const { phase, job } = current.current;
    if (job) void client.jobs.cancel({ job }).catch(() => undefined);
    if (phase === 'planning') {
      turn.current += 1;
      put({ phase: 'idle' });
    }
  }, [client, put]);

  const reset = useCallback(() => {
    if (current.current.phase === 'planning') cancel();
    turn.current += 1;
    put({ phase: 'idle' });
  }, [cancel, put]);

  return useMemo(() => ({ ...session, preview, run, cancel, reset }), [session, preview, run, cancel, reset]);
}

/** After a failure or a cancel the run may still have written files: the saved plan says how far it came. */
async function carryOut(
  client: TagbridgeClient,
  plan: string,
  job: string,
): Promise<{ outcome?: PlanOutcome; failure?: Failure }> {
  try {
    return { outcome: await client.plans.run({ plan, job }) };
  } catch (error) {
    const outcome = await client.plans.get({ plan }).catch(() => undefined);
    return { failure: failureOf(error), ...(outcome ? { outcome } : {}) };
  }
}

/** The changes of a plan, page by page. */
export function usePlanChanges(client: TagbridgeClient, plan: string | undefined): Pages<ChangeRow> {
  const read = useMemo(
    () =>
      plan === undefined
        ? undefined
        : (after?: string) =>
            client.plans.changes({ plan, limit: 500, ...(after === undefined ? {} : { after }) }),
    [client, plan],
  );
  return usePages(read);
}
