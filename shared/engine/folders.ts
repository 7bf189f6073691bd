import { readdir, realpath } from 'node:fs/promises';
import { homedir, platform } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { TagbridgeError } from '../api/errors.ts';
import type { FolderList } from '../api/views.ts';

type Folder = FolderList['folders'][number];

/** Where systems put drives that were plugged in. */
const mounts: Partial<Record<NodeJS.Platform, readonly string[]>> = {
  linux: ['/media', '/mnt', '/run/media'],
  darwin: ['/Volumes'],
};

const byName = (a: Folder, b: Folder) => a.name.localeCompare(b.name, undefined, { numeric: true });

/** Folders inside a folder, links to folders too, hidden ones left out. Throws the system's error. */
async function foldersIn(path: string): Promise<Folder[]> {
  const entries = await readdir(path, { withFileTypes: true });
  return entries
    .filter((entry) => (entry.isDirectory() || entry.isSymbolicLink()) && !entry.name.startsWith('.'))
    .map(({ name }) => ({ name, path: join(path, name) }))
    .sort(byName);
}

async function drives(): Promise<Folder[]> {
  if (platform() === 'win32') {
    const letters = 'CDEFGHIJKLMNOPQRSTUVWXYZ'.split('').map((letter) => ({
      name: `${letter}:`,
      path: `${letter}:\\`,
    }));
    const there = await Promise.all(
      letters.map(({ path }) =>
        realpath(path).then(
          () => true,
          () => false,
        ),
      ),
    );
    return letters.filter((_, at) => there[at]);
  }
  const found = await Promise.all((mounts[platform()] ?? []).map((path) => foldersIn(path).catch(() => [])));
  return found.flat();
}

async function places(): Promise<Folder[]> {
  const home = homedir();
  const pictures = join(home, 'Pictures');
  const there = await realpath(pictures).then(
    () => true,
    () => false,
  );
  return [
    { name: 'Home', path: home },
    ...(there ? [{ name: 'Pictures', path: pictures }] : []),
    ...(await drives()),
    ...(platform() === 'win32' ? [] : [{ name: 'Computer', path: '/' }]),
  ];
}

/** What a folder chooser shows: the folders in one (home, where none is named) and places to start from. */
export async function folderList(path: string | undefined): Promise<FolderList> {
  const at = resolve(path ?? homedir());
  try {
    const folders = await foldersIn(at);
    const parent = dirname(at) === at ? null : dirname(at);
    return { path: at, parent, folders, places: await places() };
  } catch (error) {
    throw new TagbridgeError('NOT_FOUND', `The folder ${basename(at) || at} cannot be opened.`, {
      hint: 'Choose another folder.',
      detail: error instanceof Error ? error.message : String(error),
    });
  }
}
