// Every error a system may answer with, at the first hits of the calls that a write depends on.
import { existsSync, readFileSync } from 'node:fs';
import { gone } from './driven.ts';
import { findPoints } from './kills.ts';
import type { Campaign, Lab } from './runner.ts';
import { type Act, acts, openStage, type Stage } from './stage.ts';
import { interfere, noStrace, type Point, threadsOf } from './strace.ts';

const errnos = [
  'ENOSPC',
  'EIO',
  'EACCES',
  'EROFS',
  'EDQUOT',
  'EBUSY',
  'EPERM',
  'EMFILE',
  'ESTALE',
  'ENAMETOOLONG',
];

/** The calls of the issue, each with the names it goes by in the kernel. */
const calls: Readonly<Record<string, readonly string[]>> = {
  openat: ['openat'],
  write: ['write', 'pwrite64', 'writev', 'copy_file_range', 'sendfile'],
  fsync: ['fsync', 'fdatasync'],
  rename: ['rename', 'renameat', 'renameat2'],
  link: ['link', 'linkat'],
  unlink: ['unlink', 'unlinkat'],
  chmod: ['chmod', 'fchmod', 'fchmodat'],
  utimensat: ['utimensat'],
  mkdir: ['mkdir'],
};

interface Failure {
  readonly act: Act;
  readonly point: Point;
  readonly errno: string;
}

interface ErrorLab extends Lab {
  readonly total: number;
  readonly stage: Stage;
  readonly failures: readonly Failure[];
}

/** The first ten of each call that were made at all, whichever thread makes them. */
const firstHits = (points: readonly Point[]): Point[] =>
  Object.values(calls).flatMap((names) => points.filter(({ call }) => names.includes(call)).slice(0, 10));

async function openErrors(): Promise<ErrorLab> {
  const stage = await openStage();
  const failures: Failure[] = [];
  for (const act of acts)
    for (const point of firstHits(await findPoints(stage, act)))
      for (const errno of errnos) failures.push({ act, point, errno });
  return { total: failures.length, stage, failures, close: () => stage.close() };
}

interface Answer {
  readonly ok: boolean;
  readonly problem?: { readonly message: string };
  readonly thrown?: string;
}

export const errors: Campaign<ErrorLab> = {
  name: 'errors',
  holds:
    'An error of any call leaves the photo wholly old (or, where only tidying failed, wholly new), and is told.',
  runs: { short: 6, long: 100_000 },
  cannot: noStrace,
  open: openErrors,
  async attempt(at, { stage, failures }, tell) {
    const { act, point, errno } = failures[at]!;
    const child = await stage.child();
    await stage.set(act, child);
    const threads = threadsOf(child);
    const tracing = await interfere(threads, point, `error=${errno}`, stage.log);
    const answer = (await stage.perform(act, child)) as Answer | undefined;
    const came = existsSync(stage.log) && readFileSync(stage.log, 'utf8').includes('(INJECTED)');
    await tracing.stop();
    await child.kill();
    await gone([threads.exiftool]);
    const early = stage.state();
    const recovered = await stage.recover();
    const wrong = stage.wrong();
    if (recovered.startsWith('stuck') || recovered.startsWith('first')) wrong.push(recovered);
    if (answer === undefined) wrong.push('the process ended');
    // A journal that cannot be written ends the run; anything else is a Problem of the file.
    else if (answer.thrown !== undefined && !answer.thrown.startsWith('Error: journal: '))
      wrong.push(`thrown: ${answer.thrown}`);
    if (answer?.ok === true && stage.state() !== 'new') wrong.push('it says written and is not');
    if (answer?.ok === false && early === 'neither') wrong.push('refused, and changed before any recovery');
    if (answer?.ok === false && answer.thrown === undefined && !answer.problem?.message)
      wrong.push('refused without a word');
    tell(came ? 'failed calls' : 'not reached');
    tell(answer?.ok === true ? 'written all the same' : 'refused');
    return wrong.map((text) => `${act}, ${errno} at ${point.who} ${point.call} ${point.when}: ${text}`);
  },
};
