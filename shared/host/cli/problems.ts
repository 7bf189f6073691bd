import type { Command } from 'commander';
import type { ProblemView } from '../../api/views.ts';
import { exit } from './failure.ts';
import { allItems } from './pages.ts';
import type { Runner } from './runner.ts';
import type { Session } from './session.ts';
import { printable } from './terminal.ts';
import { count } from './words.ts';

function problemLines(problem: ProblemView, { out: { terminal } }: Session): string[] {
  const when = problem.during === 'write' ? 'while writing' : 'while reading';
  return [
    terminal.style('bold', printable(`${problem.library}: ${problem.path}`)),
    `  ${printable(problem.message)} (${problem.code}, ${when})`,
    ...(problem.detail ? [terminal.style('dim', `  ${printable(problem.detail)}`)] : []),
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
          ...all.flatMap((problem) => problemLines(problem, session)),
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
