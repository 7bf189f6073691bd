// Faults put into single system calls of a process that writes a photo (strace, Linux only).
import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { JournalEntry } from '../../shared/engine/metadata/ports.ts';
import { exiftool, makePicture } from './pictures.ts';
import { type Bench, strays, treeOf } from './writing.ts';

const child = join(import.meta.dirname, 'write-child.ts');

/** Calls that change something on the disk. */
export const mutating = [
  'mkdir',
  'link',
  'rename',
  'unlink',
  'fsync',
  'utimensat',
  'fchmod',
  'chmod',
  'write',
  'pwrite64',
  'openat',
  'setxattr',
  'fsetxattr',
];

export const errnos = [
  'ENOSPC',
  'EIO',
  'EACCES',
  'EROFS',
  'EDQUOT',
  'EBUSY',
  'EPERM',
  'EMFILE',
  'ESTALE',
  'ENAMETOOLONG',
];

/** Why faults cannot be put in here, or undefined. */
export function noFaults(): string | undefined {
  if (process.platform !== 'linux') return 'not Linux';
  const trial = spawnSync(
    'strace',
    ['-qq', '-e', 'inject=fsync:error=EIO:when=1', '-e', 'trace=fsync', 'true'],
    { stdio: 'ignore' },
  );
  return trial.status === 0 ? undefined : 'strace is not there or not allowed';
}

/** A photo with a sidecar, as new, in the bench's library. */
export interface Scene {
  readonly bench: Bench;
  readonly before: Record<string, string>;
  reset(): void;
  close(): Promise<void>;
}

export async function setScene(bench: Bench): Promise<Scene> {
  const keep = `${bench.root}.keep`;
  mkdirSync(keep, { recursive: true });
  await makePicture(join(keep, 'a.jpg'), 1, ['-XMP-dc:Title=before']);
  if (!existsSync(join(keep, 'a.jpg.xmp')))
    await exiftool('-q', '-XMP-dc:Title=before', '-o', join(keep, 'a.jpg.xmp'));
  const reset = () => {
    rmSync(bench.root, { recursive: true, force: true });
    mkdirSync(bench.root);
    for (const name of ['a.jpg', 'a.jpg.xmp']) copyFileSync(join(keep, name), join(bench.root, name));
    rmSync(`${bench.root}.journal`, { force: true });
  };
  reset();
  const close = async () => {
    await bench.close();
    for (const end of ['.keep', '.journal', '.strace'])
      rmSync(bench.root + end, { recursive: true, force: true });
  };
  return { bench, before: treeOf(bench.root), reset, close };
}

interface Line {
  readonly state: 'intent' | 'prepared' | 'done';
  readonly entry: JournalEntry;
}
export function journalOf({ bench }: Scene): Line[] {
  const path = `${bench.root}.journal`;
  const text = existsSync(path) ? readFileSync(path, 'utf8') : '';
  return text.split('\n').flatMap((line) => {
    try {
      return [JSON.parse(line) as Line];
    } catch {
      return [];
    }
  });
}

const plan = ({ bench }: Scene, undo: boolean) =>
  JSON.stringify({
    root: bench.root,
    path: 'a.jpg',
    writes: 'auto',
    undo,
    changes: [{ field: 'title', before: null, after: { 'x-default': 'after' } }],
  });

/** Runs the writing (or undoing) process under strace; returns how often each mutating call was made. */
export function runTraced(scene: Scene, inject: string | undefined, undo = false): Map<string, number> {
  const log = `${scene.bench.root}.strace`;
  const calls = inject === undefined ? mutating.join(',') : inject.split(':')[0]!;
  const args = [
    '-f',
    '-qq',
    '-o',
    log,
    '-e',
    `trace=${calls}`,
    ...(inject === undefined ? [] : ['-e', `inject=${inject}`]),
  ];
  spawnSync('strace', [...args, process.execPath, child, `${scene.bench.root}.journal`, plan(scene, undo)], {
    env: { ...process.env, UV_THREADPOOL_SIZE: '1' },
    stdio: 'ignore',
    timeout: 60_000,
  });
  const counts = new Map<string, number>();
  for (const [, call] of readFileSync(log, 'utf8').matchAll(/^\d+ (\w+)\(/gm))
    counts.set(call!, (counts.get(call!) ?? 0) + 1);
  return counts;
}

/** What the next start does; returns what is wrong then, or nothing. */
export async function violations(scene: Scene, after: Record<string, string> | undefined): Promise<string[]> {
  const { bench, before } = scene;
  const last = journalOf(scene).at(-1);
  if (last !== undefined && last.state !== 'done') {
    const { outcome, problem } = await bench.writer.recover(last.entry, last.state);
    if (outcome === 'stuck') return [`stuck: ${problem?.message} ${problem?.detail}`];
  }
  const now = treeOf(bench.root);
  const isOld = JSON.stringify(now) === JSON.stringify(before);
  const expectedNew = last?.entry.targets.map(({ path, afterHash }) => [path, afterHash]);
  const isNew = expectedNew?.every(([path, hash]) => hash !== undefined && now[path!] === hash);
  const isGiven = after !== undefined && JSON.stringify(now) === JSON.stringify(after);
  const found: string[] = [];
  if (!isOld && isNew !== true && !isGiven) found.push(`neither old nor new: ${JSON.stringify(now)}`);
  // Undo copies lie beside the photo where `.tagbridge` could not be used; those the journal names are kept on purpose.
  const kept = new Set(isNew ? last?.entry.targets.map(({ undo }) => undo) : []);
  const left = strays(bench.root).filter((name) => !kept.has(name));
  if (left.length > 0) found.push(`left behind: ${left.join(', ')}`);
  return found;
}
