import type { QuietHours, Timing, Trigger } from '../../../shared/core/bridge.ts';
import { cronOf, isNoTime, type Schedule, scheduleOf } from './schedule.ts';

/** When a bridge syncs, as it is chosen: each choice is kept while another one is looked at. */
export interface When {
  readonly kind: Trigger['kind'];
  readonly schedule: Schedule;
  /** Of a bridge that runs by itself; undefined: none. A time that is not typed yet is ''. */
  readonly quiet: QuietHours | undefined;
  readonly whenThere: boolean;
}

export function whenOf(trigger: Trigger): When {
  const timing: Timing = trigger.kind === 'manual' ? {} : trigger;
  return {
    kind: trigger.kind,
    schedule: trigger.kind === 'schedule' ? scheduleOf(trigger.cron) : { kind: 'daily', time: '02:00' },
    quiet: timing.quiet,
    whenThere: timing.whenThere === true,
  };
}

export function triggerOf({ kind, schedule, quiet, whenThere }: When): Trigger {
  if (kind === 'manual') return { kind };
  const timing = {
    ...(quiet && !isNoTime(quiet) ? { quiet } : {}),
    ...(whenThere ? { whenThere } : {}),
  };
  return kind === 'auto' ? { kind, ...timing } : { kind, cron: cronOf(schedule), ...timing };
}
