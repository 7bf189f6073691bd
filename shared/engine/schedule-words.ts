import { Cron } from 'croner';
import { type CronCheck, cronMistake, cronParts } from '../core/cron.ts';

const isRight = (expression: string): boolean => {
  try {
    return new Cron(expression, { paused: true }) instanceof Cron;
  } catch {
    return false;
  }
};

/** Asks the clock itself for one part, with nothing else in the others. */
const isRightAlone: CronCheck = (text, part) =>
  isRight(cronParts.map((other) => (other === part ? text : '*')).join(' '));

/** Says of a schedule that makes no sense which part is wrong, and why. */
export const wrongSchedule = (expression: string): string =>
  cronMistake(expression, isRightAlone) ?? `"${expression}" is no schedule.`;
