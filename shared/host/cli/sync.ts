import type { Command } from 'commander';
import { assertBridges } from './names.ts';
import { present } from './outcome.ts';
import type { Runner } from './runner.ts';
import type { Session } from './session.ts';

interface SyncOptions {
  readonly dryRun?: boolean;
  readonly yes?: boolean;
}

async function sync(session: Session, bridges: string[], { dryRun = false, yes = false }: SyncOptions) {
  await assertBridges(session.client, bridges);
  const named = bridges.length > 0 ? { bridges } : {};
  const outcome = await session.work((job) => session.client.plans.sync({ ...named, dryRun, yes, job }));
  return present(session, outcome, { dryRun });
}

/** `tagbridge sync [BRIDGE…]` */
export function syncCommand(program: Command, run: Runner): void {
  program
    .command('sync')
    .argument('[bridge...]', 'all of yours when none is named; the bridge of everything is called all')
    .option('--dry-run', 'show what would change, write nothing')
    .option('--yes', 'consent to a first sync, or to more than usual')
    .description('bring libraries in step')
    .action(run((session, bridges: string[], options: SyncOptions) => sync(session, bridges, options)));
}
