import type { Command } from 'commander';
import { exactlyOne } from './arguments.ts';
import { present } from './outcome.ts';
import type { Runner } from './runner.ts';
import type { Session } from './session.ts';

interface RunOptions {
  readonly resume?: string;
  readonly cancel?: string;
  readonly dryRun?: boolean;
}

async function runPlan(session: Session, plan: string | undefined, options: RunOptions) {
  const { resume, cancel, dryRun = false } = options;
  exactlyOne({ PLAN: plan, '--resume': resume, '--cancel': cancel });
  const { plans } = session.client;
  // What a bridge that stopped at the brake would write, say.
  if (plan !== undefined && dryRun) return present(session, await plans.get({ plan }), { dryRun });
  const outcome = await session.work((job) => {
    if (resume !== undefined) return plans.resume({ run: resume, job });
    if (cancel !== undefined) return plans.cancel({ run: cancel, job });
    return plans.run({ plan: plan!, job });
  });
  return present(session, outcome);
}

/** `tagbridge run PLAN | run --resume RUN | run --cancel RUN` */
export function runCommand(program: Command, run: Runner): void {
  program
    .command('run')
    .argument('[plan]', 'runs exactly what its preview showed')
    .option('--dry-run', 'show what it would write, write nothing')
    .option('--resume <run>', 'continue an interrupted run')
    .option('--cancel <run>', 'give up the rest of an interrupted run')
    .description('carry out a saved plan, or settle an interrupted run')
    .action(run((session, plan: string | undefined, options: RunOptions) => runPlan(session, plan, options)));
}
