import type { EngineEvent } from '../../shared/api/events.ts';
import type { LibraryView, ProblemView } from '../../shared/api/views.ts';
import { progress } from './fake-plans.ts';

type Emit = (event: EngineEvent) => void;

export const fakeLibrary = (name: string, files: number, change: Partial<LibraryView> = {}): LibraryView => ({
  id: name,
  name,
  path: `/photos/${name}`,
  writes: 'auto',
  sidecar: 'adobe',
  exclude: [],
  keepMtime: false,
  iptc: 'latin',
  state: 'online',
  files,
  problemCount: 0,
  scannedAt: Date.now() - 3_600_000,
  watching: 'events',
  ...change,
});

/** Four libraries as a photographer may have them: one read only, one unplugged. */
export const manyLibraries = (): LibraryView[] => [
  fakeLibrary('archive', 48_210, { path: '/Volumes/Archive 8TB/Photos', problemCount: 14, writes: 'auto' }),
  fakeLibrary('nas', 31_877, {
    path: '/mnt/nas/pictures/Family and Friends/Everything',
    watching: 'polling',
    watchReason: 'It is on SMB, which does not report every change.',
  }),
  fakeLibrary('laptop', 2_140, {
    path: '/Users/ana/Pictures/On the road',
    state: 'offline',
    reason: 'The drive “On the road” is not connected.',
  }),
  fakeLibrary('clients', 9_402, { path: '/srv/clients', writes: 'none', watching: 'no' }),
];

const codes = ['corrupt', 'readOnlyFile', 'misnamed', 'timeout'] as const;
const problem = (id: number): ProblemView => ({
  id,
  file: id * 10,
  library: 'archive',
  path: `2019/11 Madeira/originals from the second card/DSC_0${1000 + id}.NEF`,
  during: id % 3 === 0 ? 'write' : 'scan',
  code: codes[id % codes.length]!,
  message:
    'The file ends in the middle of its picture data. It was left alone. Restore it from a backup, then retry.',
  detail: 'Truncated PreviewImage directory',
  at: Date.now() - id * 60_000,
});

/** Libraries that can be added, changed, scanned and removed; problems that can be ignored. */
export function fakeLibraries(libraries: LibraryView[], scanTime = 0) {
  let problems = libraries.some(({ problemCount }) => problemCount > 0)
    ? Array.from({ length: 14 }, (_, at) => problem(at + 1))
    : [];
  const named = (name: string) => libraries.find((one) => one.name === name)!;
  const counted = (emit: Emit) => {
    for (const library of libraries)
      library.problemCount = problems.filter((one) => one.library === library.name).length;
    emit({ kind: 'problems', total: problems.length });
  };
  const add = (library: LibraryView, emit: Emit) => {
    libraries.push(library);
    emit({ kind: 'libraries' });
    return library;
  };
  return {
    'libraries.add': (input: { path: string; name?: string; writes?: LibraryView['writes'] }, emit: Emit) => {
      if (libraries.some(({ path }) => input.path.startsWith(path)))
        throw Object.assign(new Error(`${input.path} is inside a library that is already there.`), {
          code: 'REFUSED',
          data: { hint: 'Choose a folder outside it.' },
        });
      const name = input.name ?? input.path.split('/').at(-1)!;
      return add(
        fakeLibrary(name, 0, { path: input.path, ...(input.writes ? { writes: input.writes } : {}) }),
        emit,
      );
    },
    'libraries.addSamples': (_: unknown, emit: Emit) =>
      ['sample archive', 'sample nas'].map((name) => add(fakeLibrary(name, 12), emit)),
    'libraries.set': ({ library, ...change }: { library: string } & Partial<LibraryView>, emit: Emit) => {
      Object.assign(named(library), change);
      emit({ kind: 'libraries' });
      return named(change.name ?? library);
    },
    'libraries.relocate': ({ library, path }: { library: string; path: string }) =>
      Object.assign(named(library), { path, state: 'online' }),
    'libraries.remove': ({ library }: { library: string }, emit: Emit) => {
      libraries.splice(libraries.indexOf(named(library)), 1);
      emit({ kind: 'libraries' });
      return { removed: library };
    },
    'libraries.scan': async (
      { libraries: names = [], job }: { libraries?: string[]; job?: string },
      emit: Emit,
    ) => {
      if (scanTime > 0)
        await progress(emit, job ?? 'scan', 'scan', `Scan of ${names.join(', ')}`, 48_210, scanTime);
      return {
        libraries: names.map((name) => ({
          name,
          files: named(name).files,
          added: 12,
          changed: 3,
          removed: 0,
          problemCount: 0,
          seconds: 4.2,
        })),
      };
    },
    'problems.list': ({ library, code }: { library?: string; code?: string }) => {
      const items = problems.filter(
        (one) => (!library || one.library === library) && (!code || one.code === code),
      );
      return { total: items.length, items };
    },
    'problems.ignore': ({ problems: ids }: { problems: number[] }, emit: Emit) => {
      problems = problems.filter(({ id }) => !ids.includes(id));
      counted(emit);
      return { ignored: ids.length };
    },
    'problems.retry': ({ problems: ids }: { problems: number[] }, emit: Emit) => {
      problems = problems.filter(({ id }) => !ids.includes(id));
      counted(emit);
      return { libraries: [] };
    },
    folders: ({ path = '/Users/ana' }: { path?: string }) => {
      if (path.includes('nowhere'))
        throw Object.assign(new Error(`There is no folder ${path}.`), { code: 'NOT_FOUND', data: {} });
      const names =
        path === '/Users/ana'
          ? ['Desktop', 'Documents', 'Downloads', 'Pictures']
          : ['2022', '2023', '2024', 'Lightroom exports'];
      return {
        path,
        parent: path === '/' ? null : path.slice(0, path.lastIndexOf('/')) || '/',
        folders: names.map((name) => ({ name, path: `${path === '/' ? '' : path}/${name}` })),
        places: [
          { name: 'Home', path: '/Users/ana' },
          { name: 'Archive 8TB', path: '/Volumes/Archive 8TB' },
          { name: 'Computer', path: '/' },
        ],
      };
    },
    doctor: () => ({
      checks: [
        { check: 'ExifTool', state: 'good', message: 'ExifTool 13.30 works.' },
        { check: 'Index', state: 'good', message: 'The index is sound.' },
        {
          check: 'Watching',
          state: 'warning',
          message: 'The system allows 8,192 watched folders; nas has 11,020.',
          remedy:
            'nas is looked through at intervals instead. To watch it, raise fs.inotify.max_user_watches.',
        },
      ],
    }),
  };
}
