import type { Command } from 'commander';
import type { RunView } from '../../api/views.ts';
import { wholeNumber } from './arguments.ts';
import { allItems } from './pages.ts';
import type { Runner } from './runner.ts';
import type { Session } from './session.ts';
import { table } from './table.ts';
import { printable } from './terminal.ts';
import { clockTime } from './words.ts';

const usual = 30;

const states: Readonly<Record<RunView['state'], string>> = {
  running: 'running',
  interrupted: 'interrupted',
  done: 'done',
  cancelled: 'cancelled',
};

const jsonRun = ({ run, at, kind, title, state, written, skipped, problems, undone }: RunView) => ({
  run,
  at: new Date(at).toISOString(),
  kind,
  title,
  state,
  written,
  skipped,
  problems,
  undone,
});

async function history(session: Session, { limit }: { limit?: number }): Promise<undefined> {
  const { client, out } = session;
  const first = async () => (await client.history.list({ limit: limit ?? usual })).items;
  const runs =
    out.json && limit === undefined ? await allItems((page) => client.history.list(page)) : await first();
  await out.result({ runs: runs.map(jsonRun) }, () =>
    runs.length === 0
      ? ['Nothing has been written yet.']
      : [
          ...table(
            [
              { title: 'Run' },
              { title: 'When' },
              { title: 'What', shrink: 'end' },
              { title: 'State' },
              { title: 'Written', align: 'right' },
              { title: 'Problems', align: 'right' },
              { title: 'Undone by' },
            ],
            runs.map((run) => [
              run.run,
              clockTime(run.at),
              printable(run.title),
              states[run.state],
              String(run.written),
              String(run.problems),
              run.undone ?? '',
            ]),
            { width: out.terminal.width, title: (text) => out.terminal.style('dim', text) },
          ),
          'To take one back: tagbridge undo RUN',
        ],
  );
  return undefined;
}

/** `tagbridge history` */
export function historyCommand(program: Command, run: Runner): void {
  program
    .command('history')
    .option('--limit <n>', `the last runs (${usual})`, wholeNumber(1, 1000))
    .description('every run, newest first')
    .action(run((session, options: { limit?: number }) => history(session, options)));
}
