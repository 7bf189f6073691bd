import type { QuietHours, Trigger } from '../../../shared/core/bridge.ts';
import { cronMistake, looksRight } from '../../../shared/core/cron.ts';

/** When a bridge syncs by the clock, in choices a person makes; `custom` is a cron expression as typed. */
export type Schedule =
  | { readonly kind: 'hourly' }
  | { readonly kind: 'daily'; readonly time: string }
  | { readonly kind: 'weekly'; readonly day: string; readonly time: string }
  | { readonly kind: 'custom'; readonly cron: string };

export const days = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'] as const;

const two = (text: string) => text.padStart(2, '0');
const parts = (time: string) => {
  const [hour = '2', minute = '0'] = time.split(':');
  return `${Number(minute)} ${Number(hour)}`;
};

export function cronOf(schedule: Schedule): string {
  if (schedule.kind === 'hourly') return '0 * * * *';
  if (schedule.kind === 'daily') return `${parts(schedule.time)} * * *`;
  if (schedule.kind === 'weekly') return `${parts(schedule.time)} * * ${schedule.day}`;
  return schedule.cron.trim();
}

/** Reads back what `cronOf` wrote, when a bridge is shown or opened; anything else is `custom`. */
export function scheduleOf(cron: string): Schedule {
  if (cron === '0 * * * *') return { kind: 'hourly' };
  const match = /^([0-5]?\d) ([01]?\d|2[0-3]) \* \* (\*|[0-6])$/.exec(cron);
  if (!match) return { kind: 'custom', cron };
  const [, minute = '0', hour = '2', day = '*'] = match;
  const time = `${two(hour)}:${two(minute)}`;
  return day === '*' ? { kind: 'daily', time } : { kind: 'weekly', day, time };
}

/** The same as another kind of schedule, as far as it can be: what was chosen before is where one begins. */
export function asKind(schedule: Schedule, kind: Schedule['kind']): Schedule {
  const read = scheduleOf(cronOf(schedule));
  const time = 'time' in read ? read.time : '02:00';
  if (kind === 'hourly') return { kind };
  if (kind === 'daily') return { kind, time };
  if (kind === 'weekly') return { kind, day: read.kind === 'weekly' ? read.day : '0', time };
  return { kind, cron: cronOf(schedule) };
}

/** What is wrong with a schedule, in words; undefined when nothing is. Names like `@daily` are left to the engine. */
export function scheduleMistake(schedule: Schedule): string | undefined {
  if ('time' in schedule) return schedule.time === '' ? 'Say at what time.' : undefined;
  if (schedule.kind === 'hourly' || schedule.cron.startsWith('@')) return undefined;
  return schedule.cron.trim() === '' ? 'Say when to sync.' : cronMistake(schedule.cron, looksRight);
}

/** Hours that begin and end at the same time are none. */
export const isNoTime = (quiet: QuietHours): boolean => quiet.from === quiet.to;

/** "Every night at 02:00" */
export function triggerWords(trigger: Trigger): string {
  if (trigger.kind === 'manual') return 'By hand only';
  const { quiet, whenThere } = trigger;
  return [
    timeWords(trigger),
    ...(quiet && !isNoTime(quiet) ? [`not between ${quiet.from} and ${quiet.to}`] : []),
    ...(whenThere ? ['only while every drive is connected'] : []),
  ].join(', ');
}

function timeWords(trigger: Exclude<Trigger, { kind: 'manual' }>): string {
  if (trigger.kind === 'auto') return 'When something changes';
  const schedule = scheduleOf(trigger.cron);
  if (schedule.kind === 'hourly') return 'Every hour';
  if (schedule.kind === 'daily') return `Every day at ${schedule.time}`;
  if (schedule.kind === 'weekly') return `Every ${days[Number(schedule.day)]} at ${schedule.time}`;
  return `By schedule (${trigger.cron})`;
}
