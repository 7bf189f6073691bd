import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { ExifTool, ExifToolTask, exiftoolPath } from 'exiftool-vendored';
import { makeExifToolHome } from './exiftool-home.ts';
import { type Series, SeriesTask } from './series.ts';

/** What one command printed. Neither errors nor warnings reject: the caller judges them. */
export interface Printed {
  readonly out: string;
  readonly errors: readonly string[];
  readonly warnings: readonly string[];
}

export interface ExifToolLimits {
  /** Processes at a time. */
  readonly processes: number;
  /** A command that takes longer is killed with its process (hashing reports progress and is given more time). */
  readonly timeoutMs: number;
  /** Address space of one process; enforced where the system has `ulimit -v` (Linux). */
  readonly memoryBytes: number;
  /** A command that prints more is killed with its process. */
  readonly outputBytes: number;
}

export const exifToolLimits: ExifToolLimits = {
  processes: 2,
  timeoutMs: 120_000,
  memoryBytes: 1536 * 2 ** 20,
  outputBytes: 64 * 2 ** 20,
};

/** Thrown when a command was stopped; `why` is the limit it met, or `died` when the process went away (`twice`). */
export class ExifToolStopped extends Error {
  readonly why: 'timeout' | 'output' | 'died' | 'twice';
  constructor(why: ExifToolStopped['why'], message: string) {
    super(message);
    this.why = why;
  }
}

/** A few ExifTool processes that stay open. Each command is one `-execute`. */
export interface ExifToolPool {
  readonly limits: ExifToolLimits;
  /** Runs one command. Rejects with `ExifToolStopped`; never runs a command twice. */
  run(args: readonly string[]): Promise<Printed>;
  /**
   * Runs commands in one process without waiting between them, until there are no more. Rejects with
   * `ExifToolStopped`; what is not answered then may have been run, or not.
   */
  runSeries(series: Series): Promise<void>;
  version(): Promise<string>;
  /**
   * Lets a process start and load what writing needs, so that the first file does not wait for that (half a second).
   * Returns at once; what fails here is told by the first command.
   */
  warm(): void;
  /** Ends the processes; commands under way are finished first. */
  close(): Promise<void>;
}

/** A process of the pool, and what it does. */
interface Worker {
  readonly proc: ChildProcess;
  readonly currentTask: unknown;
}

class Command extends ExifToolTask<Printed> {
  constructor(args: string[]) {
    super(args, { ignoreMinorErrors: false });
  }
  protected override parse(out: string): Printed {
    return { out, errors: this.errors, warnings: this.warnings };
  }
}

/** On Windows file names are UTF-8 only when ExifTool is told so. */
const nameArgs = process.platform === 'win32' ? ['-charset', 'filename=utf8'] : [];

/**
 * `-config ''` must come first, or ExifTool runs `~/.ExifTool_config` as a program (reliability.md §0.3, §4.3).
 * The environment holds nothing that Perl or ExifTool would obey, and HOME is an empty folder.
 */
const processArgs = ['-config', '', '-stay_open', 'True', '-@', '-'];

/** Writes a file of ExifTool's own making (JPEG's segments and nothing else) to its output. */
const warmUp = ['-XMP-dc:Subject=warm', '-IFD0:Artist=warm', '-o', '-.exv', '-echo3', 'warm'];

function cleanEnvironment(home: string): NodeJS.ProcessEnv {
  const kept: NodeJS.ProcessEnv = { HOME: home, EXIFTOOL_HOME: home, LANG: 'C', LC_ALL: 'C', TZ: 'UTC' };
  for (const name of ['PATH', 'SystemRoot', 'TEMP', 'TMP', 'TMPDIR']) {
    const value = process.env[name];
    if (value !== undefined) kept[name] = value;
  }
  return kept;
}

function start(program: string, home: string, memoryBytes: number): ChildProcess {
  const options = { stdio: 'pipe', env: cleanEnvironment(home), windowsHide: true, cwd: home } as const;
  if (process.platform === 'win32') return spawn(program, processArgs, options);
  // `exec` keeps the process id, so that killing the child kills ExifTool itself. It must not outlive us either: what
  // it writes after a crash, recovery has cleaned away already.
  const limit = `ulimit -v ${Math.floor(memoryBytes / 1024)} 2>/dev/null; ulimit -c 0 2>/dev/null
    if setpriv --pdeathsig KILL true 2>/dev/null; then exec setpriv --pdeathsig KILL perl "$0" "$@"; fi
    exec perl "$0" "$@"`;
  return spawn('/bin/sh', ['-c', limit, program, ...processArgs], options);
}

/** Counts what a process prints between two `{ready}` and kills it when that is too much. */
function capOutput(child: ChildProcess, cap: number, onCapped: () => void): void {
  let bytes = 0;
  let capped = false;
  child.stdout?.on('data', (chunk: string) => {
    bytes += Buffer.byteLength(chunk);
    // At the start of a line: a caption may say so too.
    const isLast = /^\{ready/m.test(chunk);
    if (bytes <= cap || capped) {
      if (isLast) bytes = 0;
      return;
    }
    capped = true;
    onCapped();
    child.kill('SIGKILL');
  });
}

/** An ExifTool that has done ordinary work is well under this. */
const fatBytes = 128 * 2 ** 20;

/** Whether a process has grown; where the system does not say (other than Linux), never. */
function isFat({ pid, exitCode }: ChildProcess): boolean {
  if (process.platform !== 'linux' || pid === undefined || exitCode !== null) return false;
  try {
    const pages = Number(readFileSync(`/proc/${pid}/statm`, 'latin1').split(' ')[1]);
    return pages * 4096 > fatBytes;
  } catch {
    return false;
  }
}

function stopped(error: unknown, limits: ExifToolLimits, capped: boolean): ExifToolStopped {
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof Error && error.name === 'TaskTimeoutError') {
    return new ExifToolStopped('timeout', `ExifTool did not answer within ${limits.timeoutMs / 1000} s`);
  }
  if (capped) return new ExifToolStopped('output', 'ExifTool printed too much for one file');
  return new ExifToolStopped('died', message);
}

