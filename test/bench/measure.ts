// Runs what is measured, and the ExifTool command line beside it.
import { execFile, spawn } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { exiftoolPath } from 'exiftool-vendored';

const run = promisify(execFile);

export interface Step<T> {
  seconds: number;
  /** Bytes. */
  peak: number;
  result: T;
}

export async function engineStep<T>(dataDir: string, ...step: string[]): Promise<Step<T>> {
  const program = join(import.meta.dirname, 'step.ts');
  const { stdout } = await run(process.execPath, [program, dataDir, ...step], { maxBuffer: 2 ** 28 });
  return JSON.parse(stdout) as Step<T>;
}

export async function timed(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await work();
  return (performance.now() - begun) / 1000;
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

export const median = (numbers: readonly number[]): number =>
  numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)]!;
