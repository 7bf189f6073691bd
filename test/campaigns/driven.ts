// A child process that does what it is told, line by line, and may die at any moment.
import { type ChildProcess, spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';

export interface Driven {
  readonly pid: number;
  /** Sends a command and resolves to its answer; undefined when the process ended instead. */
  ask(command: unknown): Promise<unknown>;
  readonly ended: Promise<void>;
  isAlive(): boolean;
  /** Ends it and every process it started. */
  kill(): Promise<void>;
}

export interface DrivenOptions {
  readonly args?: readonly string[];
  readonly uid?: number;
  readonly env?: NodeJS.ProcessEnv;
}

function statOf(pid: string | number): { parent: number; state: string } | undefined {
  try {
    const rest = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)!.split(' ');
    return { state: rest[0]!, parent: Number(rest[1]) };
  } catch {
    return undefined;
  }
}

/** Processes that a process started, of which it is still the parent. */
export const childrenOf = (pid: number): number[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && statOf(name)?.parent === pid)
    .map(Number);

/** Waits until processes are gone (or are only a name in the table). */
export async function gone(pids: readonly number[], patienceMs = 20_000): Promise<void> {
  const until = performance.now() + patienceMs;
  const lives = (pid: number) => ![undefined, 'Z', 'X'].includes(statOf(pid)?.state);
  while (pids.some(lives) && performance.now() < until) await wait(5);
  for (const pid of pids.filter(lives)) signal(pid, 'SIGKILL');
}

export function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // It is gone already.
  }
}

/** Starts a file of this folder; resolves when it says that it is ready. */
export async function drive(file: string, options: DrivenOptions = {}): Promise<Driven> {
  const { args = [], uid, env = {} } = options;
  const child: ChildProcess = spawn(process.execPath, [join(import.meta.dirname, file), ...args], {
    stdio: ['pipe', 'pipe', 'inherit'],
    // One thread for file calls, so that their order is the same from run to run.
    env: { ...process.env, UV_THREADPOOL_SIZE: '1', NODE_NO_WARNINGS: '1', ...env },
    ...(uid === undefined ? {} : { uid, gid: uid }),
  });
  const waiting: ((answer: unknown) => void)[] = [];
  let alive = true;
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => {
      alive = false;
      for (const answer of waiting.splice(0)) answer(undefined);
      resolve();
    });
  });
  child.stdin!.on('error', () => {});
  const next = (): Promise<unknown> =>
    alive ? new Promise((resolve) => waiting.push(resolve)) : Promise.resolve(undefined);
  createInterface({ input: child.stdout! }).on('line', (line) => waiting.shift()?.(JSON.parse(line)));
  const ready = await next();
  if (ready === undefined) throw new Error(`${file} ended before it was ready`);
  return {
    pid: child.pid!,
    ended,
    isAlive: () => alive,
    ask(command) {
      const answer = next();
      child.stdin!.write(`${JSON.stringify(command)}\n`);
      return answer;
    },
    async kill() {
      const others = childrenOf(child.pid!);
      signal(child.pid!, 'SIGKILL');
      await ended;
      for (const pid of others) signal(pid, 'SIGKILL');
      await gone(others);
    },
  };
}
