import { stoppedAtBrake, unwritableFiles } from '../../shared/api/bridge-needs.ts';
import type { BridgeView } from '../../shared/api/views.ts';
import { waitingFor } from './bridge-waiting.ts';
import { count, isolate, until } from './words.ts';

/** "nas is", "nas and laptop are" */
export const offlineWords = (libraries: readonly string[]): string =>
  `${libraries.map(isolate).join(' and ')} ${libraries.length === 1 ? 'is' : 'are'}`;

/** What comes before all else: nothing is done until that is over. */
function haltWords(bridge: BridgeView): string | undefined {
  const { paused, consented } = bridge;
  if (stoppedAtBrake(bridge)) return 'Stopped at the brake';
  if (!consented) return 'Waits for its first sync';
  return paused ? `Paused ${paused.until === undefined ? 'until resumed' : until(paused.until)}` : undefined;
}

export const unwritableWords = (files: number): string => `${count(files, 'file')} cannot be written`;

/** How a bridge is doing, in one line. */
export function healthWords(bridge: BridgeView): string {
  const { health } = bridge;
  const unwritable = unwritableFiles(bridge);
  const halt = haltWords(bridge);
  if (!halt && health.state === 'running') return 'Syncing now';
  const parts = [
    halt ?? (health.offline.length > 0 && `${offlineWords(health.offline)} offline`),
    health.conflicts > 0 && count(health.conflicts, 'conflict'),
    unwritable > 0 && unwritableWords(unwritable),
    health.waiting > 0 && `${count(health.waiting, 'change')} waiting${waitingFor(bridge)}`,
  ].filter(Boolean);
  return parts.length > 0 ? parts.join(', ') : 'In step';
}

/** True when a person should look. */
export const needsPerson = (bridge: BridgeView): boolean =>
  bridge.health.conflicts > 0 || !bridge.consented || unwritableFiles(bridge) > 0 || stoppedAtBrake(bridge);
