import type { Command } from 'commander';
import type { ProblemView } from '../../api/views.ts';
import { exit } from './failure.ts';
import { allItems } from './pages.ts';
import { byReason } from './problem-groups.ts';
import type { Runner } from './runner.ts';
import type { Session } from './session.ts';
import { printable } from './terminal.ts';
import { count } from './words.ts';

/** A reason that several files share is said once, above all of them; what differs stands with its file. */
function problemLines(group: readonly ProblemView[], { out: { terminal } }: Session): string[] {
  const [{ library, path, message, code, during }] = group as [ProblemView];
  const reason = `${printable(message)} (${code}, ${during === 'write' ? 'while writing' : 'while reading'})`;
  const detail = (problem: ProblemView, indent: string): string[] =>
    problem.detail ? [terminal.style('dim', `${indent}${printable(problem.detail)}`)] : [];
  if (group.length === 1) {
    const name = terminal.style('bold', printable(`${library}: ${path}`));
    return [name, `  ${reason}`, ...detail(group[0]!, '  ')];
  }
  return [
    terminal.style('bold', `${printable(library)}: ${count(group.length, 'file')}`),
    `  ${reason}`,
    ...group.flatMap((problem) => [`    ${printable(problem.path)}`, ...detail(problem, '      ')]),
  ];
}

async function problems(session: Session) {
  const { client, out } = session;
  const all = await allItems((page) => client.problems.list(page));
  const document = {
    total: all.length,
    problems: all.map(({ library, path, code, message, detail, during, at }) => ({
      library,
      path,
      code,
      message,
      ...(detail === undefined ? {} : { detail }),
      during,
      at: new Date(at).toISOString(),
    })),
  };
  await out.result(document, () =>
    all.length === 0
      ? ['No problems.']
      : [
          ...byReason(all).flatMap((group) => problemLines(group, session)),
          '',
          out.terminal.style('yellow', `${count(all.length, 'problem')}.`),
          ...(all.some((problem) => problem.during === 'scan')
            ? ['What cannot be read takes part in nothing. When the cause is gone: tagbridge scan']
            : []),
          ...(all.some((problem) => problem.during === 'write')
            ? ['What could not be written is as it was. When the cause is gone, sync, push or edit again.']
            : []),
        ],
  );
  return all.length > 0 ? exit.waits : exit.done;
}

/** `tagbridge problems` */
export function problemsCommand(program: Command, run: Runner): void {
  program
    .command('problems')
    .description('every file that could not be read or written, and why')
    .action(run((session) => problems(session)));
}
