// Files with random damage, in a library that is in step with another: what cannot be read says nothing, so nothing is
// planned from it; and of what can be read, a write is right or refused.
import { copyFileSync, mkdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createEngine, type Engine } from '../../shared/engine/engine.ts';
import { exiftool, makePicture, tempFolder } from '../support/pictures.ts';
import { sha256, strays } from '../support/writing.ts';
import { type Random, random } from './random.ts';
import type { Campaign, Lab } from './runner.ts';

interface FuzzLab extends Lab {
  readonly engine: Engine;
  /** The library that is damaged, and what it holds when it is whole. */
  readonly root: string;
  readonly files: ReadonlyMap<string, Buffer>;
  readonly pictures: readonly string[];
}

const batch = 25;
const kinds = ['jpg', 'jpg', 'png', 'tif', 'webp', 'dng', 'avif', 'gif'] as const;

async function openFuzz(): Promise<FuzzLab> {
  const folder = tempFolder('tagbridge-campaign-');
  const roots = ['damaged', 'whole'].map((name) => join(folder.path, name));
  for (const root of roots) mkdirSync(root);
  const files = new Map<string, Buffer>();
  const pictures: string[] = [];
  const tags = [
    '-XMP-dc:Title=kept',
    '-XMP-dc:Subject=one',
    '-XMP-dc:Subject=two',
    '-XMP-xmp:Rating=3',
    '-XMP-dc:Description=long enough to be worth hitting',
  ];
  for (let at = 0; at < batch; at += 1) {
    const kind = kinds[at % kinds.length]!;
    const name = `f${at}.${kind}`;
    const path = await makePicture(
      join(roots[0]!, name),
      at,
      kind === 'jpg' ? [...tags, '-IPTC:Keywords=one', '-IPTC:Keywords=two', '-IFD0:Artist=A'] : tags,
    );
    pictures.push(name);
    files.set(name, readFileSync(path));
    if (at % 5 !== 0) continue;
    await exiftool('-q', ...tags, '-o', `${path}.xmp`);
    files.set(`${name}.xmp`, readFileSync(`${path}.xmp`));
  }
  for (const name of files.keys()) copyFileSync(join(roots[0]!, name), join(roots[1]!, name));
  const engine = await createEngine({ dataDir: join(folder.path, 'data') });
  const { client } = engine;
  for (const [at, name] of ['damaged', 'whole'].entries())
    await client.libraries.add({ path: roots[at]!, name });
  await client.libraries.scan({});
  await client.bridges.add({ name: 'home', members: [{ library: 'damaged' }, { library: 'whole' }] });
  await client.plans.sync({ yes: true });
  const close = async () => {
    await engine.close();
    folder.remove();
  };
  // A sync may have written: from here on, this is what is whole.
  for (const name of files.keys()) files.set(name, readFileSync(join(roots[0]!, name)));
  return { engine, root: roots[0]!, files, pictures, close };
}

/** Damage as disks, programs and attackers do it: bytes, runs, cuts, doubled parts, numbers at their limits. */
function damage(bytes: Buffer, chance: Random): Buffer {
  const copy = Buffer.from(bytes);
  // Headers and metadata are in front: half of the hits go there.
  const where = () => chance.below(chance.chance(0.5) ? Math.min(copy.length, 4096) : copy.length);
  switch (chance.below(7)) {
    case 0:
      return copy.subarray(0, chance.below(copy.length));
    case 1: {
      const at = where();
      return Buffer.concat([copy.subarray(0, at), copy.subarray(at + 1 + chance.below(64))]);
    }
    case 2: {
      const at = where();
      return Buffer.concat([
        copy.subarray(0, at),
        copy.subarray(Math.max(0, at - 64), at),
        copy.subarray(at),
      ]);
    }
    case 3:
      copy.fill(chance.pick([0, 0xff]), where(), Math.min(copy.length, where() + chance.below(256)));
      return copy;
    case 4:
      copy.writeUInt16BE(chance.pick([0, 1, 0x7fff, 0xffff]), Math.min(copy.length - 2, where()));
      return copy;
    default:
      for (let hits = 1 + chance.below(8); hits > 0; hits -= 1) copy[where()] = chance.below(256);
      return copy;
  }
}

/** Damages every picture, or its sidecar where it has one and chance says so. */
function damageAll({ root, files, pictures }: FuzzLab, chance: Random): void {
  for (const name of pictures) {
    const sidecar = `${name}.xmp`;
    const hit = files.has(sidecar) && chance.chance(0.6) ? sidecar : name;
    writeFileSync(join(root, hit), damage(files.get(hit)!, chance));
  }
}

