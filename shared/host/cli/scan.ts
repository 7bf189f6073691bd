import type { Command } from 'commander';
import type { ScanView } from '../../api/views.ts';
import { exit } from './failure.ts';
import { librariesNamed } from './names.ts';
import type { Runner } from './runner.ts';
import type { Session } from './session.ts';
import { table } from './table.ts';
import { printable } from './terminal.ts';
import { count, duration } from './words.ts';

const number = (value: number) => value.toLocaleString('en-US');

function scanLines({ libraries }: ScanView, session: Session): string[] {
  const { terminal } = session.out;
  if (libraries.length === 0) return ['There are no libraries yet.', 'Next: tagbridge library add PATH'];
  const problems = libraries.reduce((sum, library) => sum + library.problemCount, 0);
  return [
    ...table(
      [
        { title: 'Library', shrink: 'end' },
        { title: 'Files', align: 'right' },
        { title: 'Added', align: 'right' },
        { title: 'Changed', align: 'right' },
        { title: 'Removed', align: 'right' },
        { title: 'Problems', align: 'right' },
        { title: 'Time', align: 'right' },
      ],
      libraries.map((library) => [
        printable(library.name),
        number(library.files),
        number(library.added),
        number(library.changed),
        number(library.removed),
        number(library.problemCount),
        duration(library.seconds),
      ]),
      { width: terminal.width, title: (text) => terminal.style('dim', text) },
    ),
    ...libraries
      .filter((library) => library.offline !== undefined)
      .map((library) =>
        terminal.style('yellow', printable(`${library.name} was not scanned: ${library.offline}`)),
      ),
    ...(problems > 0
      ? [
          terminal.style(
            'yellow',
            `${count(problems, 'file')} could not be read. To see why: tagbridge problems`,
          ),
        ]
      : []),
    ...(libraries.some((library) => library.added + library.changed > 0)
      ? ['To see where copies differ: tagbridge find is:differs']
      : []),
  ];
}

const jsonScan = ({ libraries }: ScanView) => ({
  libraries: libraries.map(({ name, files, added, changed, removed, problemCount, seconds, offline }) => ({
    name,
    files,
    added,
    changed,
    removed,
    problemCount,
    seconds,
    ...(offline === undefined ? {} : { offline }),
  })),
});

async function scan(session: Session, names: string[]) {
  await librariesNamed(session.client, names);
  const input = names.length > 0 ? { libraries: names } : {};
  const view = await session.work((job) => session.client.libraries.scan({ ...input, job }));
  await session.out.result(jsonScan(view), () => scanLines(view, session));
  if (session.interrupted.aborted) return exit.failed;
  const waits = view.libraries.some((library) => library.problemCount > 0 || library.offline !== undefined);
  return waits ? exit.waits : exit.done;
}

/** `tagbridge scan [NAME…]` */
export function scanCommand(program: Command, run: Runner): void {
  program
    .command('scan')
    .argument('[name...]', 'libraries; all when none is named')
    .description('index what changed in the libraries')
    .action(run((session, names: string[]) => scan(session, names)));
}
