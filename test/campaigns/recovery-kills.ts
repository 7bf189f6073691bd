// kill -9 at every system call of a recovery that changes something: a recovery is itself recovered.
import { existsSync } from 'node:fs';
import { drive } from './driven.ts';
import { findPoints, killIn } from './kills.ts';
import type { Campaign, Lab } from './runner.ts';
import { type Act, acts, openStage, type Stage } from './stage.ts';
import { interfere, mutating, noStrace, type Point, pointsOf, type Threads, trace } from './strace.ts';

/** First the act is killed at one point, then the recovery at another. */
interface DoubleKill {
  readonly act: Act;
  readonly first: Point;
  readonly second: Point;
}

interface RecoveryLab extends Lab {
  readonly total: number;
  readonly stage: Stage;
  readonly kills: readonly DoubleKill[];
}

const cold = () => drive('writing-child.ts', { args: ['cold'] });

/** Only the thread that is there at the start is known; the one for files starts with the first call it makes. */
const threadsOf = (pid: number): Threads => ({ main: pid, files: pid, exiftool: pid });

const command = (stage: Stage) => {
  const last = stage.noted();
  return last === undefined || last.state === 'done'
    ? undefined
    : { do: 'recover', entry: last.entry, state: last.state };
};

async function leaveOpen(stage: Stage, act: Act, point: Point): Promise<boolean> {
  const child = await stage.child();
  await stage.set(act, child);
  await killIn(stage, child, { act, point, victim: 'app' });
  return command(stage) !== undefined;
}

/** The calls of one recovery that change something: each with its number among those of its name in its thread. */
async function pointsOfRecovery(stage: Stage): Promise<Point[]> {
  const child = await cold();
  const tracing = await trace([child.pid], {
    log: stage.log,
    follow: true,
    args: ['-y', '-e', `trace=${mutating.join(',')}`],
  });
  await child.ask(command(stage));
  const log = await tracing.stop();
  await child.kill();
  return pointsOf(log, threadsOf(child.pid));
}

/** How many first kills of each act are followed through all of their recovery. */
const firstKills = 12;

/** A short run looks at one act and at two places late in it, where there is most to recover. */
async function firstsOf(stage: Stage, act: Act, isShort: boolean): Promise<Point[]> {
  const all = (await findPoints(stage, act)).filter(({ who }) => who === 'main' || who === 'files');
  const wanted = isShort ? all.filter(({ call }) => /^(link|rename)/.test(call)).slice(-2) : all;
  const every = Math.max(1, Math.floor(wanted.length / firstKills));
  return wanted.filter((_, at) => at % every === 0);
}

async function openRecovery({ runs }: { readonly runs: number }): Promise<RecoveryLab> {
  const stage = await openStage();
  const kills: DoubleKill[] = [];
  const isShort = runs < firstKills;
  for (const act of isShort ? acts.slice(0, 1) : acts) {
    for (const first of await firstsOf(stage, act, isShort)) {
      if (!(await leaveOpen(stage, act, first))) continue;
      for (const second of await pointsOfRecovery(stage)) kills.push({ act, first, second });
    }
  }
  return { total: kills.length, stage, kills, close: () => stage.close() };
}

async function killRecovery(stage: Stage, point: Point): Promise<boolean> {
  const child = await cold();
  const follow: Point = point.who === 'main' ? point : { ...point, who: 'helper' };
  const tracing = await interfere(threadsOf(child.pid), follow, 'signal=KILL', stage.log);
  await child.ask(command(stage));
  const came = !child.isAlive() || !existsSync(`/proc/${child.pid}`);
  await tracing.stop();
  await child.kill();
  return came;
}

export const recoveryKills: Campaign<RecoveryLab> = {
  name: 'recovery-kills',
  holds: 'kill -9 at any system call of a recovery: the next recovery ends wholly old or wholly new.',
  runs: { short: 3, long: 100_000 },
  cannot: noStrace,
  open: openRecovery,
  async attempt(at, { stage, kills }, tell) {
    const { act, first, second } = kills[at]!;
    if (!(await leaveOpen(stage, act, first))) {
      tell('nothing to recover');
      return stage.wrong();
    }
    tell((await killRecovery(stage, second)) ? 'killed twice' : 'not reached');
    const recovered = await stage.recover();
    const wrong = stage.wrong();
    if (recovered.startsWith('stuck') || recovered.startsWith('first')) wrong.push(recovered);
    tell(stage.state() === 'new' ? 'wholly new' : 'wholly old');
    const where = `${act}, killed at ${first.who} ${first.call} ${first.when}, then recovering at ${second.call} ${second.when}`;
    return wrong.map((text) => `${where}: ${text}`);
  },
};
