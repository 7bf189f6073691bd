import { type ChildProcess, spawn } from 'node:child_process';

/** A small program that stays: it is asked over its input and answers in turn, each answer ended by a NUL. */
export interface HelperProcess {
  /** Writes `question` and resolves to the answer. Rejects when the program ended, or could not be started. */
  ask(question: string): Promise<string>;
  close(): void;
}

export interface HelperCommand {
  readonly program: string;
  readonly args: readonly string[];
}

interface Waiting {
  readonly resolve: (answer: string) => void;
  readonly reject: (error: Error) => void;
}

interface Helper {
  readonly child: ChildProcess;
  readonly waiting: Waiting[];
}

/** Neither the program nor its pipes keep the process from ending, unless an answer is waited for. */
function hold({ child, waiting }: Helper): void {
  const how = waiting.length > 0 ? 'ref' : 'unref';
  child[how]();
  for (const pipe of [child.stdin, child.stdout] as ({ ref?(): void; unref?(): void } | null | undefined)[])
    pipe?.[how]?.();
}

function start({ program, args }: HelperCommand, onEnd: (helper: Helper) => void): Helper {
  const env = { PATH: process.env['PATH'], LC_ALL: 'C' };
  const child: ChildProcess = spawn(program, args, { stdio: ['pipe', 'pipe', 'ignore'], env, cwd: '/' });
  const helper: Helper = { child, waiting: [] };
  const end = (error?: Error) => {
    onEnd(helper);
    const gone = error ?? new Error(`${program} ended before it answered.`);
    for (const { reject } of helper.waiting.splice(0)) reject(gone);
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
    for (const answer of answers) helper.waiting.shift()?.resolve(answer);
    hold(helper);
  });
  return helper;
}

/** Starts nothing until the first question; starts anew when the program was killed. */
export function createHelperProcess(command: HelperCommand): HelperProcess {
  let current: Helper | undefined;
  const started = (): Helper =>
    (current ??= start(command, (ended) => {
      if (current === ended) current = undefined;
    }));
  return {
    ask: (question) =>
      new Promise((resolve, reject) => {
        const helper = started();
        helper.waiting.push({ resolve, reject });
        hold(helper);
        helper.child.stdin?.write(question);
      }),
    close() {
      current?.child.stdin?.end();
      current = undefined;
    },
  };
}
