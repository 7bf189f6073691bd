import { type Command, Option } from 'commander';
import { fieldsOf } from './arguments.ts';
import { UsageError } from './failure.ts';
import { librariesNamed } from './names.ts';
import { present } from './outcome.ts';
import type { Runner } from './runner.ts';
import type { Session } from './session.ts';

interface PushOptions {
  readonly from: string;
  readonly to: string;
  readonly fields?: string;
  readonly where?: string;
  readonly mode?: 'merge' | 'replace';
  readonly dryRun?: boolean;
  readonly yes?: boolean;
}

async function push(session: Session, options: PushOptions) {
  const { from, to, where, mode, dryRun = false, yes = false } = options;
  const fields = fieldsOf(options.fields);
  const [, target] = await librariesNamed(session.client, [from, to]);
  if (from === to) throw new UsageError('--from and --to name the same library.');
  if (target?.writes === 'none') {
    throw new UsageError(
      `${to} is read-only: nothing is written in it.`,
      `To allow it: tagbridge library set ${to} --writes auto`,
    );
  }
  const outcome = await session.work((job) =>
    session.client.plans.push({
      from,
      to,
      ...(fields === undefined ? {} : { fields }),
      ...(where === undefined ? {} : { where }),
      ...(mode === undefined ? {} : { mode }),
      dryRun,
      yes,
      job,
    }),
  );
  return present(session, outcome, { dryRun });
}

/** `tagbridge push --from A --to B …` */
export function pushCommand(program: Command, run: Runner): void {
  program
    .command('push')
    .requiredOption('--from <library>', 'where the tags come from')
    .requiredOption('--to <library>', 'where they are written')
    .option(
      '--fields <fields>',
      'as in keywords,rating; without it all but captureTime, gps, people, regions',
    )
    .option('--where <query>', 'only photos that match')
    .addOption(
      new Option('--mode <mode>', 'merge what moved, or make the fields equal').choices(['merge', 'replace']),
    )
    .option('--dry-run', 'show what would change, write nothing')
    .option('--yes', 'also when it is more than usual')
    .description('carry tags from one library over to the copies in another')
    .action(run((session, options: PushOptions) => push(session, options)));
}
