// An engine killed at a random moment of a run, of an undo, or of the start that recovers and goes on.
import { setTimeout as wait } from 'node:timers/promises';
import type { PlanOutcome } from '../../shared/api/views.ts';
import { type Driven, drive } from './driven.ts';
import { type EngineLab, openEngineLab } from './engine-lab.ts';
import { type Random, random } from './random.ts';
import type { Campaign, Tell } from './runner.ts';

type Work = 'run' | 'undo' | 'resume';

interface KillLab extends EngineLab {
  /** How long each takes when nobody disturbs it, in ms; as it was last seen. */
  readonly usualMs: Record<Work, number>;
}

const photos = 6;

async function openKillLab(): Promise<KillLab> {
  const lab = await openEngineLab(photos);
  const { client } = await lab.engine();
  const { plan } = await client.plans.edit(edit('first', true));
  await lab.stop();
  const driven = await child(lab);
  await driven.ask({ call: 'status' });
  const begun = performance.now();
  await driven.ask({ call: 'plans.run', input: { plan } });
  const run = performance.now() - begun;
  await driven.kill();
  return { ...lab, usualMs: { run, undo: run, resume: run } };
}

const child = (lab: EngineLab): Promise<Driven> => drive('engine-child.ts', { args: [lab.dataDir] });

/** Starts the work and kills its process when a share of the usual time is over; true when it was still at work. */
async function killAfter(
  lab: KillLab,
  work: Work,
  call: { readonly call: string; readonly input?: unknown },
  share: number,
): Promise<boolean> {
  const driven = await child(lab);
  // What a start recovers is part of resuming; before a run it would only make kills come too early.
  if (work !== 'resume') await driven.ask({ call: 'status' });
  const begun = performance.now();
  let answered = false;
  const all = (async () => {
    answered = (await driven.ask(call)) !== undefined;
    if (answered) lab.usualMs[work] = performance.now() - begun;
  })();
  // Bytes come back soon after the begin, and the rest is the index's: early moments tell more.
  const moment = work === 'undo' ? share ** 2 : share;
  await Promise.race([wait(moment * lab.usualMs[work]), all]);
  await driven.kill();
  await all;
  return !answered;
}

/** Titles by photo, a sidecar with its picture. */
function byPhoto(titles: Record<string, string>): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  for (const [path, title] of Object.entries(titles)) {
    const photo = /^p\d+/.exec(path)![0];
    const seen = found.get(photo) ?? new Set();
    // A GIF, DNG … of which only the sidecar is written keeps what it had inside.
    found.set(photo, path.endsWith('.xmp') || !(`${path}.xmp` in titles) ? seen.add(title) : seen);
  }
  return found;
}

async function judge(
  lab: KillLab,
  old: Record<string, string>,
  title: string,
  tell: Tell,
): Promise<string[]> {
  const wrong: string[] = [];
  const now = lab.tree();
  for (const [photo, titles] of byPhoto(await lab.titles())) {
    const mixed = titles.size !== 1;
    const isNew = titles.has(title);
    tell(isNew ? 'wholly new' : 'wholly old');
    if (mixed) wrong.push(`${photo} is half and half: ${[...titles].join(', ')}`);
    const mine = Object.keys({ ...old, ...now }).filter((path) => path.startsWith(`${photo}.`));
    if (!isNew && mine.some((path) => old[path] !== now[path])) wrong.push(`${photo} is neither old nor new`);
  }
  const left = lab.strays();
  if (left.length > 0) wrong.push(`left behind: ${left.join(', ')}`);
  return wrong;
}

const edit = (title: string, dryRun: boolean) => ({
  where: 'library:library',
  edit: { set: { title: { 'x-default': title } } },
  dryRun,
});

