// The command line as a child process, from its sources.
import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';

const program = join(import.meta.dirname, '../../shared/host/cli.ts');

export interface Ended {
  status: number | null;
  stdout: string;
  stderr: string;
  /** The one JSON document that stdout holds; throws when there is anything else. */
  // biome-ignore lint/suspicious/noExplicitAny: tests look into documents of many shapes
  json(): any;
}

export interface CliOptions {
  /** The data folder. */
  data: string;
  cwd?: string;
  env?: Record<string, string>;
}

export function startCli(args: readonly string[], { data, cwd, env = {} }: CliOptions): ChildProcess {
  return spawn(process.execPath, [program, ...args], {
    cwd: cwd ?? data,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, TAGBRIDGE_DATA: data, NO_COLOR: '1', ...env },
  });
}

/** What the child said, when it has ended. */
export function ended(child: ChildProcess): Promise<Ended> {
  let [stdout, stderr] = ['', ''];
  child.stdout?.setEncoding('utf8').on('data', (part: string) => (stdout += part));
  child.stderr?.setEncoding('utf8').on('data', (part: string) => (stderr += part));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (status) => resolve({ status, stdout, stderr, json: () => JSON.parse(stdout) }));
  });
}

/** Runs one command to its end. */
export const cli = (args: readonly string[], options: CliOptions): Promise<Ended> =>
  ended(startCli(args, options));

/** The first line of stdout that is whole. */
export function firstLine(child: ChildProcess): Promise<string> {
  let text = '';
  return new Promise((resolve, reject) => {
    child.stdout?.setEncoding('utf8').on('data', (part: string) => {
      text += part;
      if (text.includes('\n')) resolve(text.slice(0, text.indexOf('\n')));
    });
    child.on('close', () => reject(new Error(`It ended after: ${text}`)));
  });
}