/**
 * Starts no process until the first command. exiftool-vendored keeps the pool (recycling after 500 commands, timeouts,
 * health), we give it the process: isolated from the user's configuration and limited in memory and output.
 */
export function createExifTool(limits: Partial<ExifToolLimits> = {}): ExifToolPool {
  const all: ExifToolLimits = { ...exifToolLimits, ...limits };
  const home = makeExifToolHome();
  let cappedAt = 0;
  const workers = new Set<Worker>();
  /** The time of day when the last process was started. */
  let startedAt = 0;
  let children: ChildProcess[] = [];
  const program = exiftoolPath();
  const open = () => {
    const opened = new ExifTool({
      useMWG: false,
      struct: 1,
      ignoreMinorErrors: false,
      geolocation: false,
      imageHashType: false,
      backfillTimezones: false,
      inferTimezoneFromDatestamps: false,
      numericTags: [],
      readArgs: [],
      writeArgs: [],
      checkPerl: false,
      maxProcs: all.processes,
      taskTimeoutMillis: all.timeoutMs,
      spawnTimeoutMillis: 30_000,
      taskRetries: 0,
      maxTasksPerProcess: 500,
      // Two commands that wait have two processes started side by side, not the second one a while later.
      minDelayBetweenSpawnMillis: 0,
      processFactory: async () => {
        mkdirSync(home, { recursive: true });
        const child = start(await program, home, all.memoryBytes);
        // Decoded by the stream: the pool would decode each chunk alone and break a character that two chunks share.
        child.stdout?.setEncoding('utf8');
        child.stderr?.setEncoding('utf8');
        capOutput(child, all.outputBytes, () => (cappedAt = Date.now()));
        children = [
          ...children.filter(({ exitCode, signalCode }) => exitCode === null && signalCode === null),
          child,
        ];
        return child;
      },
    });
    opened.on('childStart', (worker) => {
      workers.add(worker);
      startedAt = Date.now();
    });
    opened.on('childEnd', (worker) => void workers.delete(worker));
    return opened;
  };
  let pool = open();
  /** The pool starts no process before a time of day: when the clock was put back since, that may be years ahead. */
  const unlessStuck = async <T>(asked: Promise<T>): Promise<T> => {
    const { batchCluster } = pool;
    const isStuck = () => batchCluster.pendingTaskCount > 0 && workers.size === 0 && Date.now() < startedAt;
    let since = 0;
    const looking = setInterval(() => {
      since = isStuck() ? since + 1 : 0;
      if (since < 3 || pool.batchCluster !== batchCluster) return;
      const stuck = pool;
      pool = open();
      void stuck.end(false).catch(() => undefined);
    }, 1_000);
    looking.unref();
    return asked.finally(() => clearInterval(looking));
  };
  const stdinOf = (task: unknown) => [...workers].find((one) => one.currentTask === task)?.proc.stdin;
  let warming: Promise<unknown> | undefined;
  let running = 0;
  /** Perl keeps the memory of its largest command: when nothing runs, a process that grew is ended. */
  const shrink = async (): Promise<void> => {
    if (running === 0 && children.some(isFat)) await pool.batchCluster.closeChildProcesses(true);
  };
  const everyTime = [...nameArgs, '-api', 'imagehashprogress=1'];
  /** What no process has begun when its pool is replaced is for the next one; a series has others to go on alone. */
  const inPool = async <T>(make: () => ExifToolTask<T>): Promise<T> => {
    for (;;) {
      const task = make();
      const asked = pool;
      try {
        return await unlessStuck(asked.enqueueTask(() => task, false));
      } catch (error) {
        if (asked === pool || task.runtimeMs !== undefined || task instanceof SeriesTask) throw error;
      }
    }
  };
  const carryOut = async <T>(task: () => ExifToolTask<T>): Promise<T> => {
    const begun = Date.now();
    running += 1;
    try {
      return await inPool(task);
    } catch (error) {
      throw stopped(error, all, cappedAt >= begun);
    } finally {
      running -= 1;
      await shrink();
    }
  };
  const run = (args: readonly string[]) => carryOut(() => new Command([...everyTime, ...args]));
  return {
    limits: all,
    run,
    async runSeries(series) {
      await warming;
      return carryOut(() => new SeriesTask(series, everyTime, stdinOf));
    },
    version: () => pool.version(),
    warm() {
      // What is asked for while it starts would have another one started, for which it would wait no less.
      if (workers.size === 0) pool.batchCluster.setMaxProcs(1);
      warming = run(warmUp)
        .catch(() => undefined)
        .then(() => pool.batchCluster.setMaxProcs(all.processes));
    },
    async close() {
      await pool.end(true);
      rmSync(home, { recursive: true, force: true });
    },
  };
}
