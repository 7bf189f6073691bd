import { lstat, readdir, rm, rmdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { isHiddenName, ownFolder } from './hidden-place.ts';
import type { Pruned, UndoPolicy } from './ports.ts';
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

/** Every undo copy in `.tagbridge/undo`. */
async function namesIn(root: string): Promise<string[]> {
  const base = `${ownFolder}/undo`;
  const names: string[] = [];
  for (const key of await entriesOf(join(root, base)))
    for (const file of await entriesOf(join(root, base, key))) names.push(`${base}/${key}/${file}`);
  return names;
}

/** Those that are there; names of another form are not ours and never touched. */
async function keptOf(root: string, names: readonly string[]): Promise<Kept[]> {
  const kept: Kept[] = [];
  for (const name of names) {
    if (!isHiddenName(name)) continue;
    const stats = await lstat(join(root, name)).catch(() => undefined);
    if (stats?.isFile()) kept.push({ name, size: stats.size, since: stats.ctimeMs });
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
 * The newest time on the volume, about its now: a run has just written there. Its clock may be a server's, or ours may
 * be wrong by years.
 */
const newestOf = (kept: readonly Kept[], folders: readonly Folder[]): number =>
  [...kept.map(({ since }) => since), ...folders.map(({ mtimeMs }) => mtimeMs)].reduce(
    (newest, time) => Math.max(newest, time),
    Number.NEGATIVE_INFINITY,
  );

/** Whether nothing is at a path for certain: where a drive is away its folder is missing, or empty. */
async function isGone(path: string): Promise<boolean> {
  const others = await entriesOf(dirname(path));
  return others.length > 0 && !others.includes(basename(path));
}

/**
 * Removes undo copies beyond the policy from a library: those in its own folder, and `beside`, the ones that lie beside
 * photos because another volume is mounted there.
 */
export async function pruneUndo(
  root: string,
  policy: UndoPolicy,
  now: number,
  beside: readonly string[] = [],
): Promise<Pruned> {
  const kept = await keptOf(root, [...(await namesIn(root)), ...beside]);
  const folders = await runFolders(root);
  const newest = newestOf(kept, folders);
  const old = outdated(kept, policy, Math.min(now, newest));
  for (const { name } of old) await rm(join(root, name), { force: true });
  for (const { path, mtimeMs } of folders)
    if ([now, newest].every((at) => Math.abs(at - mtimeMs) > idleMs))
      await rmdir(path).catch(() => undefined);
  const gone: string[] = [];
  for (const name of beside) if (await isGone(join(root, name))) gone.push(name);
  return { files: old.length, bytes: old.reduce((sum, { size }) => sum + size, 0), gone };
}
