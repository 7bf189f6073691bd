import { randomUUID } from 'node:crypto';
import { resolve } from 'node:path';
import type { TagbridgeClient } from '../../api/client.ts';
import type { EngineDeps } from '../../engine/engine.ts';
import { type Connection, connect } from '../connect.ts';
import { dataDir } from '../data-dir.ts';
import { type ExitStatus, exit } from './failure.ts';
import { createOutput, type Output } from './output.ts';
import { followJob } from './progress.ts';

/** Options that every command takes. */
export interface GlobalOptions {
  readonly data?: string;
  readonly json?: boolean;
}

/** What a command works with. */
export interface Session {
  readonly client: TagbridgeClient;
  readonly connection: Connection;
  readonly out: Output;
  /** Fires on the first Ctrl-C. */
  readonly interrupted: AbortSignal;
  /** Runs long work under a job: shows its progress, and Ctrl-C cancels it between two files. */
  work<T>(start: (job: string) => Promise<T>): Promise<T>;
}

export type Command = (session: Session) => Promise<ExitStatus | undefined>;

/** A file named on the command line, absolute. */
export const absolute = (file: string): string => resolve(file);

/** A terminal tells all its processes, and the one that started us passes it on: one key, two signals. */
const oneKeyMs = 300;

/** Ctrl-C: the first asks to stop, the second stops at once. */
function interruptible(): { signal: AbortSignal; end(): void } {
  const first = new AbortController();
  let at = 0;
  const onSignal = () => {
    if (!first.signal.aborted) at = performance.now();
    else if (performance.now() - at > oneKeyMs) process.exit(130);
    first.abort();
  };
  process.on('SIGINT', onSignal).on('SIGTERM', onSignal);
  return {
    signal: first.signal,
    end: () => void process.off('SIGINT', onSignal).off('SIGTERM', onSignal),
  };
}

async function working<T>(
  { client, out, interrupted }: Pick<Session, 'client' | 'out' | 'interrupted'>,
  start: (job: string) => Promise<T>,
): Promise<T> {
  const job = randomUUID();
  const progress = followJob(client, job, out);
  const cancel = () => {
    out.note('Stopping after the current file. Press Ctrl-C again to stop at once.');
    void client.jobs.cancel({ job }).catch(() => undefined);
  };
  interrupted.addEventListener('abort', cancel, { once: true });
  try {
    return await start(job);
  } finally {
    interrupted.removeEventListener('abort', cancel);
    await progress.stop();
  }
}

/** Reaches an engine, runs the command, and lets the engine go. Errors pass through. */
export async function runSession(
  options: GlobalOptions,
  command: Command,
  deps: Omit<EngineDeps, 'dataDir'> = {},
): Promise<ExitStatus> {
  const out = createOutput(options.json ?? false);
  const interrupt = interruptible();
  const folder = dataDir(options.data);
  const connection = await connect({ ...deps, dataDir: folder, log: (line) => out.note(line) });
  try {
    const parts = { client: connection.client, out, interrupted: interrupt.signal };
    const status = await command({ ...parts, connection, work: (start) => working(parts, start) });
    return status ?? exit.done;
  } finally {
    if ((connection.held?.local.clients() ?? 0) > 0) {
      out.note('Waiting for other commands that work through this one.');
    }
    interrupt.end();
    await connection.close();
  }
}
