// `tagbridge watch` as a process of its own: started, killed, started again.
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { TagbridgeClient } from '../../shared/api/client.ts';
import { type Attached, attachLocal } from '../../shared/host/local-socket.ts';

export interface Watcher {
  /** Starts it where it does not run, and resolves once it answers. */
  client(): Promise<TagbridgeClient>;
  /** kill -9. Its helpers see their input end. */
  kill(): Promise<void>;
  /** Ends it as a person would; rejects when it does not end well. */
  stop(): Promise<void>;
  /** Another time of day from here on, by so many seconds; where that can be done. */
  jump(seconds: number): void;
  readonly kills: number;
  /** Bytes of memory it has now, and which start of it that is; undefined when it does not run. */
  memory(): { readonly start: number; readonly bytes: number } | undefined;
  readonly log: readonly string[];
}

const faketime = '/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1';
export const mayJump = existsSync(faketime);

/** Shifts the clock that the process sees, not the times of files. */
const fakeClock = (file: string): NodeJS.ProcessEnv => ({
  ...{ LD_PRELOAD: faketime, FAKETIME_TIMESTAMP_FILE: file, FAKETIME_NO_CACHE: '1' },
  ...{ DONT_FAKE_MONOTONIC: '1', FAKETIME_DONT_FAKE_MONOTONIC: '1', NO_FAKE_STAT: '1' },
});

export function createWatcher(data: string, options: { readonly jumps: boolean }): Watcher {
  const cli = join(import.meta.dirname, '../../shared/host/cli.ts');
  const clock = `${data}-clock`;
  const log: string[] = [];
  let child: ChildProcess | undefined;
  let ended: Promise<number | null> = Promise.resolve(0);
  let attached: Attached | undefined;
  let [kills, start] = [0, 0];

  function begin(): void {
    start += 1;
    const env = { ...process.env, NODE_NO_WARNINGS: '1', ...(options.jumps ? fakeClock(clock) : {}) };
    const own = spawn(process.execPath, [cli, 'watch', '--data', data], {
      env,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    log.push(`Start ${start}.\n`);
    own.stderr.on('data', (text: Buffer) => void log.push(text.toString()));
    ended = new Promise((resolve) =>
      own.once('exit', (code) => {
        if (child === own) child = undefined;
        resolve(code);
      }),
    );
    child = own;
  }

  function forget(): void {
    attached?.close();
    attached = undefined;
  }

  return {
    async client() {
      if (attached && !attached.gone.aborted) return attached.client;
      forget();
      if (!child) begin();
      const patience = performance.now() + 60_000;
      while (performance.now() < patience) {
        attached = child?.pid === undefined ? undefined : await attachLocal(data).catch(() => undefined);
        if (attached) return attached.client;
        if (!child) throw new Error(`tagbridge watch ended: ${log.slice(-5).join('')}`);
        await wait(200);
      }
      throw new Error(`tagbridge watch does not answer: ${log.slice(-5).join('')}`);
    },
    async kill() {
      if (!child) return;
      kills += 1;
      child.kill('SIGKILL');
      await ended;
      forget();
    },
    async stop() {
      forget();
      if (!child) return;
      child.kill('SIGINT');
      const code = await ended;
      if (code !== 0) throw new Error(`tagbridge watch ended with ${code}: ${log.slice(-5).join('')}`);
    },
    jump: (seconds) => writeFileSync(clock, `${seconds < 0 ? '' : '+'}${seconds}`),
    get kills() {
      return kills;
    },
    memory() {
      if (child?.pid === undefined) return undefined;
      const status = readFileSync(`/proc/${child.pid}/status`, 'utf8');
      const kib = /VmRSS:\s+(\d+)/.exec(status)?.[1];
      return kib === undefined ? undefined : { start, bytes: Number(kib) * 1024 };
    },
    log,
  };
}
