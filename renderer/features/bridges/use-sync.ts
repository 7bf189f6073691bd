import { useEffect, useRef, useState } from 'react';
import { stoppedAtBrake } from '../../../shared/api/bridge-needs.ts';
import type { BridgeView, PlanOutcome } from '../../../shared/api/views.ts';
import { resumeBridge } from '../../state/bridges.ts';
import { engine, newJob } from '../../state/engine.ts';
import { type PlanControl, type Previewing, usePlan } from '../../state/plan.ts';
import { touch } from '../../state/topics.ts';

export interface Sync {
  readonly plan: PlanControl;
  /** The one whose sync is previewed, as it was when that was asked for. */
  readonly bridge: BridgeView | undefined;
  /** Previews what a sync of this bridge would write now. */
  readonly preview: (bridge: BridgeView) => void;
}

/**
 * What a sync would write. Where that is nothing, and nothing has to be allowed, it is carried out at once: there is
 * nothing to look at first, and what the copies agree on by now is what later changes are measured against.
 */
async function previewed(bridge: BridgeView, asking: Previewing): Promise<PlanOutcome> {
  const outcome = await engine().plans.sync({ bridges: [bridge.name], ...asking });
  if (outcome.planned > 0 || !bridge.consented || stoppedAtBrake(bridge)) return outcome;
  await engine().plans.run({ plan: outcome.plan, job: newJob() });
  touch('bridges');
  return outcome;
}

/** A sync from preview to outcome. A bridge that had stopped at the brake goes on once a person ran what it would write. */
export function useSync(): Sync {
  const plan = usePlan();
  const stopped = useRef<string>(undefined);
  const [bridge, setBridge] = useState<BridgeView>();
  const { phase, cancelled, failure } = plan;
  useEffect(() => {
    if (phase !== 'done') return;
    touch('bridges');
    const name = stopped.current;
    if (cancelled || failure || name === undefined) return;
    stopped.current = undefined;
    void resumeBridge(name);
  }, [phase, cancelled, failure]);
  return {
    plan,
    bridge,
    preview: (asked) => {
      setBridge(asked);
      stopped.current = stoppedAtBrake(asked) ? asked.name : undefined;
      void plan.preview((asking) => previewed(asked, asking));
    },
  };
}
