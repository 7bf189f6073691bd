import { printable, shorten } from './terminal.ts';
import { count } from './words.ts';

interface Told {
  readonly library: string;
  readonly path: string;
  readonly message: string;
}

/** Paths named under a reason that many files share. */
const named = 3;
/** From here on a shared reason is said once. */
const many = 3;

/** Problems by library and reason, in the order of their first file. */
export function byReason<P extends Told>(problems: readonly P[]): P[][] {
  const groups = new Map<string, P[]>();
  for (const problem of problems) {
    const key = JSON.stringify([problem.library, problem.message]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [problem]);
    else group.push(problem);
  }
  return [...groups.values()];
}

const namesOf = (group: readonly Told[]): string => {
  const names = group.slice(0, named).map(({ path }) => shorten(printable(path), 40, 'middle'));
  return `${names.join(', ')}${group.length > named ? ', …' : ''}`;
};

/**
 * One line a problem; a reason that many files of a library share is said once, with their number. `total`: of how many
 * these are the first.
 */
export function problemSummary(problems: readonly Told[], total = problems.length): string[] {
  const lines = byReason(problems).flatMap((group) => {
    const [{ library, message }] = group as [Told];
    return group.length < many
      ? group.map(({ path }) => printable(`${library}: ${path}: ${message}`))
      : [`${printable(`${library}: ${count(group.length, 'file')}: ${message}`)} (${namesOf(group)})`];
  });
  const more = total - problems.length;
  return more > 0 ? [...lines, `… and ${count(more, 'more problem')}: tagbridge problems`] : lines;
}
