// Looking at, and interfering with, single system calls of single threads (strace, Linux only).
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { childrenOf, type Driven } from './driven.ts';

/** Who makes the calls of a write: Node's main thread, its thread for files, ExifTool, and what Node starts (`cp`). */
export type Who = 'main' | 'files' | 'exiftool' | 'helper';

/** One call that changes something: the n-th of its name by one thread. */
export interface Point {
  readonly who: Who;
  readonly call: string;
  readonly when: number;
}

/** Calls that change something on a disk; `openat` only where it may create or write. */
export const mutating = [
  'openat',
  'write',
  'pwrite64',
  'writev',
  'mkdir',
  'rmdir',
  'link',
  'linkat',
  'rename',
  'renameat',
  'renameat2',
  'unlink',
  'unlinkat',
  'fsync',
  'fdatasync',
  'ftruncate',
  'chmod',
  'fchmod',
  'fchmodat',
  'chown',
  'fchown',
  'utimensat',
  'setxattr',
  'fsetxattr',
  'copy_file_range',
  'sendfile',
  'ioctl',
] as const;

/** Why calls cannot be interfered with here, or undefined. */
export function noStrace(): string | undefined {
  if (process.platform !== 'linux') return 'it needs Linux';
  const child = spawn('sleep', ['20'], { stdio: 'ignore' });
  try {
    const trial = spawnSync(
      'sh',
      [
        '-c',
        `strace -o /dev/null -e inject=fsync:error=EIO:when=1 -p ${child.pid} & s=$!; sleep 0.3; kill $s; wait $s`,
      ],
      { encoding: 'utf8' },
    );
    return trial.stderr.includes('attached')
      ? undefined
      : 'strace is not there, or may not attach to processes';
  } finally {
    child.kill('SIGKILL');
  }
}

/** The threads of a child that writes photos. */
export interface Threads {
  readonly main: number;
  readonly files: number;
  readonly exiftool: number;
}

export function threadsOf({ pid }: Driven): Threads {
  const tasks = readdirSync(`/proc/${pid}/task`).map(Number);
  const name = (task: number): string => readFileSync(`/proc/${pid}/task/${task}/comm`, 'utf8').trim();
  const files = tasks.find((task) => name(task) === 'libuv-worker');
  const command = (task: number): string => readFileSync(`/proc/${task}/comm`, 'utf8').trim();
  const exiftool = childrenOf(pid).find((task) => /perl|exiftool/.test(command(task)));
  return { main: pid, files: files ?? pid, exiftool: exiftool ?? pid };
}

const stopMs = 5_000;

export interface Trace {
  /** Ends it and returns what was logged. */
  stop(): Promise<string>;
  readonly ended: Promise<void>;
  readonly log: string;
}

/** Attaches to threads; resolves when all are held. */
export async function trace(
  threads: readonly number[],
  options: { readonly log: string; readonly follow: boolean; readonly args: readonly string[] },
): Promise<Trace> {
  const { log, follow, args } = options;
  const to = threads.flatMap((thread) => ['-p', String(thread)]);
  const tracer = spawn('strace', [...(follow ? ['-f'] : []), '-o', log, ...args, ...to], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const ended = once(tracer, 'exit').then(() => undefined);
  let said = '';
  tracer.stderr.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  // One that ended meanwhile is told of as well (`attach: ptrace(…): No such process`).
  while ((said.match(/attached|attach:/g)?.length ?? 0) < threads.length && tracer.exitCode === null)
    await Promise.race([once(tracer.stderr, 'data'), ended]);
  return {
    log,
    ended,
    async stop() {
      tracer.kill('SIGINT');
      // It may wait for ever for a thread to stop; when it is gone, all go on.
      const impatient = setTimeout(() => tracer.kill('SIGKILL'), stopMs);
      await ended;
      clearTimeout(impatient);
      return readFileSync(log, 'utf8');
    },
  };
}

export interface Logged {
  readonly thread: number;
  readonly call: string;
  readonly text: string;
}

/** The calls of a log made with `-f`, in order; one that was interrupted by others' lines counts where it began. */
export function callsIn(log: string): Logged[] {
  return [...log.matchAll(/^(\d+) +(\w+)\((.*)$/gm)].map(([, thread, call, text]) => ({
    thread: Number(thread),
    call: call!,
    text: text!,
  }));
}

const changes = ({ call, text }: Logged): boolean => {
  if (call === 'openat') return /O_WRONLY|O_RDWR|O_CREAT/.test(text);
  if (call === 'ioctl') return text.includes('FICLONE');
  // Replies between the processes go through pipes and sockets, which `-y` names.
  if (/^(write|writev|pwrite64|sendfile)$/.test(call))
    return !/^\d+<(pipe|socket|anon_inode|UNIX)/.test(text);
  return true;
};

/** Every call of a traced write that changes something, in order, each with the thread that makes it. */
export function pointsOf(log: string, threads: Threads): Point[] {
  const counts = new Map<string, number>();
  const who = (thread: number): Who =>
    thread === threads.main
      ? 'main'
      : thread === threads.files
        ? 'files'
        : thread === threads.exiftool
          ? 'exiftool'
          : 'helper';
  return callsIn(log).flatMap((logged) => {
    const key = `${logged.thread} ${logged.call}`;
    const when = (counts.get(key) ?? 0) + 1;
    counts.set(key, when);
    return changes(logged) ? [{ who: who(logged.thread), call: logged.call, when }] : [];
  });
}

/** What strace is told to do at a point: `signal=KILL`, `error=EIO` … */
export function interfere(
  threads: Threads,
  { who, call, when }: Point,
  what: string,
  log: string,
): Promise<Trace> {
  const thread = who === 'helper' ? threads.main : threads[who];
  const args = ['-y', '-e', `trace=${call}`, '-e', `inject=${call}:${what}:when=${when}`];
  return trace([thread], { log, follow: who === 'helper', args });
}
