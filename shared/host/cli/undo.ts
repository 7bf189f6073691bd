import type { Command } from 'commander';
import { exactlyOne, fieldOf, momentOf } from './arguments.ts';
import { present } from './outcome.ts';
import type { Runner } from './runner.ts';
import { absolute, type Session } from './session.ts';

interface UndoOptions {
  readonly since?: string;
  readonly where?: string;
  readonly dryRun?: boolean;
}

async function undo(session: Session, run: string | undefined, options: UndoOptions) {
  exactlyOne({ RUN: run, '--since': options.since });
  const { where, dryRun = false } = options;
  const which = run === undefined ? { since: momentOf(options.since!, Date.now()) } : { run };
  const narrowed = where === undefined ? which : { ...which, where };
  const outcome = await session.work((job) => session.client.plans.undo({ ...narrowed, dryRun, job }));
  return present(session, outcome, { dryRun });
}

async function redo(session: Session, run: string, { dryRun = false }: UndoOptions) {
  const outcome = await session.work((job) => session.client.plans.redo({ run, dryRun, job }));
  return present(session, outcome, { dryRun });
}

async function restore(session: Session, file: string, name: string, { dryRun = false }: UndoOptions) {
  const field = fieldOf(name);
  const outcome = await session.work((job) =>
    session.client.plans.restore({ file: absolute(file), field, dryRun, job }),
  );
  return present(session, outcome, { dryRun });
}

/** `tagbridge undo`, `redo` and `restore` */
export function undoCommands(program: Command, run: Runner): void {
  program
    .command('undo')
    .argument('[run]')
    .option('--since <time>', 'every run since then: 2026-05-01, 2026-05-01T10:20, 2h, 3d')
    .option('--where <query>', 'only photos that match')
    .option('--dry-run', 'show what would change, write nothing')
    .description('take a run back; files that changed since are left alone and named')
    .action(run((session, which: string | undefined, options: UndoOptions) => undo(session, which, options)));
  program
    .command('redo')
    .argument('<run>', 'the undo to take back')
    .option('--dry-run', 'show what would change, write nothing')
    .description('take an undo back')
    .action(run((session, which: string, options: UndoOptions) => redo(session, which, options)));
  program
    .command('restore')
    .argument('<file>')
    .argument('<field>')
    .option('--dry-run', 'show what would change, write nothing')
    .description('bring back the value that last lost')
    .action(
      run((session, file: string, field: string, options: UndoOptions) =>
        restore(session, file, field, options),
      ),
    );
}
