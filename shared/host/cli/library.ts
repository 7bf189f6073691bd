import { type Command, Option } from 'commander';
import type { LibraryView } from '../../api/views.ts';
import { collect } from './arguments.ts';
import { UsageError } from './failure.ts';
import { librariesNamed } from './names.ts';
import type { Runner } from './runner.ts';
import { absolute, type Session } from './session.ts';
import { table } from './table.ts';
import { printable } from './terminal.ts';
import { clockTime, count, quoted } from './words.ts';

interface LibraryOptions {
  readonly name?: string;
  readonly writes?: LibraryView['writes'];
  readonly sidecar?: LibraryView['sidecar'];
  readonly exclude?: string[];
  readonly keepMtime?: boolean;
  readonly iptc?: LibraryView['iptc'];
}

const withOptions = (command: Command): Command =>
  command
    .option('--name <name>', 'what the library is called')
    .addOption(
      new Option('--writes <policy>', 'where metadata is written').choices([
        'auto',
        'embedded',
        'sidecar',
        'none',
      ]),
    )
    .addOption(new Option('--sidecar <naming>', 'how sidecars are named').choices(['adobe', 'darktable']))
    .addOption(
      new Option('--iptc <encoding>', 'how IPTC texts are encoded where a file does not say').choices([
        'latin',
        'macRoman',
      ]),
    )
    .option('--exclude <glob>', 'files and folders to leave out (may be repeated)', collect)
    .option('--keep-mtime', 'keep the modification time of files that are written')
    .option('--no-keep-mtime', 'let the modification time tell other programs (the default)');

const jsonLibrary = (library: LibraryView): Record<string, unknown> => ({
  ...library,
  ...(library.scannedAt === undefined ? {} : { scannedAt: new Date(library.scannedAt).toISOString() }),
});

const writesWords: Readonly<Record<LibraryView['writes'], string>> = {
  auto: 'auto',
  embedded: 'embedded',
  sidecar: 'sidecars',
  none: 'none (read-only)',
};

/** Rows of libraries for people; used by `status` too. */
export function libraryLines(libraries: readonly LibraryView[], { out: { terminal } }: Session): string[] {
  const lines = table(
    [
      { title: 'Library', shrink: 'end' },
      { title: 'State' },
      { title: 'Files', align: 'right' },
      { title: 'Problems', align: 'right' },
      { title: 'Writes' },
      { title: 'Scanned' },
      { title: 'Path', shrink: 'middle' },
    ],
    libraries.map((library) => [
      printable(library.name),
      library.state,
      library.files.toLocaleString('en-US'),
      library.problemCount.toLocaleString('en-US'),
      writesWords[library.writes],
      library.scannedAt === undefined ? 'never' : clockTime(library.scannedAt),
      printable(library.path),
    ]),
    { width: terminal.width, title: (text) => terminal.style('dim', text) },
  );
  const notes = libraries.flatMap((library) => [...troubleOf(library), ...remedyOf(library)]);
  return [...lines, ...notes.map((text) => terminal.style('yellow', printable(text)))];
}

/** What keeps a library from being kept in step at once, a sentence each. */
export const troubleOf = ({ name, state, reason, watching, watchReason }: LibraryView): string[] => {
  if (state === 'offline') return [`${name} is offline: ${reason ?? 'its folder is not there.'}`];
  return watching === 'polling' ? [`${name} is not watched: ${watchReason ?? 'no reason was given.'}`] : [];
};

/** What helps where connecting the drive is not all. */
export const remedyOf = ({ name, state }: LibraryView): string[] =>
  state === 'offline'
    ? [`Connect its drive, or say which folder it is: tagbridge library relocate ${quoted(name)} PATH`]
    : [];

async function add(session: Session, path: string, options: LibraryOptions): Promise<undefined> {
  const library = await session.client.libraries.add({ path: absolute(path), ...options });
  await session.out.result(jsonLibrary(library), () =>
    [
      `Added the library ${printable(library.name)} (${printable(library.path)}).`,
      library.writes === 'none' ? 'It is read-only: nothing will be written in it.' : '',
      `Next: tagbridge scan ${quoted(library.name)}`,
    ].filter((line) => line !== ''),
  );
  return undefined;
}

async function list(session: Session): Promise<undefined> {
  const libraries = await session.client.libraries.list();
  await session.out.result({ libraries: libraries.map(jsonLibrary) }, () =>
    libraries.length > 0
      ? libraryLines(libraries, session)
      : ['There are no libraries yet.', 'Next: tagbridge library add PATH'],
  );
  return undefined;
}

async function remove(session: Session, name: string): Promise<undefined> {
  const [library] = await librariesNamed(session.client, [name]);
  const removed = await session.client.libraries.remove({ library: name });
  await session.out.result(removed, () => [
    `Removed the library ${printable(name)} with ${count(library!.files, 'file')} from the index. No photo was touched.`,
    ...removed.alone.map(
      (bridge) =>
        `The bridge ${printable(bridge)} has nothing left to keep in step: give it another library, or remove it.`,
    ),
  ]);
  return undefined;
}

async function relocate(session: Session, name: string, path: string): Promise<undefined> {
  await librariesNamed(session.client, [name]);
  const library = await session.client.libraries.relocate({ library: name, path: absolute(path) });
  await session.out.result(jsonLibrary(library), () => [
    `The library ${printable(library.name)} is now at ${printable(library.path)}.`,
    `Next: tagbridge scan ${quoted(library.name)}`,
  ]);
  return undefined;
}

async function set(session: Session, name: string, options: LibraryOptions): Promise<undefined> {
  if (Object.keys(options).length === 0) {
    throw new UsageError(
      'There is nothing to set.',
      'Use --name, --writes, --sidecar, --iptc, --exclude or --keep-mtime.',
    );
  }
  await librariesNamed(session.client, [name]);
  const library = await session.client.libraries.set({ library: name, ...options });
  await session.out.result(jsonLibrary(library), () => [
    ...libraryLines([library], session),
    ...(options.iptc === undefined
      ? []
      : [`Its files are read anew by: tagbridge scan ${quoted(library.name)}`]),
  ]);
  return undefined;
}

/** `tagbridge library …` */
export function libraryCommands(program: Command, run: Runner): void {
  const group = program.command('library').description('add, list and change libraries');
  withOptions(
    group.command('add').argument('<path>', 'the folder').description('add a folder as a library'),
  ).action(run((session, path: string, options: LibraryOptions) => add(session, path, options)));
  group
    .command('list')
    .description('every library with its state')
    .action(run((session) => list(session)));
  group
    .command('remove')
    .argument('<name>')
    .description('forget a library; no photo is touched')
    .action(run((session, name: string) => remove(session, name)));
  group
    .command('relocate')
    .argument('<name>')
    .argument('<path>', 'where the folder is now')
    .description('say where a library has moved to')
    .action(run((session, name: string, path: string) => relocate(session, name, path)));
  withOptions(group.command('set').argument('<name>').description('change a library’s settings')).action(
    run((session, name: string, options: LibraryOptions) => set(session, name, options)),
  );
}
