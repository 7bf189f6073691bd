// Another program edits a photo while it is written: its edit survives in the photo, or is kept and told of.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { WriteResult } from '../../shared/engine/metadata/ports.ts';
import { makePicture } from '../support/pictures.ts';
import { type Bench, openBench, strays } from '../support/writing.ts';
import { type Driven, drive } from './driven.ts';
import { random } from './random.ts';
import type { Campaign, Lab } from './runner.ts';

interface RaceLab extends Lab {
  readonly bench: Bench;
  readonly rival: Driven;
  readonly original: Buffer;
  /** How long a write takes here. */
  usualMs: number;
}

const hows = ['append', 'replace', 'keepTime', 'handle', 'rewrite'] as const;
const settleMs = 300;

async function openRace(): Promise<RaceLab> {
  const bench = openBench({ settleMs });
  const path = join(bench.root, 'keep.jpg');
  await makePicture(path, 1, ['-XMP-dc:Title=before']);
  const rival = await drive('rival.ts');
  const close = async () => {
    await rival.kill();
    await bench.close();
  };
  return { bench, rival, original: readFileSync(path), usualMs: 200, close };
}

const holds = (path: string, mark: string): boolean => existsSync(path) && readFileSync(path).includes(mark);

/** Every file below the library's undo place that has the mark. */
function keptWith(root: string, mark: string): string[] {
  const base = join(root, '.tagbridge/undo');
  if (!existsSync(base)) return [];
  return readdirSync(base, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => holds(path, mark))
    .map((path) => path.slice(root.length + 1));
}

const outcome = (result: WriteResult): string => (result.ok ? 'written' : result.problem.code);

export const races: Campaign<RaceLab> = {
  name: 'races',
  holds:
    'An edit of another program between plan and replacement, or through an open handle, is never lost unseen.',
  runs: { short: 10, long: 1_000 },
  cannot: () =>
    process.platform === 'win32' ? 'it needs a system where an open file can be replaced' : undefined,
  open: openRace,
  async attempt(seed, lab, tell) {
    const { bench, rival, original } = lab;
    const chance = random(seed);
    const how = chance.pick(hows);
    const name = `r${seed}.jpg`;
    const path = join(bench.root, name);
    mkdirSync(bench.root, { recursive: true });
    writeFileSync(path, original);
    const mark = `rival ${seed} ${chance.word(12)}`;
    const file = bench.file(name);
    const read = await bench.reader.read(file, { hash: true });
    if (!read.ok) return [`not read: ${read.problem.message}`];
    const begun = performance.now();
    const delayMs = Math.floor(chance.next() * lab.usualMs * 1.3);
    const editing = rival.ask({ how, path, mark, delayMs, holdMs: Math.floor(chance.next() * 100) });
    const result = await bench.writer.write({
      file,
      fingerprint: read.fingerprint,
      changes: [{ field: 'title', before: null, after: { 'x-default': `ours ${seed}` } }],
      undoKey: `u${seed}`,
      journal: bench.journal,
    });
    lab.usualMs = lab.usualMs * 0.9 + (performance.now() - begun) * 0.1;
    const answer = (await editing) as { done?: string; failed?: string };
    const late = await bench.writer.settled();
    tell(`${how}: ${outcome(result)}`);
    if (answer.failed !== undefined) return [`the rival failed: ${answer.failed}`];
    const kept = keptWith(bench.root, mark);
    const told = late.filter((one) => one.path === name).map((one) => one.undo);
    const wrong: string[] = [];
    if (!holds(path, mark) && kept.length === 0)
      wrong.push(`${how} after ${delayMs} ms: the edit is lost (${outcome(result)})`);
    else if (!holds(path, mark) && !kept.some((one) => told.includes(one)))
      wrong.push(`${how} after ${delayMs} ms: the edit is kept in ${kept.join(', ')}, and nobody is told`);
    if (told.length > 0) tell('told of a late edit');
    wrong.push(...strays(bench.root).map((one) => `left behind: ${one}`));
    rmSync(path, { force: true });
    rmSync(join(bench.root, '.tagbridge/undo', `u${seed}`), { recursive: true, force: true });
    return wrong;
  },
};
