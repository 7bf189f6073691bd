import type { BridgeView } from './bridge-view.ts';

/** What keeps a bridge from having all in step. */
export type BridgeNeed =
  | 'stopped'
  | 'firstSync'
  | 'conflicts'
  | 'unwritable'
  | 'offline'
  | 'paused'
  | 'waiting';

/** It stopped by itself, because a plan changes more than usual: a person has to look and say yes. */
export const stoppedAtBrake = ({ paused }: Pick<BridgeView, 'paused'>): boolean => paused?.plan !== undefined;

/** Files that its next sync would write and that cannot be written. */
export const unwritableFiles = ({ health }: Pick<BridgeView, 'health'>): number =>
  (health.unwritable ?? []).reduce((sum, { files }) => sum + files, 0);

/** All that is so of a bridge, the most pressing first; empty where it is in step. The window and the tray ask the same. */
export function bridgeNeeds(bridge: BridgeView): BridgeNeed[] {
  const { consented, paused, health } = bridge;
  const needs: (BridgeNeed | false)[] = [
    stoppedAtBrake(bridge) && 'stopped',
    !consented && 'firstSync',
    health.conflicts > 0 && 'conflicts',
    unwritableFiles(bridge) > 0 && 'unwritable',
    health.offline.length > 0 && 'offline',
    paused !== null && !stoppedAtBrake(bridge) && 'paused',
    health.waiting > 0 && 'waiting',
  ];
  return needs.filter((need) => need !== false);
}

/** Those of some bridges of which it is so. */
export const bridgesThatNeed = (bridges: readonly BridgeView[], need: BridgeNeed): BridgeView[] =>
  bridges.filter((bridge) => bridgeNeeds(bridge).includes(need));
