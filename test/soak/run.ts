import { setTimeout as wait } from 'node:timers/promises';
import { diceOf } from '../support/merge/dice.ts';
import { judgeIndex } from './explain.ts';
import type { Copies } from './model.ts';
import { openPrograms } from './programs.ts';
import { listedConflicts, playRound, readCopies, type Soak, type Trouble, troubled } from './round.ts';
import { joinLibraries, makeStage } from './stage.ts';
import { createWatcher, mayJump } from './watcher.ts';

export interface SoakOptions {
  readonly folder: string;
  readonly files: number;
  readonly minutes: number;
  readonly seed: number;
  /** Pictures edited a round. */
  readonly edits: number;
  /** Real JPEGs to work on, each of another picture; none: pictures are made. */
  readonly photos: readonly string[];
  readonly trouble: Trouble;
  readonly say: (text: string) => void;
}

interface Sample {
  readonly start: number;
  readonly bytes: number;
}

/** Memory of one start that lived long: the middle of its first quarter, and of its last. */
function memoryOf(samples: readonly Sample[]): {
  first: number;
  last: number;
  most: number;
  samples: number;
} {
  const byStart = Map.groupBy(samples, ({ start }) => start);
  const longest = [...byStart.values()].sort((a, b) => b.length - a.length)[0] ?? [];
  const middle = (some: readonly Sample[]) =>
    some.map(({ bytes }) => bytes).sort((a, b) => a - b)[Math.floor(some.length / 2)] ?? 0;
  const quarter = Math.max(1, Math.floor(longest.length / 4));
  return {
    first: middle(longest.slice(0, quarter)),
    last: middle(longest.slice(-quarter)),
    most: Math.max(0, ...samples.map(({ bytes }) => bytes)),
    samples: longest.length,
  };
}

const mib = (bytes: number) => Math.round(bytes / 2 ** 20);

/** What the engine is about, for those who want to know why something did not come to rest. */
async function tellState({ watcher, say }: Soak): Promise<void> {
  const client = await watcher.client();
  say(`Jobs: ${JSON.stringify(await client.jobs.list())}`);
  for (const { name, paused, health } of await client.bridges.list())
    say(`Bridge ${name}: ${JSON.stringify({ paused, health })}`);
  for (const { name, state, watching } of (await client.status()).libraries)
    say(`Library ${name}: ${JSON.stringify({ state, watching })}`);
}

/** Waits until the engine has nothing to do. */
async function quiet(soak: Soak): Promise<void> {
  for (let calm = 0; calm < 5; ) {
    await wait(300);
    const client = await soak.watcher.client();
    calm = (await client.jobs.list()).length === 0 ? calm + 1 : 0;
  }
}

/** Plays rounds until the time is over, the last part of it undisturbed, then judges the whole. Throws at what is wrong. */
export async function soak(options: SoakOptions): Promise<void> {
  const { folder, minutes, seed, say, trouble } = options;
  const programs = await openPrograms();
  say(`Seed ${seed}. Making files …`);
  const stage = await makeStage(folder, {
    files: options.files,
    drives: trouble.drives,
    photos: options.photos,
  });
  const jumps = trouble.jumps && mayJump;
  const watcher = createWatcher(stage.data, { jumps });
  watcher.jump(0);
  const samples: Sample[] = [];
  const sampling = setInterval(() => {
    const memory = watcher.memory();
    if (memory) samples.push(memory);
  }, 2_000);
  const counts = { edits: 0, pulls: 0, jumps: 0, conflicts: 0, raced: 0 };
  const stuck = new Set<number>();
  const soak: Soak = {
    ...{ stage, watcher, programs, say, counts, stuck, dice: diceOf(seed) },
    ...{ known: new Map<number, Copies>(), open: new Set<string>(), written: new Map() },
  };
  try {
    await joinLibraries(await watcher.client(), stage, options.photos.length > 0);
    await quiet(soak);
    for (const picture of await troubled(soak)) stuck.add(picture);
    const begin = await readCopies(soak, [...Array(stage.pictures).keys()]);
    for (const [picture, copies] of begin) soak.known.set(picture, copies);
    const drives = stage.hasDrives ? ', b and c on drives' : '';
    say(`${stage.pictures} pictures in three libraries${drives}${jumps ? ', a clock that jumps' : ''}.`);
    const [from, span] = [performance.now(), minutes * 60_000];
    for (let round = 1; performance.now() - from < span; round++) {
      // Undisturbed in the end, so that memory can be seen over time.
      const isCalm = performance.now() - from > span * 0.6;
      const now = isCalm
        ? { kills: false, drives: false, jumps: false }
        : { ...trouble, drives: stage.hasDrives, jumps };
      await playRound(soak, options.edits, now);
      const memory = mib(samples.at(-1)?.bytes ?? 0);
      const { edits, pulls, conflicts } = counts;
      say(
        `Round ${round}: ${edits} edits, ${conflicts} conflicts, ${watcher.kills} kills, ${pulls} pulls, ${counts.jumps} jumps, ${memory} MiB`,
      );
    }
    await judge(soak, begin, samples);
  } catch (error) {
    await tellState(soak).catch(() => say('It answers nobody.'));
    say(`What tagbridge watch said last:\n${watcher.log.join('').split('\n').slice(-40).join('\n')}`);
    throw error;
  } finally {
    clearInterval(sampling);
    await watcher.kill();
    programs.close();
    stage.close();
  }
}

async function judge(soak: Soak, begin: Map<number, Copies>, samples: readonly Sample[]): Promise<void> {
  const { watcher, say } = soak;
  const wrong: string[] = [];
  await quiet(soak);
  const client = await watcher.client();
  const scan = await client.libraries.scan({});
  for (const { name, changed, added, removed } of scan.libraries)
    if (changed + added + removed > 0)
      wrong.push(`${name}: the last scan found ${changed} changed, ${added} added, ${removed} gone`);
  const { planned } = await client.plans.sync({ dryRun: true });
  if (planned > 0) wrong.push(`${planned} files are not in step`);
  const listed = [...(await listedConflicts(soak))].sort().join(', ');
  const expected = [...soak.open].sort().join(', ');
  if (listed !== expected) wrong.push(`open conflicts: ${listed}; expected ${expected}`);
  const unexpected = [...(await troubled(soak))].filter((picture) => !soak.stuck.has(picture));
  if (unexpected.length > 0)
    wrong.push(`problems: ${JSON.stringify((await client.problems.list({})).items.slice(0, 5))}`);
  const after = await readCopies(soak, [...soak.known.keys()]);
  for (const [picture, copies] of after)
    if (JSON.stringify(copies) !== JSON.stringify(soak.known.get(picture)))
      wrong.push(`picture ${picture} is not what it was when it came to rest`);
  await watcher.stop();
  const { looked, wrong: unexplained } = await judgeIndex(soak, begin);
  wrong.push(...unexplained);
  const { first, last, most, samples: count } = memoryOf(samples);
  say(
    `${looked} values looked at; memory ${mib(first)} → ${mib(last)} MiB over ${count * 2} s, at most ${mib(most)} MiB.`,
  );
  if (last > first * 1.25 + 2 ** 25) wrong.push(`memory grew from ${mib(first)} to ${mib(last)} MiB`);
  if (wrong.length > 0)
    throw new Error(`${wrong.length} things are wrong:\n${wrong.slice(0, 50).join('\n')}`);
  say('Everything is as the model has it, and the history explains it.');
}
