// Runs what is measured, and the ExifTool command line beside it.
import { execFile, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { exiftoolPath } from 'exiftool-vendored';
import { engineFlags } from '../../scripts/lib/tree.mjs';

const run = promisify(execFile);

/** Processor time in seconds: of this process, and of those it started that have ended (Linux only, else 0). */
export function cpuSeconds(): { own: number; children: number } {
  const { user, system } = process.cpuUsage();
  const own = (user + system) / 1e6;
  if (process.platform !== 'linux') return { own, children: 0 };
  // Fields 16 and 17, in ticks of 10 ms; the name before them may hold blanks.
  const fields = readFileSync('/proc/self/stat', 'utf8').split(') ').at(-1)!.split(' ');
  return { own, children: (Number(fields[13]) + Number(fields[14])) / 100 };
}

export interface Step<T> {
  seconds: number;
  /** From start to end, its own start included. */
  cpu: { own: number; children: number };
  /** Bytes. */
  peak: number;
  result: T;
  /** Milliseconds by part of the writes; files are under way side by side. */
  phases: Record<string, number>;
}

export async function engineStep<T>(dataDir: string, ...step: string[]): Promise<Step<T>> {
  const program = join(import.meta.dirname, 'step.ts');
  const { stdout } = await run(process.execPath, [...engineFlags, program, dataDir, ...step], {
    maxBuffer: 2 ** 28,
  });
  return JSON.parse(stdout) as Step<T>;
}

export interface Timed {
  seconds: number;
  /** Of the processes that the work started. */
  cpu: number;
}

export async function timed(work: () => Promise<unknown>): Promise<Timed> {
  const begun = performance.now();
  const before = cpuSeconds().children;
  await work();
  return { seconds: (performance.now() - begun) / 1000, cpu: cpuSeconds().children - before };
}

/** One ExifTool process over a folder; its output is read and thrown away. */
export async function exiftoolCommand(args: readonly string[]): Promise<void> {
  const child = spawn(await exiftoolPath(), ['-config', '', ...args], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  child.stdout.resume();
  await new Promise((resolve, reject) => child.on('error', reject).on('close', resolve));
}

/** Many commands in one process that stays: the plain way to write many files. */
export async function exiftoolCommands(commands: readonly (readonly string[])[]): Promise<void> {
  const child = spawn(await exiftoolPath(), ['-config', '', '-@', '-'], {
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  child.stdin.end(commands.map((args) => `${args.join('\n')}\n-execute\n`).join(''));
  await new Promise((resolve, reject) => child.on('error', reject).on('close', resolve));
}

/** The one in the middle by its time. */
export const median = <T extends { seconds: number }>(all: readonly T[]): T =>
  all.toSorted((a, b) => a.seconds - b.seconds)[Math.floor(all.length / 2)]!;
