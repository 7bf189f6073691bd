import { Command } from 'commander';
import { bridgeCommands } from './bridge.ts';
import { conflictsCommand } from './conflicts.ts';
import { doctorCommand } from './doctor.ts';
import { editCommand } from './edit.ts';
import { explainCommand } from './explain.ts';
import { exportCommand } from './export.ts';
import type { ExitStatus } from './failure.ts';
import { findCommand } from './find.ts';
import { historyCommand } from './history.ts';
import { libraryCommands } from './library.ts';
import { linkCommands } from './link.ts';
import { problemsCommand } from './problems.ts';
import { pushCommand } from './push.ts';
import { resolveCommand } from './resolve.ts';
import { runCommand } from './run.ts';
import { createRunner } from './runner.ts';
import { scanCommand } from './scan.ts';
import { serveCommand } from './serve.ts';
import { showCommand } from './show.ts';
import { statusCommand } from './status.ts';
import { syncCommand } from './sync.ts';
import { undoCommands } from './undo.ts';
import { watchCommand } from './watch.ts';

const more = `
QUERY  keyword:heron  rating>=4  captureTime:2024..2025  keyword:animals|birds  library:archive  path:2024
       has:gps  is:conflict|unmatched|problem|differs  free text  "two words"  -not  OR  (…)
Exit   0 done, 1 failed, 2 wrong usage, 3 done but something waits for a person

A first sync, or one that changes more than usual, is saved and not run: tagbridge run PLAN runs it.`;

/** Every command. `ended` hears the exit status of the one that ran. */
export function createProgram(version: string, ended: (status: ExitStatus) => void): Command {
  const program = new Command('tagbridge')
    .description('Keeps the metadata of photo libraries in step.')
    .version(version, '--version', 'print the version')
    .helpOption('--help', 'show help')
    .helpCommand(false)
    .option('--data <dir>', 'the data folder (or TAGBRIDGE_DATA)')
    .option('--json', 'one JSON document on stdout and nothing else')
    .configureHelp({ showGlobalOptions: true })
    .showSuggestionAfterError()
    .exitOverride()
    .addHelpText('after', more);
  const run = createRunner(ended);
  libraryCommands(program, run);
  scanCommand(program, run);
  statusCommand(program, run);
  findCommand(program, run);
  showCommand(program, run);
  explainCommand(program, run);
  editCommand(program, run);
  pushCommand(program, run);
  conflictsCommand(program, run);
  problemsCommand(program, run);
  resolveCommand(program, run);
  linkCommands(program, run);
  bridgeCommands(program, run);
  syncCommand(program, run);
  runCommand(program, run);
  historyCommand(program, run);
  undoCommands(program, run);
  watchCommand(program, run);
  serveCommand(program, run);
  exportCommand(program, run);
  doctorCommand(program, ended);
  return program;
}
