import { useEffect, useRef } from 'react';
import type { ConflictShape } from '../../../shared/api/views.ts';
import { count } from '../../lib/words.ts';
import {
  type Decision,
  forget,
  inShape,
  resolveInput,
  takeOfShape,
  useDecisions,
} from '../../state/decisions.ts';
import { engine } from '../../state/engine.ts';
import { go } from '../../state/navigation.ts';
import { notify } from '../../state/notices.ts';
import { type PlanControl, usePlan } from '../../state/plan.ts';

export interface Settle {
  readonly plan: PlanControl;
  /** Previews decisions as one plan. */
  readonly preview: (decisions: readonly Decision[]) => void;
  /** Previews the same answer for every conflict of a shape. */
  readonly previewShape: (shape: ConflictShape, decision: Decision) => void;
  /** Previews making files agree with themselves, each with the value that it is read with; `{}`: all of them. */
  readonly previewOwn: (which: { readonly shape?: string; readonly conflicts?: number[] }) => void;
  /** Closes the preview; what was written is forgotten, what was only looked at stays decided. */
  readonly finish: () => void;
}

/** From decisions to a plan. It outlives the conflicts it settles, so that its result can be read. */
export function useSettle(): Settle {
  const plan = usePlan();
  const asked = useRef<readonly number[]>([]);
  const finish = () => {
    if (plan.phase === 'done') forget(asked.current);
    plan.reset();
  };
  const latest = useRef(finish);
  latest.current = finish;
  // Success is quiet: the next conflict is already on screen, so only what went wrong stays to be read.
  const { phase, outcome, cancelled } = plan;
  const written = phase === 'done' && !cancelled && outcome?.problemTotal === 0 ? outcome.written : undefined;
  const run = outcome?.run;
  useEffect(() => {
    if (written === undefined) return;
    latest.current();
    notify({
      kind: 'info',
      text:
        written === 0 ? 'Settled. No file needed writing.' : `Settled: ${count(written, 'file')} written.`,
      ...(run ? { action: { label: 'Show in History', run: () => go('history', { run }) } } : {}),
    });
  }, [written, run]);
  return {
    plan,
    preview: (decisions) => {
      asked.current = decisions.map(({ conflict }) => conflict.id);
      void plan.preview((asking) => engine().plans.resolve({ ...resolveInput(decisions), ...asking }));
    },
    previewShape: (shape, decision) => {
      const { decisions } = useDecisions.getState();
      asked.current = [...decisions.values()]
        .filter(({ conflict }) => inShape(shape, conflict))
        .map(({ conflict }) => conflict.id);
      const take = takeOfShape(decision);
      void plan.preview((asking) => engine().plans.resolve({ shape: shape.shape, take, ...asking }));
    },
    previewOwn: (which) => {
      asked.current = which.conflicts ?? [];
      void plan.preview((asking) => engine().plans.resolve({ ...which, take: { own: true }, ...asking }));
    },
    finish,
  };
}
