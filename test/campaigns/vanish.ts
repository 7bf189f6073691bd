// A library that goes away, in every way one does: nothing is taken for deleted, and all is as before when it is back.
import { execFile } from 'node:child_process';
import { chmodSync, chownSync, mkdirSync, readdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';
import type { ChangeRow, Page, PlanOutcome, ScanView, StatusView } from '../../shared/api/views.ts';
import { makePicture, tempFolder } from '../support/pictures.ts';
import { strays } from '../support/writing.ts';
import { type Driven, drive } from './driven.ts';
import { random } from './random.ts';
import type { Campaign, Lab, Tell } from './runner.ts';

const run = promisify(execFile);
const sh = (program: string, ...args: string[]) => run(program, args);

/** A mount is busy for as long as a file in it is open for writing. */
async function patiently(step: () => Promise<unknown>): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      return void (await step());
    } catch (error) {
      if (tries === 100) throw error;
      await wait(10);
    }
  }
}

interface VanishLab extends Lab {
  readonly folder: string;
  /** The library's place: a mount of `store`. */
  readonly root: string;
  child: Driven;
}

const photos = 6;
/** Rights bind an ordinary user only, so that is who the engine runs as. */
const nobody = 65534;

/** How a library goes away, and how it comes back. */
interface Fault {
  strike(lab: VanishLab): unknown;
  heal(lab: VanishLab): unknown;
}

const move = (from: string, to: string, test: (name: string) => boolean): void => {
  for (const name of readdirSync(from).filter(test)) renameSync(join(from, name), join(to, name));
};
const aside = (lab: VanishLab) => join(lab.folder, 'aside');
/** Below the mount: files are moved there, since no rename leads from one mount to another. */
const store = (lab: VanishLab) => join(lab.folder, 'store');
const marker = (lab: VanishLab) => join(store(lab), '.tagbridge/library.json');

const faults: Readonly<Record<string, Fault>> = {
  unmounted: {
    strike: ({ root }) => sh('umount', '-l', root),
    heal: ({ folder, root }) => sh('mount', '--bind', join(folder, 'store'), root),
  },
  'another volume in its place': {
    strike: ({ folder, root }) => sh('mount', '--bind', join(folder, 'other'), root),
    heal: ({ root }) => sh('umount', '-l', root),
  },
  'an empty volume in its place': {
    strike: ({ root }) => sh('mount', '-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', root),
    heal: ({ root }) => sh('umount', '-l', root),
  },
  emptied: {
    strike: (lab) => move(store(lab), aside(lab), () => true),
    heal(lab) {
      // A lock or a folder of the engine's may have been made meanwhile.
      move(aside(lab), store(lab), (name) => name !== '.tagbridge');
      if (readdirSync(store(lab)).includes('.tagbridge')) {
        const [kept, now] = [join(aside(lab), '.tagbridge'), join(store(lab), '.tagbridge')];
        const there = new Set(readdirSync(now));
        move(kept, now, (name) => !there.has(name));
      } else move(aside(lab), store(lab), () => true);
    },
  },
  'all photos gone, marker there': {
    strike: (lab) => move(store(lab), aside(lab), (name) => name !== '.tagbridge'),
    heal: (lab) => move(aside(lab), store(lab), (name) => name !== '.tagbridge'),
  },
  'marker removed': {
    strike: (lab) => renameSync(marker(lab), join(lab.folder, 'marker')),
    heal: (lab) => renameSync(join(lab.folder, 'marker'), marker(lab)),
  },
  'root not allowed': {
    strike: ({ root }) => chmodSync(root, 0o000),
    heal: ({ root }) => chmodSync(root, 0o755),
  },
  'folder not allowed': {
    strike: ({ root }) => chmodSync(join(root, 'sub'), 0o000),
    heal: ({ root }) => chmodSync(join(root, 'sub'), 0o755),
  },
  'read-only': {
    strike: ({ root }) => patiently(() => sh('mount', '-o', 'remount,ro,bind', root)),
    heal: ({ root }) => sh('mount', '-o', 'remount,rw,bind', root),
  },
};
const moments = ['before a scan', 'during a scan', 'during a run'] as const;

function own(path: string): void {
  chownSync(path, nobody, nobody);
  for (const entry of readdirSync(path, { withFileTypes: true })) {
    if (entry.isDirectory()) own(join(path, entry.name));
    else chownSync(join(path, entry.name), nobody, nobody);
  }
}

const engine = (folder: string): Promise<Driven> =>
  drive('engine-child.ts', {
    args: [join(folder, 'data')],
    uid: nobody,
    env: { HOME: folder, TMPDIR: folder },
  });

async function ask<T>(lab: VanishLab, call: string, input?: unknown): Promise<T> {
  const answer = (await lab.child.ask({ call, input })) as T & { error?: string };
  if (answer === undefined) throw new Error(`the engine ended at ${call}`);
  if (answer?.error !== undefined) throw new Error(`${call}: ${answer.error}`);
  return answer;
}

