import { stoppedAtBrake } from '../../shared/api/bridge-needs.ts';
import type { BridgeView } from '../../shared/api/views.ts';
import { count, moment } from './words.ts';

/** "nas is", "nas and laptop are" */
export const offlineWords = (libraries: readonly string[]): string =>
  `${libraries.join(' and ')} ${libraries.length === 1 ? 'is' : 'are'}`;

/** How a bridge is doing, in one line. */
export function healthWords(bridge: BridgeView): string {
  const { health, paused } = bridge;
  const waiting = health.waiting > 0 ? `${count(health.waiting, 'change')} waiting` : '';
  const conflicts = health.conflicts > 0 ? count(health.conflicts, 'conflict') : '';
  const rest = [conflicts, waiting].filter(Boolean);
  if (stoppedAtBrake(bridge)) return ['Stopped at the brake', ...rest].join(', ');
  if (paused) {
    const until =
      paused.until === undefined ? 'Paused until resumed' : `Paused until ${moment(paused.until)}`;
    return [until, ...rest].join(', ');
  }
  if (health.state === 'running') return 'Syncing now';
  if (!bridge.consented) return 'Waits for its first sync';
  if (health.state === 'offline') return [`${offlineWords(health.offline)} offline`, ...rest].join(', ');
  return rest.length > 0 ? rest.join(', ') : 'In step';
}

/** True when a person should look. */
export const needsPerson = (bridge: BridgeView): boolean =>
  bridge.health.conflicts > 0 || !bridge.consented || stoppedAtBrake(bridge);
