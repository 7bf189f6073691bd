import type { Command } from 'commander';
import { exactlyOne, fieldOf } from './arguments.ts';
import { UsageError } from './failure.ts';
import { librariesNamed } from './names.ts';
import { present } from './outcome.ts';
import type { Runner } from './runner.ts';
import type { Session } from './session.ts';
import { typedValue } from './values.ts';

interface ResolveOptions {
  readonly where?: string;
  readonly field?: string;
  readonly prefer?: string;
  readonly union?: boolean;
  readonly own?: boolean;
  readonly tag?: string;
  readonly value?: string;
  readonly dryRun?: boolean;
  readonly yes?: boolean;
}

function takeOf(
  { prefer, union, own, tag, value }: ResolveOptions,
  field: ReturnType<typeof fieldOf> | undefined,
) {
  const way = exactlyOne({
    '--prefer': prefer,
    '--union': union,
    '--own': own,
    '--tag': tag,
    '--value': value,
  });
  if (way === '--prefer') return { prefer: prefer! };
  if (way === '--union') return { union: true as const };
  if (way === '--own') return { own: true as const };
  if (way === '--tag') return { tag: tag! };
  if (field === undefined)
    throw new UsageError('--value needs --field.', 'For example: --field rating --value 4');
  return { value: typedValue(field, value!) };
}

async function resolve(session: Session, options: ResolveOptions) {
  const field = options.field === undefined ? undefined : fieldOf(options.field);
  const take = takeOf(options, field);
  if (options.prefer !== undefined) await librariesNamed(session.client, [options.prefer]);
  const { where, dryRun = false, yes = false } = options;
  const outcome = await session.work((job) =>
    session.client.plans.resolve({
      ...(where === undefined ? {} : { where }),
      ...(field === undefined ? {} : { field }),
      take,
      dryRun,
      yes,
      job,
    }),
  );
  return present(session, outcome, { dryRun });
}

/** `tagbridge resolve …` */
export function resolveCommand(program: Command, run: Runner): void {
  program
    .command('resolve')
    .option('--where <query>', 'only conflicts of photos that match')
    .option('--field <field>', 'only conflicts of this field')
    .option('--prefer <library>', 'take this library’s value')
    .option('--union', 'take all of every side (sets and lists; others are skipped)')
    .option('--own', 'make files that disagree with themselves agree: what each is read with, in every store')
    .option('--tag <tag>', 'the same with what this tag says, for example IPTC:Caption-Abstract')
    .option('--value <value>', 'take this value (with --field)')
    .option('--dry-run', 'show what would change, write nothing')
    .option('--yes', 'also when it is more than usual')
    .description('decide conflicts, one or thousands')
    .action(run((session, options: ResolveOptions) => resolve(session, options)));
}
