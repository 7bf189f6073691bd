// Another program puts its own version in the photo's place between our last look at it and our replacement: an instant
// too short to meet by chance, so the system call that replaces is held up (strace).
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { MediaFile } from '../../shared/engine/metadata/ports.ts';
import { makePicture, tempFolder } from '../support/pictures.ts';
import { strays } from '../support/writing.ts';
import { childrenOf, type Driven, drive } from './driven.ts';
import { random } from './random.ts';
import type { Campaign, Lab } from './runner.ts';
import { noStrace, trace } from './strace.ts';

interface InstantLab extends Lab {
  readonly folder: string;
  readonly child: Driven;
  readonly original: Buffer;
}

const heldMs = 120;

async function openInstant(): Promise<InstantLab> {
  const folder = tempFolder('tagbridge-campaign-');
  const keep = join(folder.path, 'keep.jpg');
  await makePicture(keep, 1, ['-XMP-dc:Title=before']);
  const child = await drive('writing-child.ts');
  const close = async () => {
    await child.kill();
    folder.remove();
  };
  return { folder: folder.path, child, original: readFileSync(keep), close };
}

/** The old bytes get their second name just before the last look. */
async function untilKept(root: string, over: () => boolean): Promise<void> {
  const kept = join(root, '.tagbridge/undo/run');
  while (!over() && !(existsSync(kept) && readdirSync(kept).length > 0)) await wait(1);
}

/** The held-up call began before the other program's replacement and went on after it. */
function wasBetween(log: string, path: string, atMs: number): boolean {
  const calls = log.matchAll(/^\d+ +([\d.]+) (?:rename|renameat2)\((.*)$/gm);
  return [...calls].some(([, at, text]) => {
    const begun = Number(at) * 1000;
    return text!.includes(`"${path}"`) && begun < atMs && atMs < begun + heldMs;
  });
}

const holds = (path: string, mark: string): boolean => existsSync(path) && readFileSync(path).includes(mark);

export const lastInstant: Campaign<InstantLab> = {
  name: 'last-instant',
  holds: 'A version that another program puts in place between the last look and the replacement stays.',
  runs: { short: 2, long: 200 },
  cannot: noStrace,
  open: openInstant,
  async attempt(seed, { folder, child, original }, tell) {
    const chance = random(seed);
    const root = join(folder, `library${seed}`);
    const path = join(root, 'a.jpg');
    mkdirSync(root);
    writeFileSync(path, original);
    const file: MediaFile = { root, path: 'a.jpg', writes: 'auto', sidecar: 'adobe', keepMtime: false };
    await child.ask({ do: 'look', file });
    const what = `inject=rename,renameat2:delay_enter=${heldMs * 1000}`;
    const options = { log: join(folder, 'strace'), follow: true };
    // Perl and the rest too: who replaces is theirs to know.
    const held = await trace([child.pid, ...childrenOf(child.pid)], {
      ...options,
      args: ['-ttt', '-e', 'trace=rename,renameat2', '-e', what],
    });
    const changes = [{ field: 'title', before: null, after: { 'x-default': `ours ${seed}` } }];
    let isOver = false;
    const writing = child
      .ask({ do: 'write', file, changes, journal: join(folder, `journal${seed}`) })
      .finally(() => (isOver = true));
    await untilKept(root, () => isOver);
    await wait(Math.floor(chance.next() * heldMs));
    const mark = `rival ${seed} ${chance.word(12)}`;
    writeFileSync(`${path}.rival`, Buffer.concat([original, Buffer.from(mark)]));
    const rivalAt = Date.now();
    renameSync(`${path}.rival`, path);
    const result = (await writing) as { ok: boolean; problem?: { code: string } };
    const log = await held.stop();
    tell(wasBetween(log, path, rivalAt) ? 'in that instant' : 'before or after it');
    tell(result.ok ? 'written' : (result.problem?.code ?? JSON.stringify(result)));
    const wrong = strays(root).map((name) => `left behind: ${name}`);
    if (!holds(path, mark)) wrong.push(`the other program's version is lost (${JSON.stringify(result)})`);
    rmSync(root, { recursive: true, force: true });
    return wrong;
  },
};
