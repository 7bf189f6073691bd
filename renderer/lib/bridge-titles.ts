import { stoppedAtBrake } from '../../shared/api/bridge-needs.ts';
import type { BridgeView } from '../../shared/api/views.ts';

/** What previewing a sync of the bridge is called among actions: its screen and the palette mean the same by it. */
export function syncTitle(bridge: BridgeView): string {
  if (stoppedAtBrake(bridge)) return `Look at what the brake stopped at ${bridge.name}`;
  return bridge.consented ? `Sync ${bridge.name} now` : `Preview the first sync of ${bridge.name}`;
}
