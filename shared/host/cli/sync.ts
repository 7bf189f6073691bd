import type { Command } from 'commander';
import type { BridgeView } from '../../api/views.ts';
import { assertBridges } from './names.ts';
import { present } from './outcome.ts';
import type { Runner } from './runner.ts';
import type { Session } from './session.ts';
import { printable } from './terminal.ts';
import { clockTime, quoted } from './words.ts';

interface SyncOptions {
  readonly dryRun?: boolean;
  readonly yes?: boolean;
}

/** Bridges that a sync named and that are paused. */
const pausedAmong = (bridges: readonly BridgeView[], named: readonly string[]): BridgeView[] =>
  bridges.filter(({ id, name, paused }) => paused && (named.includes(name) || named.includes(id)));

/** A sync that names a paused bridge works, and ends no pause: that is to be known. */
export function pauseLines(bridges: readonly BridgeView[], named: readonly string[]): string[] {
  return pausedAmong(bridges, named).map(({ name, paused, trigger }) => {
    const until = paused?.until === undefined ? '' : ` until ${clockTime(paused.until)}`;
    const alone = trigger.kind === 'manual' ? '' : ': it does nothing by itself';
    return `${printable(name)} is paused${until} and stays so${alone}. To end the pause: tagbridge bridge resume ${quoted(name)}`;
  });
}

async function sync(session: Session, named: string[], { dryRun = false, yes = false }: SyncOptions) {
  const { client } = session;
  await assertBridges(client, named);
  const bridges = named.length > 0 ? { bridges: named } : {};
  const outcome = await session.work((job) => client.plans.sync({ ...bridges, dryRun, yes, job }));
  // Looked at afterwards: a run that a person allowed may have ended the pause.
  const known = named.length > 0 ? await client.bridges.list() : [];
  const paused = pausedAmong(known, named).map(({ name }) => name);
  const more = paused.length > 0 ? { paused } : {};
  return present(session, outcome, { dryRun, after: pauseLines(known, named), more });
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
