import { readFile, statfs } from 'node:fs/promises';
import { platform } from 'node:os';
import type { DoctorCheck } from '../api/views.ts';
import { listLibraries } from './db/libraries.ts';
import { runsInState } from './db/runs.ts';
import { cell } from './db/sql.ts';
import type { Services } from './services.ts';
import { checkLibraries } from './sync/file-store.ts';

/** The oldest ExifTool whose writes are trusted here. */
const oldestExifTool = 13.54;
const oldestSqlite = [3, 45];
const lowSpace = 2 ** 30;

const check = (name: string, state: DoctorCheck['state'], message: string, remedy?: string): DoctorCheck => ({
  ...{ check: name, state, message },
  ...(remedy === undefined ? {} : { remedy }),
});

async function exifTool({ exiftoolVersion }: Services): Promise<DoctorCheck> {
  try {
    const version = Number((await exiftoolVersion()).trim());
    if (version >= oldestExifTool) return check('exiftool', 'good', `ExifTool ${version} works.`);
    return check('exiftool', 'bad', `ExifTool ${version} is too old.`, `Install ${oldestExifTool} or newer.`);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return check('exiftool', 'bad', `ExifTool does not start: ${why}`, 'Install Perl 5, then start again.');
  }
}

function index({ db }: Services): DoctorCheck[] {
  const answer = cell<string>(db, 'PRAGMA quick_check(1)') ?? 'no answer';
  const version = cell<string>(db, 'SELECT sqlite_version()') ?? '0';
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const fresh = major > oldestSqlite[0]! || (major === oldestSqlite[0] && minor >= oldestSqlite[1]!);
  return [
    answer === 'ok'
      ? check('index', 'good', 'The index is sound.')
      : check(
          'index',
          'bad',
          `The index is damaged: ${answer}`,
          'Start again: it is set aside and made anew.',
        ),
    check('sqlite', fresh ? 'good' : 'warning', `SQLite ${version}.`),
  ];
}

async function libraries(services: Services): Promise<DoctorCheck[]> {
  const { db } = services;
  await checkLibraries(
    services,
    listLibraries(db).map((library) => library.id),
  );
  const rows = listLibraries(db);
  if (rows.length === 0)
    return [check('libraries', 'warning', 'There is no library yet.', 'Add one: tagbridge library add PATH')];
  return rows.map(({ name, state, path, stateReason }) =>
    state === 'offline'
      ? check(
          `library ${name}`,
          'warning',
          stateReason ?? `${path} is offline.`,
          'Connect its drive, or relocate it.',
        )
      : check(`library ${name}`, 'good', `${path} is there.`),
  );
}

async function space(name: string, path: string): Promise<DoctorCheck[]> {
  try {
    const { bavail, bsize } = await statfs(path);
    const free = bavail * bsize;
    const said = `${(free / 2 ** 30).toFixed(1)} GiB free in ${path}.`;
    if (free >= lowSpace) return [check(`space ${name}`, 'good', said)];
    return [check(`space ${name}`, 'warning', said, 'Make room: a write needs the size of the photo twice.')];
  } catch {
    // A library that is offline is told of above.
    return [];
  }
}

/** Linux watches each folder by a handle, of which a user has a limited number. */
async function watchLimit({ db }: Services): Promise<DoctorCheck[]> {
  if (platform() !== 'linux') return [];
  const text = await readFile('/proc/sys/fs/inotify/max_user_watches', 'utf8').catch(() => undefined);
  if (text === undefined) return [];
  const limit = Number(text);
  const folders = cell<number>(db, 'SELECT count(*) FROM (SELECT DISTINCT library, folder FROM file)') ?? 0;
  if (folders < limit * 0.8)
    return [check('watching', 'good', `${folders} folders of at most ${limit} can be watched.`)];
  return [
    check(
      'watching',
      'warning',
      `${folders} folders are near the limit of ${limit} watches.`,
      `Raise it: sysctl fs.inotify.max_user_watches=${limit * 4}. Until then the libraries are polled.`,
    ),
  ];
}

/** Libraries that the engine which answers cannot watch. */
const polled = ({ db, watching, watchReason }: Services): DoctorCheck[] =>
  listLibraries(db)
    .filter(({ id }) => watching(id) === 'polling')
    .map(({ id, name }) => check('watching', 'warning', `${name} is not watched: ${watchReason(id) ?? ''}`));

function runs({ db }: Services): DoctorCheck[] {
  return runsInState(db, 'interrupted').map((run) =>
    check(
      'runs',
      'warning',
      `Run ${run.id} (${run.title}) is not finished.`,
      `tagbridge run --resume ${run.id}, or --cancel`,
    ),
  );
}

/** Whether everything the engine rests on is in order. */
export async function doctor(services: Services): Promise<{ checks: DoctorCheck[] }> {
  const [tool, places, limit] = await Promise.all([
    exifTool(services),
    libraries(services),
    watchLimit(services),
  ]);
  const online = listLibraries(services.db).filter((library) => library.state !== 'offline');
  const spaces = await Promise.all([
    space('data', services.dataDir),
    ...online.map((library) => space(library.name, library.path)),
  ]);
  const node = check('node', 'good', `Node ${process.versions.node}.`);
  return {
    checks: [
      tool,
      node,
      ...index(services),
      ...places,
      ...spaces.flat(),
      ...limit,
      ...polled(services),
      ...runs(services),
    ],
  };
}
