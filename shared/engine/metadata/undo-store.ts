import { lstat, readdir, rm, rmdir } from 'node:fs/promises';
import { join } from 'node:path';
import { isHiddenName, ownFolder } from './hidden-place.ts';
import type { UndoPolicy } from './ports.ts';
import { isErrno } from './system-problem.ts';

interface Kept {
  readonly name: string;
  readonly size: number;
  /** When the copy was put aside: a link or a copy changes ctime, an old photo keeps its own mtime. */
  readonly since: number;
}

async function entriesOf(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (isErrno(error, 'ENOENT', 'ENOTDIR')) return [];
    throw error;
  }
}

/** Every undo copy in `.tagbridge/undo`; names of another form are not ours and never touched. */
async function keptIn(root: string): Promise<Kept[]> {
  const kept: Kept[] = [];
  const base = `${ownFolder}/undo`;
  for (const key of await entriesOf(join(root, base))) {
    for (const file of await entriesOf(join(root, base, key))) {
      const name = `${base}/${key}/${file}`;
      if (!isHiddenName(name)) continue;
      const stats = await lstat(join(root, name));
      if (stats.isFile()) kept.push({ name, size: stats.size, since: stats.ctimeMs });
    }
  }
  return kept;
}

/** Which copies go: those past their days, then the oldest until the rest fits. */
export function outdated(kept: readonly Kept[], policy: UndoPolicy, now: number): Kept[] {
  const oldest = kept.toSorted((a, b) => a.since - b.since);
  let bytes = kept.reduce((sum, { size }) => sum + size, 0);
  return oldest.filter(({ size, since }) => {
    const goes = now - since > policy.days * 86_400_000 || bytes > policy.bytes;
    if (goes) bytes -= size;
    return goes;
  });
}

/** A run makes its folder before it puts anything there: taken away in between, its write would fail. */
const idleMs = 3_600_000;

interface Folder {
  readonly path: string;
  readonly mtimeMs: number;
}

async function runFolders(root: string): Promise<Folder[]> {
  const found: Folder[] = [];
  for (const key of await entriesOf(join(root, ownFolder, 'undo'))) {
    const path = join(root, ownFolder, 'undo', key);
    const stats = await lstat(path).catch(() => undefined);
    if (stats?.isDirectory()) found.push({ path, mtimeMs: stats.mtimeMs });
  }
  return found;
}

/**
 * What the volume's clock says, at the latest: it may be a server's, or ours may be wrong by years. A run has just
 * written there, so that the newest time is about now.
 */
const volumeNow = (kept: readonly Kept[], folders: readonly Folder[], now: number): number =>
  Math.min(now, Math.max(...kept.map(({ since }) => since), ...folders.map(({ mtimeMs }) => mtimeMs)));

/** Removes undo copies beyond the policy from a library; returns how many files and bytes went. */
export async function pruneUndo(
  root: string,
  policy: UndoPolicy,
  now: number,
): Promise<{ files: number; bytes: number }> {
  const [kept, folders] = [await keptIn(root), await runFolders(root)];
  if (folders.length === 0) return { files: 0, bytes: 0 };
  const at = volumeNow(kept, folders, now);
  const gone = outdated(kept, policy, at);
  for (const { name } of gone) await rm(join(root, name), { force: true });
  for (const { path, mtimeMs } of folders)
    if (Math.abs(at - mtimeMs) > idleMs) await rmdir(path).catch(() => undefined);
  return { files: gone.length, bytes: gone.reduce((sum, { size }) => sum + size, 0) };
}