async function openVanish(): Promise<VanishLab> {
  const temp = tempFolder('tagbridge-campaign-');
  const folder = temp.path;
  const root = join(folder, 'a');
  for (const name of ['a', 'b', 'store', 'other', 'aside', 'data']) mkdirSync(join(folder, name));
  for (let at = 0; at < photos; at += 1) {
    const name = at % 2 === 0 ? `p${at}.jpg` : `sub/p${at}.jpg`;
    const tags = ['-XMP-dc:Title=kept', '-XMP-dc:Subject=one', '-XMP-dc:Subject=two', '-XMP-xmp:Rating=4'];
    await makePicture(join(folder, 'store', name), at, tags);
    await makePicture(join(folder, 'b', name), at, tags);
    await makePicture(join(folder, 'other', `o${at}.jpg`), at + 100);
  }
  own(folder);
  await sh('mount', '--bind', join(folder, 'store'), root);
  const lab: VanishLab = {
    folder,
    root,
    child: await engine(folder),
    async close() {
      await lab.child.kill();
      while (
        await sh('umount', '-l', root).then(
          () => true,
          () => false,
        )
      );
      temp.remove();
    },
  };
  for (const name of ['a', 'b']) await ask(lab, 'libraries.add', { path: join(folder, name), name });
  await ask(lab, 'libraries.scan', {});
  await ask(lab, 'bridges.add', { name: 'home', members: [{ library: 'a' }, { library: 'b' }] });
  await ask(lab, 'plans.sync', { yes: true });
  return lab;
}

/** A change that takes something away: what a library that is not there must never bring about. */
const takesAway = ({ before, after }: ChangeRow): boolean =>
  (before !== null && after === null) ||
  (Array.isArray(before) && Array.isArray(after) && before.some((one) => !after.includes(one)));

async function plannedLosses(lab: VanishLab, when: string): Promise<string[]> {
  const plan = await ask<PlanOutcome>(lab, 'plans.sync', { bridges: ['home'], dryRun: true });
  const { items } = await ask<Page<ChangeRow>>(lab, 'plans.changes', { plan: plan.plan, limit: 1000 });
  return items
    .filter(takesAway)
    .map((change) => `${when}: ${change.library}/${change.path} would lose ${change.field}`);
}

async function during(lab: VanishLab, fault: Fault, moment: string, seed: number): Promise<void> {
  const chance = random(seed);
  if (moment === 'before a scan') {
    await fault.strike(lab);
    await ask(lab, 'libraries.scan', {});
    return;
  }
  const edit = { where: 'library:a', edit: { addKeywords: [`k${seed}`] } };
  const work = moment === 'during a run' ? ask(lab, 'plans.edit', edit) : ask(lab, 'libraries.scan', {});
  const failed = work.then(
    () => undefined,
    (error: unknown) => error,
  );
  await wait(chance.next() * (moment === 'during a run' ? 900 : 150));
  await fault.strike(lab);
  const error = await failed;
  // An operation may end with an error that says so; the process may not.
  if (error !== undefined && !lab.child.isAlive()) throw error;
}

async function comeBack(lab: VanishLab, seed: number): Promise<string[]> {
  const wrong: string[] = [];
  const scan = await ask<ScanView>(lab, 'libraries.scan', {});
  for (const { name, offline } of scan.libraries)
    if (offline !== undefined) wrong.push(`${name} is back, and still offline: ${offline}`);
  const { openRuns } = await ask<StatusView>(lab, 'status');
  for (const one of openRuns) await ask(lab, 'plans.resume', { run: one });
  wrong.push(...(await plannedLosses(lab, 'when it was back')));
  const synced = await ask<PlanOutcome>(lab, 'plans.sync', { bridges: ['home'], yes: true });
  wrong.push(...synced.problems.map(({ path, code }) => `when it was back: ${path} is not written, ${code}`));
  const again = await ask<PlanOutcome>(lab, 'plans.sync', { bridges: ['home'], dryRun: true });
  if (again.planned > 0 || again.conflicts > 0)
    wrong.push(`not in step when it was back: ${again.planned} planned, ${again.conflicts} conflicts`);
  for (const field of ['title:kept', 'keyword:one keyword:two', 'rating:4']) {
    const found = await ask<{ total: number }>(lab, 'photos.find', { query: field });
    if (found.total !== photos)
      wrong.push(`${found.total} of ${photos} photos still have ${field} (seed ${seed})`);
  }
  return [...wrong, ...strays(lab.root).map((name) => `left behind: ${name}`)];
}

const cannot = (): string | undefined => {
  if (process.platform !== 'linux') return 'it needs Linux';
  return process.getuid?.() === 0 ? undefined : 'only root may mount';
};

async function attempt(seed: number, lab: VanishLab, tell: Tell): Promise<string[]> {
  const names = Object.keys(faults);
  const name = names[seed % names.length]!;
  const moment = moments[Math.floor(seed / names.length) % moments.length]!;
  const fault = faults[name]!;
  const wrong: string[] = [];
  try {
    await during(lab, fault, moment, seed);
    const { libraries } = await ask<StatusView>(lab, 'status');
    tell(`${moment}: ${libraries.find((one) => one.name === 'a')?.state}`);
    wrong.push(...(await plannedLosses(lab, 'while it was away')));
    const scan = await ask<ScanView>(lab, 'libraries.scan', {});
    const removed = scan.libraries.find((one) => one.name === 'a')?.removed ?? 0;
    // With its marker there, a photo that is gone is gone: that is told, and still takes no value away.
    if (removed > 0 && name !== 'all photos gone, marker there')
      wrong.push(`${removed} photos count as removed`);
    wrong.push(...(await plannedLosses(lab, 'after a scan while it was away')));
  } finally {
    await fault.heal(lab);
  }
  wrong.push(...(await comeBack(lab, seed)));
  return wrong.map((text) => `${name}, ${moment}: ${text}`);
}

export const vanish: Campaign<VanishLab> = {
  name: 'vanish',
  holds:
    'A library that is unmounted, emptied, swapped or forbidden reads as offline: nothing is planned to be deleted.',
  runs: { short: 5, long: 300 },
  cannot,
  open: openVanish,
  attempt,
};
