import type { Command } from 'commander';
import type { StatusView } from '../../api/views.ts';
import { libraryLines } from './library.ts';
import type { Runner } from './runner.ts';
import type { Session } from './session.ts';
import { count } from './words.ts';

function statusLines(view: StatusView, session: Session): string[] {
  const { style } = session.out.terminal;
  if (view.libraries.length === 0) return ['There are no libraries yet.', 'Next: tagbridge library add PATH'];
  const waits = [
    ...(view.conflicts > 0
      ? [
          `${count(view.conflicts, 'conflict')} ${view.conflicts === 1 ? 'waits' : 'wait'} for you: tagbridge conflicts`,
        ]
      : []),
    ...(view.problemCount > 0 ? [`${count(view.problemCount, 'problem')}: tagbridge problems`] : []),
    ...view.openRuns.map(
      (run) => `A run was interrupted: tagbridge run --resume ${run} (or --cancel ${run})`,
    ),
    ...(view.differs > 0
      ? [`Copies of ${count(view.differs, 'photo')} differ: tagbridge find is:differs`]
      : []),
  ];
  const never = view.libraries.every((library) => library.scannedAt === undefined);
  return [
    ...libraryLines(view.libraries, session),
    '',
    `${count(view.photos, 'photo')}, ${view.matched.toLocaleString('en-US')} of them in more than one library.`,
    ...waits.map((line) => style('yellow', line)),
    ...(waits.length === 0 ? [never ? 'Next: tagbridge scan' : 'Nothing waits for you.'] : []),
  ];
}

async function status(session: Session): Promise<undefined> {
  const view = await session.client.status();
  const { photos, matched, conflicts, problemCount, differs, openRuns } = view;
  const libraries = view.libraries.map(({ name, path, state, files, problemCount: problems }) => ({
    name,
    path,
    state,
    files,
    problemCount: problems,
  }));
  await session.out.result({ libraries, photos, matched, conflicts, problemCount, differs, openRuns }, () =>
    statusLines(view, session),
  );
  return undefined;
}

/** `tagbridge status` */
export function statusCommand(program: Command, run: Runner): void {
  program
    .command('status')
    .description('libraries, photos, conflicts, problems')
    .action(run((session) => status(session)));
}
