import { Cron } from 'croner';

/** Of a schedule with five parts, in their order. */
const parts = [
  { name: 'minute', may: 'a minute goes from 0 to 59' },
  { name: 'hour', may: 'an hour goes from 0 to 23' },
  { name: 'day', may: 'a day goes from 1 to 31' },
  { name: 'month', may: 'a month goes from 1 to 12, or JAN to DEC' },
  { name: 'weekday', may: 'a weekday goes from 0 (Sunday) to 6, or SUN to SAT' },
];

/** What a right one looks like. */
export const rightSchedule =
  'A right one has minute, hour, day, month and weekday: "0 3 * * *" is every night at three, "30 22 * * 1-5" half past ten on weekdays.';

const isRight = (expression: string): boolean => {
  try {
    return new Cron(expression, { paused: true }) instanceof Cron;
  } catch {
    return false;
  }
};

/** Says of a schedule that makes no sense which part is wrong, and why. */
export function wrongSchedule(expression: string): string {
  const texts = expression.trim().split(/\s+/).filter(Boolean);
  if (texts.length !== parts.length) {
    const count = texts.length === 1 ? '1 part' : `${texts.length} parts`;
    return `"${expression}" is no schedule: it has ${count}, and five are needed.`;
  }
  for (const [at, { name, may }] of parts.entries()) {
    const alone = parts.map((_, other) => (other === at ? texts[at] : '*')).join(' ');
    if (!isRight(alone))
      return `"${expression}" is no schedule: “${texts[at]}” cannot be the ${name}; ${may}.`;
  }
  return `"${expression}" is no schedule.`;
}
