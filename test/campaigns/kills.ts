// kill -9 at every system call that changes something, of a write, of an undo and of a recovery.

import { existsSync, readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { childrenOf, type Driven, gone, signal } from './driven.ts';
import type { Campaign, Lab } from './runner.ts';
import { type Act, acts, openStage, type Stage } from './stage.ts';
import { interfere, mutating, noStrace, type Point, pointsOf, threadsOf, trace } from './strace.ts';

/** `app`: who makes the call dies there; `exiftool`: ExifTool alone; `both`: it stands still there when Node is killed. */
interface Kill {
  readonly act: Act;
  readonly point: Point;
  readonly victim: 'app' | 'exiftool' | 'both';
}

export interface KillLab extends Lab {
  readonly total: number;
  readonly stage: Stage;
  readonly kills: readonly Kill[];
}

/** The points of one act, found by watching it once. */
export async function findPoints(stage: Stage, act: Act): Promise<Point[]> {
  const child = await stage.child();
  await stage.set(act, child);
  const threads = threadsOf(child);
  const watching = await trace([threads.main, threads.exiftool], {
    log: stage.log,
    follow: true,
    args: ['-y', '-e', `trace=${mutating.join(',')}`],
  });
  await stage.perform(act, child);
  const log = await watching.stop();
  await child.kill();
  if (stage.state() !== 'new') throw new Error(`${act} did not work even undisturbed`);
  return pointsOf(log, threads);
}

const victims = ({ who, call }: Point): Kill['victim'][] =>
  who === 'exiftool' ? ['exiftool', 'both'] : call === 'renameat2' ? ['app', 'both'] : ['app'];

export async function openKills(): Promise<KillLab> {
  const stage = await openStage();
  const kills: Kill[] = [];
  for (const act of acts)
    for (const point of await findPoints(stage, act))
      for (const victim of victims(point)) kills.push({ act, point, victim });
  return { total: kills.length, stage, kills, close: () => stage.close() };
}

/** Waits until a call was reached that stops the process, or the act is over. */
async function stopped(log: string, over: Promise<unknown>): Promise<void> {
  let isOver = false;
  void over.then(() => {
    isOver = true;
  });
  const said = () => existsSync(log) && readFileSync(log, 'utf8').includes('SIGSTOP');
  while (!isOver && !said()) await wait(2);
}

/** Does the act with the kill in it. True when the kill came. */
export async function killIn(stage: Stage, child: Driven, { act, point, victim }: Kill): Promise<boolean> {
  const threads = threadsOf(child);
  const others = childrenOf(child.pid);
  const what = victim === 'both' ? 'signal=STOP' : 'signal=KILL';
  const tracing = await interfere(threads, point, what, stage.log);
  const acting = stage.perform(act, child);
  if (victim === 'both') {
    await stopped(stage.log, acting);
    const helpers = childrenOf(child.pid);
    signal(child.pid, 'SIGKILL');
    for (const pid of [...others, ...helpers]) signal(pid, 'SIGKILL');
    await gone(helpers);
  }
  await acting;
  const came = /killed by SIGKILL|SIGSTOP/.test(await tracing.stop());
  await child.kill();
  await gone(others);
  return came;
}

export const kills: Campaign<KillLab> = {
  name: 'kills',
  holds: 'kill -9 at any system call of a write or an undo leaves each photo wholly old or wholly new.',
  runs: { short: 8, long: 100_000 },
  cannot: noStrace,
  open: openKills,
  async attempt(at, { stage, kills: all }, tell) {
    const kill = all[at]!;
    const child = await stage.child();
    await stage.set(kill.act, child);
    const came = await killIn(stage, child, kill);
    const recovered = await stage.recover();
    const wrong = stage.wrong();
    if (recovered.startsWith('stuck') || recovered.startsWith('first')) wrong.push(recovered);
    tell(came ? 'killed' : 'not reached');
    tell(stage.state() === 'new' ? 'wholly new' : 'wholly old');
    const { act, point, victim } = kill;
    return wrong.map((text) => `${act}, ${victim} at ${point.who} ${point.call} ${point.when}: ${text}`);
  },
};
