import { type Cause, causeOf } from '../../shared/api/bridge-cause.ts';
import type { BridgeView } from '../../shared/api/views.ts';
import { moment, until } from './words.ts';

/** When changes are written, as the end of "They are written …"; undefined: at once. */
export function writtenWhen(bridge: BridgeView): string | undefined {
  const { paused, health } = bridge;
  const words: Record<Cause, string> = {
    stopped: 'once you have let the bridge go on',
    firstSync: 'with the first sync',
    paused:
      paused?.until === undefined
        ? 'once the bridge is resumed'
        : `when the pause is over, ${moment(paused.until)}`,
    byHand: 'at the next sync',
    quiet: `when the quiet hours end, ${moment(health.quietUntil ?? 0)}`,
    drives: 'once every drive is connected',
    schedule:
      health.nextRun === undefined ? 'at the next sync' : `at the next sync, ${moment(health.nextRun)}`,
  };
  const cause = causeOf(bridge);
  return cause && words[cause];
}

/** What changes that wait are waiting for, as the end of "3 changes waiting …"; empty where it is said already, or soon over. */
export function waitingFor(bridge: BridgeView): string {
  const { health } = bridge;
  const cause = causeOf(bridge);
  if (cause === 'byHand') return ' for a sync by hand';
  if (cause === 'drives') return ' until every drive is connected';
  const end = cause === 'quiet' ? health.quietUntil : cause === 'schedule' ? health.nextRun : undefined;
  return end === undefined ? '' : ` ${until(end)}`;
}
