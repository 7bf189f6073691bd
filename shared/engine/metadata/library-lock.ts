import { randomUUID } from 'node:crypto';
import {
  closeSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  utimesSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { lstat } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { ownFolder } from './hidden-place.ts';
import { isErrno } from './system-problem.ts';

/** Who holds a library for writing. */
interface Holder {
  readonly id: string;
  readonly host: string;
  readonly pid: number;
  /** When that machine and that process started, where the system says: a pid alone may be someone else's later. */
  readonly boot: string;
  readonly started: string;
}

/** How often a holder shows that it lives, and how long its silence must last before another machine takes over. */
const beatMs = 5_000;
const silenceMs = 60_000;
const pollMs = 250;

const textOf = (path: string): string => {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch {
    return '';
  }
};

const bootId = (): string => textOf('/proc/sys/kernel/random/boot_id');
/** What /proc/PID/stat says from its third field on; the name before may hold blanks, hence from the last parenthesis. */
const factsOf = (pid: number): readonly string[] =>
  textOf(`/proc/${pid}/stat`).split(') ').at(-1)?.split(' ') ?? [];
/** The 22nd field. */
const startedAt = (pid: number): string => factsOf(pid)[19] ?? '';
/** Ended, but nobody asked how: it keeps its pid, for as long as its parent lives (a container without an init). */
const isZombie = (pid: number): boolean => factsOf(pid)[0] === 'Z';

function processLives(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return isErrno(error, 'EPERM');
  }
}

function parse(text: string): Holder | undefined {
  try {
    const value = JSON.parse(text) as Holder;
    return typeof value.id === 'string' && Number.isSafeInteger(value.pid) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Locks that this process holds now. One it left on a drive that was pulled is not among them when the drive is back. */
const ours = new Set<string>();

/** True where the holder ran on this machine and is certainly gone. */
function isDead(holder: Holder): boolean {
  if (holder.host !== hostname()) return false;
  if (holder.pid === process.pid && holder.boot === bootId() && holder.started === startedAt(process.pid))
    return !ours.has(holder.id);
  if (holder.boot !== bootId()) return true;
  if (!processLives(holder.pid) || isZombie(holder.pid)) return true;
  return holder.started !== startedAt(holder.pid);
}

/** Takes a dead holder's lock away. By renaming, so that of two that try only one succeeds. */
function evict(path: string, text: string): void {
  const aside = `${path}.${randomUUID()}`;
  try {
    renameSync(path, aside);
  } catch (error) {
    if (isErrno(error, 'ENOENT')) return;
    throw error;
  }
  // Someone took over between our look and our rename: give it back, unless a third has it by now.
  if (textOf(aside) !== text) {
    try {
      writeFileSync(path, readFileSync(aside), { flag: 'wx' });
    } catch (error) {
      if (!isErrno(error, 'EEXIST')) throw error;
    }
  }
  rmSync(aside, { force: true });
}

/** Makes the lock file, whole or not at all: an empty one, left by a full disk, would hold up every later write. */
function create(path: string, mine: string): void {
  const file = openSync(path, 'wx');
  try {
    writeSync(file, mine);
  } catch (error) {
    rmSync(path, { force: true });
    throw error;
  } finally {
    closeSync(file);
  }
}

export interface LibraryLock {
  /** False when another machine or process took the lock away in the meantime: then nothing may be written. */
  isHeld(): boolean;
  release(): void;
}

/**
 * What the lock file of another holder looked like and since when, by path. Kept between calls: each waits less long
 * than a holder must be silent.
 */
const silences = new Map<string, { readonly sign: string; readonly since: number }>();

/** How long the holder has shown no sign of life, as far as this process has looked. */
async function silenceOf(path: string, text: string): Promise<number> {
  const mtime = await lstat(path).then(
    ({ mtimeMs }) => mtimeMs,
    () => 0,
  );
  const sign = `${text} ${mtime}`;
  const now = performance.now();
  const known = silences.get(path);
  if (known?.sign === sign) return now - known.since;
  silences.set(path, { sign, since: now });
  return 0;
}

/**
 * Holds a library for writing: one applier at a time, also where two Tagbridges share a folder over the network. The
 * lock is a file in `.tagbridge` that names its holder; it ends with the process, or after a minute of silence when
 * the holder is on another machine (measured by our own clock, theirs does not matter). Resolves to undefined when
 * somebody else still holds it after `patienceMs`. Throws the system's error when the file cannot be made.
 */
export async function lockLibrary(root: string, patienceMs: number): Promise<LibraryLock | undefined> {
  const folder = join(root, ownFolder);
  try {
    // Never the root: on the mount point of a drive that is gone it would pass for a library.
    mkdirSync(folder);
  } catch (error) {
    if (!isErrno(error, 'EEXIST')) throw error;
  }
  if (!(await lstat(folder)).isDirectory()) return undefined;
  const path = join(folder, 'lock');
  const me: Holder = {
    id: randomUUID(),
    host: hostname(),
    pid: process.pid,
    boot: bootId(),
    started: startedAt(process.pid),
  };
  const mine = JSON.stringify(me);
  const begun = performance.now();
  for (;;) {
    try {
      create(path, mine);
      silences.delete(path);
      ours.add(me.id);
      return held(path, mine, () => ours.delete(me.id));
    } catch (error) {
      if (!isErrno(error, 'EEXIST')) throw error;
    }
    const text = textOf(path);
    const holder = parse(text);
    const silent = (await silenceOf(path, text)) > (holder === undefined ? beatMs : silenceMs);
    if (text !== '' && holder !== undefined && isDead(holder)) evict(path, text);
    else if (silent) evict(path, text);
    else if (performance.now() - begun > patienceMs) return undefined;
    else await wait(pollMs);
  }
}

function held(path: string, mine: string, forget: () => void): LibraryLock {
  const isHeld = (): boolean => textOf(path) === mine;
  const beat = setInterval(() => {
    try {
      const now = new Date();
      if (isHeld()) utimesSync(path, now, now);
    } catch {
      // The drive went away, or became read-only: `isHeld` is asked again before anything is replaced.
    }
  }, beatMs);
  beat.unref();
  return {
    isHeld,
    release() {
      clearInterval(beat);
      forget();
      try {
        if (isHeld()) rmSync(path, { force: true });
      } catch {
        // What is left of it is known as ours the next time.
      }
    },
  };
}
