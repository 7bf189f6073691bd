import type { Command } from 'commander';
import type { BridgeView } from '../../api/views.ts';
import { collect, comingMoment } from './arguments.ts';
import { type BridgeOptions, bridgeInput, familyText } from './bridge-options.ts';
import { UsageError } from './failure.ts';
import { bridgesNamed, librariesNamed } from './names.ts';
import type { Runner } from './runner.ts';
import type { Session } from './session.ts';
import { table } from './table.ts';
import { printable } from './terminal.ts';
import { clockTime, count, quoted } from './words.ts';

const states: Readonly<Record<BridgeView['health']['state'], string>> = {
  inStep: 'in step',
  waiting: 'waiting',
  conflicts: 'conflicts',
  offline: 'offline',
  paused: 'paused',
  running: 'running',
  never: 'never synced',
};

function triggerText({ trigger }: BridgeView): string {
  if (trigger.kind === 'manual') return 'by hand';
  const { quiet, whenThere } = trigger;
  return [
    trigger.kind === 'schedule' ? `every ${trigger.cron}` : 'automatic',
    ...(quiet ? [`not ${quiet.from}-${quiet.to}`] : []),
    ...(whenThere ? ['when all are there'] : []),
  ].join(', ');
}

const memberText = ({ members }: BridgeView): string =>
  members.map(({ library, role }) => (role === 'both' ? library : `${library} (${role})`)).join(', ');

/** What waits for drives that are away. */
export const awaitedLines = (bridges: readonly BridgeView[]): string[] =>
  bridges.flatMap(({ name, health }) =>
    (health.waitingFor ?? [])
      .filter(({ photos }) => photos > 0)
      .map(({ library, photos }) => {
        const wait = photos === 1 ? 'waits' : 'wait';
        return `${printable(name)}: ${count(photos, 'photo')} ${wait} for ${printable(library)}, which is offline.`;
      }),
  );

/** Why bridges are paused, and how those that stopped by themselves go on. */
export const pausedLines = (bridges: readonly BridgeView[]): string[] =>
  bridges.flatMap(({ name, paused }) => {
    if (!paused) return [];
    const { plan, reason } = paused;
    const line = `${printable(name)} is paused: ${printable(reason)}`;
    if (plan === undefined) return [line];
    return [
      line,
      `To look at it: tagbridge run ${plan} --dry-run. To let it go on: tagbridge run ${plan}. Once what changed is put right: tagbridge bridge resume ${quoted(name)}`,
    ];
  });

/** Files that a sync would write, and cannot. */
export const unwritableLines = (bridges: readonly BridgeView[]): string[] =>
  bridges.flatMap(({ name, health }) =>
    (health.unwritable ?? []).map(
      ({ library, files }) =>
        `${printable(name)}: ${count(files, 'file')} in ${printable(library)} cannot be written. The reasons: tagbridge problems`,
    ),
  );

function bridgeLines(bridges: readonly BridgeView[], { out: { terminal } }: Session): string[] {
  const rows = table(
    [
      { title: 'Bridge', shrink: 'end' },
      { title: 'Libraries', shrink: 'end' },
      { title: 'Fields', shrink: 'end' },
      { title: 'Rules', align: 'right' },
      { title: 'Syncs' },
      { title: 'State' },
      { title: 'Waiting', align: 'right' },
      { title: 'Conflicts', align: 'right' },
    ],
    bridges.map((bridge) => [
      printable(bridge.name),
      printable(memberText(bridge)),
      bridge.fields === null ? 'all' : bridge.fields.join(', '),
      String(bridge.rules.length),
      triggerText(bridge),
      states[bridge.health.state],
      String(bridge.health.waiting),
      String(bridge.health.conflicts),
    ]),
    { width: terminal.width, title: (text) => terminal.style('dim', text) },
  );
  const lines = [...awaitedLines(bridges), ...unwritableLines(bridges)];
  return [...rows, ...lines.map((line) => terminal.style('yellow', line))];
}

async function inputOf(session: Session, options: BridgeOptions) {
  const known = (await session.client.libraries.list()).map((library) => library.name);
  const input = bridgeInput(options, known);
  const rules = (input.rules ?? []).flatMap(({ library, from, to }) => [library, from, to]);
  const named = [...(input.members ?? []).map((member) => member.library), ...rules];
  await librariesNamed(
    session.client,
    named.filter((name) => name !== undefined),
  );
  return input;
}

async function add(session: Session, name: string, options: BridgeOptions): Promise<undefined> {
  const { members = [], ...input } = await inputOf(session, options);
  if (members.length < (input.families?.length ? 1 : 2)) {
    throw new UsageError(
      'A bridge needs at least two libraries, or one whose families it keeps in step.',
      'As in --library archive:source --library family',
    );
  }
  const bridge = await session.client.bridges.add({ name, members, ...input });
  await session.out.result(bridge, () => [
    ...bridgeLines([bridge], session),
    `Next: tagbridge sync ${quoted(bridge.name)} --dry-run`,
  ]);
  return undefined;
}

