import { Cron } from 'croner';
import { TagbridgeError } from '../api/errors.ts';
import type { Trigger } from '../core/bridge.ts';
import { rightCron } from '../core/cron.ts';
import { wrongSchedule } from './schedule-words.ts';

/** A cron expression as a clock that is asked, never started. Throws `USAGE` for one that makes no sense. */
function clockOf(expression: string): Cron {
  try {
    return new Cron(expression, { paused: true });
  } catch {
    throw new TagbridgeError('USAGE', wrongSchedule(expression), { hint: rightCron });
  }
}

/** Throws `USAGE` for a schedule that makes no sense, or never comes. */
export function checkTrigger(trigger: Trigger): void {
  if (trigger.kind !== 'schedule' || clockOf(trigger.cron).nextRun()) return;
  throw new TagbridgeError('USAGE', `The schedule "${trigger.cron}" never comes.`, {
    hint: rightCron,
  });
}

/** When a schedule comes next after a time, in ms; undefined for triggers without a time of their own. */
export function nextTime(trigger: Trigger, after: number): number | undefined {
  if (trigger.kind !== 'schedule') return undefined;
  return clockOf(trigger.cron).nextRun(new Date(after))?.getTime();
}

const atTime = (now: number, time: string, days = 0): number => {
  const date = new Date(now);
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  date.setDate(date.getDate() + days);
  return date.setHours(hours, minutes, 0, 0);
};

/** When the quiet hours end, in ms, if it is quiet now. Hours that begin and end at the same time are none. */
export function quietUntil(trigger: Trigger, now: number): number | undefined {
  const quiet = trigger.kind === 'manual' ? undefined : trigger.quiet;
  if (!quiet || quiet.from === quiet.to) return undefined;
  // The hours that began yesterday, and those that begin today.
  for (const day of [-1, 0]) {
    const from = atTime(now, quiet.from, day);
    const to = atTime(now, quiet.to, quiet.to > quiet.from ? day : day + 1);
    if (from <= now && now < to) return to;
  }
  return undefined;
}