/** Ends what is open, and checks that index and disk say the same. */
async function finish(lab: KillLab, title: string, goal: string): Promise<string[]> {
  const { client } = await lab.engine();
  const { openRuns } = await client.status();
  for (const run of openRuns) await client.plans.resume({ run });
  const found = new Set([...byPhoto(await lab.titles()).values()].flatMap((one) => [...one]));
  const wrong =
    found.size === 1 && found.has(goal) ? [] : [`resumed, and not all is ${goal}: ${[...found].join(', ')}`];
  await client.libraries.scan({});
  const again = await client.plans.edit(edit(goal, true));
  if (again.planned !== 0) wrong.push(`a second plan after ${title} would write ${again.planned} files`);
  return [...wrong, ...lab.strays().map((name) => `left behind: ${name}`)];
}

async function attempt(
  lab: KillLab,
  chance: Random,
  plan: PlanOutcome,
  titles: { readonly old: string; readonly meant: string },
  work: 'run' | 'undo',
  twice: boolean,
  tell: Tell,
): Promise<string[]> {
  const old = lab.tree();
  await lab.stop();
  tell(
    (await killAfter(lab, work, { call: 'plans.run', input: { plan: plan.plan } }, chance.next()))
      ? 'killed'
      : 'done before',
  );
  if (twice) {
    tell(
      (await killAfter(lab, 'resume', { call: 'resumeAll' }, chance.next()))
        ? 'killed again'
        : 'resumed before',
    );
  }
  const { client } = await lab.engine();
  const wrong = await judge(lab, old, titles.meant, tell);
  const { openRuns } = await client.status();
  // Killed before the run began: the plan is still to be run.
  const { state } = (await client.history.list({ limit: 1 })).items[0] ?? {};
  if (openRuns.length === 0 && state !== undefined) {
    const left = await client.plans.get({ plan: plan.plan });
    if (left.run === null && left.planned > 0) await client.plans.run({ plan: plan.plan });
  }
  return [...wrong, ...(await finish(lab, titles.old, titles.meant))];
}

/** An edit of all photos, killed in the middle. */
async function killEdit(seed: number, lab: KillLab, tell: Tell, twice: boolean): Promise<string[]> {
  const chance = random(seed);
  const { client } = await lab.engine();
  const title = `t${seed}`;
  const plan = await client.plans.edit(edit(title, true));
  return attempt(lab, chance, plan, { old: '', meant: title }, 'run', twice, tell);
}

/** An edit of all photos, whole; then its undo, killed in the middle. */
async function killUndo(seed: number, lab: KillLab, tell: Tell): Promise<string[]> {
  const chance = random(seed);
  const { client } = await lab.engine();
  await client.plans.edit(edit('settled', false));
  const settled = lab.tree();
  const done = await client.plans.edit(edit(`u${seed}`, false));
  const plan = await client.plans.undo({ run: done.run!, dryRun: true });
  const wrong = await attempt(
    lab,
    chance,
    plan,
    { old: `u${seed}`, meant: 'settled' },
    'undo',
    chance.chance(0.3),
    tell,
  );
  if (JSON.stringify(lab.tree()) !== JSON.stringify(settled))
    wrong.push('undone, and not byte for byte as before');
  return wrong;
}

export const randomKills: Campaign<KillLab> = {
  name: 'random-kills',
  holds:
    'An engine killed at any moment of a run: every photo is whole, and resuming ends as if nothing had been.',
  runs: { short: 1, long: 500 },
  open: openKillLab,
  attempt: (seed, lab, tell) => killEdit(seed, lab, tell, false),
};

export const doubleKills: Campaign<KillLab> = {
  name: 'double-kills',
  holds: 'An engine killed in a run and again while it recovers: the next start makes every photo whole.',
  runs: { short: 1, long: 100 },
  open: openKillLab,
  attempt: (seed, lab, tell) => killEdit(seed, lab, tell, true),
};

export const undoKills: Campaign<KillLab> = {
  name: 'undo-kills',
  holds: 'An engine killed while it undoes a run: the next start goes on to bytes equal to those before.',
  runs: { short: 1, long: 200 },
  open: openKillLab,
  attempt: (seed, lab, tell) => killUndo(seed, lab, tell),
};