function mend({ root, files }: FuzzLab): void {
  const now = new Date();
  for (const [name, bytes] of files) {
    writeFileSync(join(root, name), bytes);
    utimesSync(join(root, name), now, now);
  }
}

const pictureOf = (path: string): string => path.replace(/\.xmp$/, '');

/** Scans the damage and plans a sync; what cannot be read must have no part in it. */
async function readDamaged(
  seed: number,
  lab: FuzzLab,
  tell: (what: string, times?: number) => void,
): Promise<string[]> {
  const { client } = lab.engine;
  damageAll(lab, random(seed));
  const scan = await client.libraries.scan({ libraries: ['damaged'] });
  const problems = (await client.problems.list({ library: 'damaged', limit: 1000 })).items.filter(
    (one) => one.during === 'scan',
  );
  const plan = await client.plans.sync({ bridges: ['home'], dryRun: true });
  const changes = (await client.plans.changes({ plan: plan.plan, limit: 1000 })).items;
  const unreadable = new Set(problems.map((one) => pictureOf(one.path)));
  const wrong = changes
    .filter((change) => unreadable.has(pictureOf(change.path)))
    .map(
      (change) =>
        `${change.library}/${change.path} cannot be read, and ${change.field} is planned to be ${JSON.stringify(change.after)}`,
    );
  for (const { path, code, message } of problems) if (!message) wrong.push(`${path}: ${code} without a word`);
  if (scan.libraries[0]?.removed) wrong.push(`${scan.libraries[0].removed} damaged files count as removed`);
  tell('unreadable', unreadable.size);
  tell('read', batch - unreadable.size);
  tell('planned from what was read', changes.length);
  return wrong;
}

async function heal(lab: FuzzLab): Promise<string[]> {
  const { client } = lab.engine;
  mend(lab);
  await client.libraries.scan({ libraries: ['damaged'] });
  const left = (await client.problems.list({ library: 'damaged', limit: 1000 })).items.filter(
    (one) => one.during === 'scan',
  );
  return left.map(({ path, code, message }) => `${path} is whole again, and still: ${code} ${message}`);
}

export const fuzzRead: Campaign<FuzzLab> = {
  name: 'fuzz-read',
  holds:
    'A damaged file is read, or a Problem; what cannot be read is never taken for empty, and plans nothing.',
  runs: { short: batch, long: 15_000 },
  batch,
  open: openFuzz,
  async attempt(seed, lab, tell) {
    const wrong = await readDamaged(seed, lab, tell);
    return [...wrong, ...(await heal(lab))];
  },
};

const hashes = async (paths: readonly string[]): Promise<Map<string, string>> => {
  if (paths.length === 0) return new Map();
  const out = await exiftool(
    '-json',
    '-api',
    'RequestTags=ImageDataHash',
    '-ImageDataHash',
    '-q',
    '-q',
    ...paths,
  ).catch((error: { stdout?: string }) => error.stdout ?? '[]');
  const rows = JSON.parse(out || '[]') as { SourceFile: string; ImageDataHash?: string }[];
  return new Map(rows.map((row) => [row.SourceFile, row.ImageDataHash ?? 'none']));
};

export const fuzzWrite: Campaign<FuzzLab> = {
  name: 'fuzz-write',
  holds:
    'A damaged file that is written keeps its picture and holds what was meant; else not a byte of it changes.',
  runs: { short: batch, long: 1_500 },
  batch,
  open: openFuzz,
  async attempt(seed, lab, tell) {
    const { client } = lab.engine;
    damageAll(lab, random(seed));
    await client.libraries.scan({ libraries: ['damaged'] });
    const paths = lab.pictures.map((name) => join(lab.root, name));
    const [before, pictures] = [new Map(paths.map((path) => [path, sha256(path)])), await hashes(paths)];
    const done = await client.plans.edit({
      where: 'library:damaged',
      library: 'damaged',
      edit: { set: { headline: `fuzz ${seed}` } },
    });
    const changed = paths.filter((path) => sha256(path) !== before.get(path));
    const now = await hashes(changed);
    const wrong = changed
      .filter((path) => now.get(path) !== pictures.get(path))
      .map((path) => `${path.slice(lab.root.length + 1)}: the picture changed`);
    if (changed.length > done.written)
      wrong.push(`${done.written} counted as written, and ${changed.length} changed`);
    wrong.push(...strays(lab.root).map((name) => `left behind: ${name}`));
    tell('written', done.written);
    tell('refused', done.problemTotal);
    return [...wrong, ...(await heal(lab))];
  },
};