async function set(session: Session, name: string, options: BridgeOptions): Promise<undefined> {
  await bridgesNamed(session.client, [name]);
  const input = await inputOf(session, options);
  const renamed = options.name === undefined ? {} : { name: options.name };
  if (Object.keys({ ...input, ...renamed }).length === 0) {
    throw new UsageError(
      'There is nothing to set.',
      'Use --name, --library, --fields, --where, --rule, --family, --auto, --every or --manual.',
    );
  }
  const bridge = await session.client.bridges.set({ bridge: name, ...input, ...renamed });
  await session.out.result(bridge, () => bridgeLines([bridge], session));
  return undefined;
}

async function list(session: Session): Promise<undefined> {
  const bridges = await session.client.bridges.list();
  await session.out.result({ bridges }, () => [
    ...(bridges.length === 0
      ? ['There are no bridges yet. All libraries are compared; to bring them in step: tagbridge sync all']
      : []),
    ...bridgeLines(bridges, session),
    ...bridges.flatMap(({ name, families }) =>
      families ? [`${printable(name)} also keeps families in step: ${familyText(families)}.`] : [],
    ),
    ...pausedLines(bridges),
  ]);
  return undefined;
}

async function pause(session: Session, name: string, { until }: { until?: string }): Promise<undefined> {
  const at = until === undefined ? {} : { until: comingMoment(until, Date.now()) };
  await bridgesNamed(session.client, [name]);
  const bridge = await session.client.bridges.pause({ bridge: name, ...at });
  const words = at.until === undefined ? '' : ` until ${clockTime(at.until)}`;
  await session.out.result(bridge, () => [
    `${printable(name)} is paused${words}.`,
    `To go on: tagbridge bridge resume ${quoted(name)}`,
  ]);
  return undefined;
}

async function resume(session: Session, name: string): Promise<undefined> {
  await bridgesNamed(session.client, [name]);
  const bridge = await session.client.bridges.resume({ bridge: name });
  await session.out.result(bridge, () => [`${printable(name)} goes on (${triggerText(bridge)}).`]);
  return undefined;
}

async function remove(session: Session, name: string): Promise<undefined> {
  const [bridge] = await bridgesNamed(session.client, [name]);
  const removed = await session.client.bridges.remove({ bridge: name });
  await session.out.result(removed, () => [
    `Removed the bridge ${printable(name)} between ${count(bridge!.members.length, 'library')}. No photo was touched.`,
  ]);
  return undefined;
}

const withOptions = (command: Command, libraryHelp: string): Command =>
  command
    .option('--library <name[:role]>', libraryHelp, collect)
    .option('--fields <fields>', 'as in keywords,rating; all when left out')
    .option('--where <query>', 'only photos that match')
    .option(
      '--rule <rule>',
      'FIELD=KIND[:LIBRARY][@FROM>TO][{WORD>WORD,…}], kinds: ask prefer fillBlanks neverLeaves newest mirror vocabulary',
      collect,
    )
    .option(
      '--family <kinds>',
      'also keep in step what is one shot: raw-jpeg, exports, or none (the default)',
    )
    .option('--auto', 'sync whenever something changes')
    .option('--every <cron>', 'sync at these times, as in "0 3 * * *"')
    .option('--quiet <from-to>', 'nothing by itself in these hours, as in 08:00-20:00')
    .option('--when-there', 'only while every drive is connected')
    .option('--manual', 'sync by hand only (the default)');

const roleHelp =
  'NAME:both gives and takes (the default), NAME:source only gives and is never written, NAME:target only takes';

const addLibraryHelp = `a member, with its role (repeat for each): ${roleHelp}. As in --library archive:source --library nas`;

const setLibraryHelp = `the members from now on, each with its role; those not named leave the bridge (repeat for each): ${roleHelp}. As in --library archive:source --library nas: archive is only read from now on, nas gives and takes`;

/** `tagbridge bridge …` */
export function bridgeCommands(program: Command, run: Runner): void {
  const group = program.command('bridge').description('libraries that are kept in step');
  withOptions(
    group.command('add').argument('<name>').description('keep libraries in step'),
    addLibraryHelp,
  ).action(run((session, name: string, options: BridgeOptions) => add(session, name, options)));
  group
    .command('list')
    .description('every bridge with its state')
    .action(run((session) => list(session)));
  withOptions(group.command('set').argument('<name>').description('change a bridge'), setLibraryHelp)
    .option('--name <name>', 'rename it')
    .action(run((session, name: string, options: BridgeOptions) => set(session, name, options)));
  group
    .command('pause')
    .argument('<name>')
    .option('--until <time>', '1h, 2d, 22:30, tomorrow, or as in 2026-05-01T10:00')
    .description('stop syncing for a while')
    .action(run((session, name: string, options: { until?: string }) => pause(session, name, options)));
  group
    .command('resume')
    .argument('<name>')
    .description('go on after a pause')
    .action(run((session, name: string) => resume(session, name)));
  group
    .command('remove')
    .argument('<name>')
    .description('forget a bridge; no photo is touched')
    .action(run((session, name: string) => remove(session, name)));
}
