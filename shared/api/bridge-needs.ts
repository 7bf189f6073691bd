import type { BridgeView } from './bridge-view.ts';

/** What keeps a bridge from having all in step. */
export type BridgeNeed = 'stopped' | 'firstSync' | 'conflicts' | 'failing' | 'offline' | 'paused' | 'waiting';

/** It stopped by itself, because a plan changes more than usual: a person has to look and say yes. */
export const stoppedAtBrake = ({ paused }: Pick<BridgeView, 'paused'>): boolean => paused?.plan !== undefined;

/** All that is so of a bridge, the most pressing first; empty where it is in step. The window and the tray ask the same. */
export function bridgeNeeds(bridge: BridgeView): BridgeNeed[] {
  const { consented, paused, health } = bridge;
  const needs: (BridgeNeed | false)[] = [
    stoppedAtBrake(bridge) && 'stopped',
    !consented && 'firstSync',
    health.conflicts > 0 && 'conflicts',
    (health.failing ?? 0) > 0 && 'failing',
    health.offline.length > 0 && 'offline',
    paused !== null && !stoppedAtBrake(bridge) && 'paused',
    health.waiting > 0 && 'waiting',
  ];
  return needs.filter((need) => need !== false);
}

/** Those of some bridges of which it is so. */
export const bridgesThatNeed = (bridges: readonly BridgeView[], need: BridgeNeed): BridgeView[] =>
  bridges.filter((bridge) => bridgeNeeds(bridge).includes(need));
