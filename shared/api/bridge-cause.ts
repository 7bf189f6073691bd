import { stoppedAtBrake } from './bridge-needs.ts';
import type { BridgeView } from './bridge-view.ts';

/** Why changes that wait are not written at this moment. */
export type Cause = 'stopped' | 'firstSync' | 'paused' | 'byHand' | 'quiet' | 'drives' | 'schedule';

/** Why a bridge writes nothing by itself at this moment; undefined where it does. */
export function causeOf(bridge: BridgeView): Cause | undefined {
  const { trigger, health } = bridge;
  if (stoppedAtBrake(bridge)) return 'stopped';
  if (!bridge.consented) return 'firstSync';
  if (bridge.paused) return 'paused';
  if (trigger.kind === 'manual') return 'byHand';
  if (health.quietUntil !== undefined) return 'quiet';
  if (trigger.whenThere && health.offline.length > 0) return 'drives';
  return trigger.kind === 'schedule' ? 'schedule' : undefined;
}

/** Whether what is not held up by one conflict or file is written all the same, without anybody's doing. */
export function goesOn(bridge: BridgeView): boolean {
  const cause = causeOf(bridge);
  return cause === undefined || cause === 'schedule';
}
