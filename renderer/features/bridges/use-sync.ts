import { useEffect, useRef } from 'react';
import { stoppedAtBrake } from '../../../shared/api/bridge-needs.ts';
import type { BridgeView } from '../../../shared/api/views.ts';
import { resumeBridge } from '../../state/bridges.ts';
import { engine } from '../../state/engine.ts';
import { type PlanControl, usePlan } from '../../state/plan.ts';
import { touch } from '../../state/topics.ts';

export interface Sync {
  readonly plan: PlanControl;
  /** Previews what a sync of this bridge would write now. */
  readonly preview: (bridge: BridgeView) => void;
}

/** A sync from preview to outcome. A bridge that had stopped at the brake goes on once a person ran what it would write. */
export function useSync(): Sync {
  const plan = usePlan();
  const stopped = useRef<string>(undefined);
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
    preview: (bridge) => {
      stopped.current = stoppedAtBrake(bridge) ? bridge.name : undefined;
      void plan.preview((asking) => engine().plans.sync({ bridges: [bridge.name], ...asking }));
    },
  };
}
