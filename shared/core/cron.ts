/** One of the five parts of a cron expression. */
export interface CronPart {
  readonly name: string;
  readonly from: number;
  readonly to: number;
  /** Words that stand for its numbers. */
  readonly words: readonly string[];
  /** What it may be, in words. */
  readonly may: string;
}

const months = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];
const weekdays = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];

/** In the order in which they are written. */
export const cronParts: readonly CronPart[] = [
  { name: 'minute', from: 0, to: 59, words: [], may: 'a minute goes from 0 to 59' },
  { name: 'hour', from: 0, to: 23, words: [], may: 'an hour goes from 0 to 23' },
  { name: 'day', from: 1, to: 31, words: [], may: 'a day goes from 1 to 31' },
  { name: 'month', from: 1, to: 12, words: months, may: 'a month goes from 1 to 12, or JAN to DEC' },
  {
    ...{ name: 'weekday', from: 0, to: 7, words: weekdays },
    may: 'a weekday goes from 0 (Sunday) to 6, or SUN to SAT',
  },
];

/** What a right one looks like. */
export const rightCron =
  'A right one has minute, hour, day, month and weekday: "0 3 * * *" is every night at three, "30 22 * * 1-5" half past ten on weekdays.';

/** Whether a text may be this part of a cron expression. */
export type CronCheck = (text: string, part: CronPart) => boolean;

/** Says of a cron expression which part is wrong, and why; undefined: nothing was found. */
export function cronMistake(expression: string, mayBe: CronCheck): string | undefined {
  const texts = expression.trim().split(/\s+/).filter(Boolean);
  if (texts.length !== cronParts.length) {
    const count = texts.length === 1 ? '1 part' : `${texts.length} parts`;
    return `"${expression}" is no schedule: it has ${count}, and five are needed.`;
  }
  const at = cronParts.findIndex((part, index) => !mayBe(texts[index]!, part));
  const wrong = cronParts[at];
  return wrong && `"${expression}" is no schedule: “${texts[at]}” cannot be the ${wrong.name}; ${wrong.may}.`;
}

const isNumber = (text: string) => /^\d+$/.test(text);

const isOne = (text: string, { from, to, words }: CronPart): boolean =>
  isNumber(text) ? Number(text) >= from && Number(text) <= to : words.includes(text.toUpperCase());

const isRange = (text: string, part: CronPart): boolean => {
  const ends = text.split('-');
  const forward = !ends.every(isNumber) || ends.length < 2 || Number(ends[0]) <= Number(ends[1]);
  return ends.length <= 2 && ends.every((end) => isOne(end, part)) && forward;
};

/** What only days have: the last, the weekday next to the 15th, the last Friday, the second Monday. */
const plain = (item: string, { name }: CronPart): string => {
  if (name === 'day') return item.replace(/^(L|LW)$/i, '1').replace(/(?<=\d)W$/i, '');
  return name === 'weekday' ? item.replace(/^\+/, '').replace(/(?<=.)(#(0*[1-5]|L)|L)$/i, '') : item;
};

/**
 * Whether a text looks like this part. For telling a person while they type: what runs the clock knows more, and has
 * the last word.
 */
export const looksRight: CronCheck = (text, part) =>
  text.split(',').every((item) => {
    const [range = '', step, ...more] = plain(item, part).split('/');
    // A step goes through a range, so a number alone has none.
    const isStep = step === undefined || (/[*?-]/.test(range) && isNumber(step) && Number(step) > 0);
    return more.length === 0 && isStep && (/^[*?]$/.test(range) || isRange(range, part));
  });
