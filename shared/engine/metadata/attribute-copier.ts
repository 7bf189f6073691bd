import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { promisify } from 'node:util';

/** Copies mode, owner, ACL and extended attributes; Node has no calls for the last two. */
export interface AttributeCopier {
  /** Rejects with what `cp` said when anything could not be copied. */
  copy(from: string, to: string): Promise<void>;
  close(): void;
}

/**
 * One shell that stays, and runs GNU cp for each pair of lines: to start a process from a small one costs a fraction
 * of starting it from Node. It answers with cp's status and words, ended by a NUL, and ends with its input.
 */
const script = `while IFS= read -r from && IFS= read -r to; do
  said=$(cp --attributes-only --preserve=all --no-dereference -- "$from" "$to" 2>&1)
  printf '%s %s\\000' "$?" "$said"
done`;

interface Waiting {
  readonly resolve: () => void;
  readonly reject: (error: Error) => void;
}

interface Shell {
  readonly child: ChildProcess;
  readonly waiting: Waiting[];
}

function settle({ resolve, reject }: Waiting, answer: string): void {
  if (answer.startsWith('0 ')) resolve();
  else reject(new Error(`cp ended with ${answer.trim()}`));
}

/** Neither the shell nor its pipes keep the process from ending, unless an answer is waited for. */
function hold({ child, waiting }: Shell): void {
  const how = waiting.length > 0 ? 'ref' : 'unref';
  child[how]();
  for (const pipe of [child.stdin, child.stdout] as ({ ref?(): void; unref?(): void } | null | undefined)[])
    pipe?.[how]?.();
}

function startShell(onEnd: (shell: Shell) => void): Shell {
  const env = { PATH: process.env['PATH'], LC_ALL: 'C' };
  const child: ChildProcess = spawn('/bin/sh', ['-c', script], {
    stdio: ['pipe', 'pipe', 'ignore'],
    env,
    cwd: '/',
  });
  const shell: Shell = { child, waiting: [] };
  const end = (error?: Error) => {
    onEnd(shell);
    const gone = error ?? new Error('The shell that runs cp ended.');
    for (const { reject } of shell.waiting.splice(0)) reject(gone);
  };
  // Where no process can be started there are no pipes either.
  child.on('error', end);
  // After its output has been read.
  child.on('close', () => end());
  child.stdin?.on('error', () => undefined);
  let text = '';
  child.stdout?.setEncoding('utf8').on('data', (chunk: string) => {
    const answers = `${text}${chunk}`.split('\0');
    text = answers.pop()!;
    for (const answer of answers) {
      const first = shell.waiting.shift();
      if (first !== undefined) settle(first, answer);
    }
    hold(shell);
  });
  return shell;
}

const runCp = promisify(execFile);

/** Names with a line break cannot be told to the shell that reads lines. */
async function copyAlone(from: string, to: string): Promise<void> {
  await runCp('cp', ['--attributes-only', '--preserve=all', '--no-dereference', '--', from, to], {
    cwd: '/',
  });
}

/** Starts nothing until the first copy; starts anew when the shell was killed. */
export function createAttributeCopier(): AttributeCopier {
  let current: Shell | undefined;
  const started = (): Shell =>
    (current ??= startShell((ended) => {
      if (current === ended) current = undefined;
    }));
  return {
    copy: (from, to) => {
      if (`${from}${to}`.includes('\n')) return copyAlone(from, to);
      return new Promise((resolve, reject) => {
        const shell = started();
        shell.waiting.push({ resolve, reject });
        hold(shell);
        shell.child.stdin?.write(`${from}\n${to}\n`);
      });
    },
    close() {
      current?.child.stdin?.end();
      current = undefined;
    },
  };
}
