// Random folders full of what file systems allow: odd names, links in, out and round, hard links. Nothing outside the
// library is touched, no link is replaced, and every photo is either written or listed with the reason.

import { createHash } from 'node:crypto';
import {
  copyFileSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { join } from 'node:path';
import { createEngine, type Engine } from '../../shared/engine/engine.ts';
import { makePicture, tempFolder } from '../support/pictures.ts';
import { type Random, random } from './random.ts';
import type { Campaign, Lab } from './runner.ts';

interface TreeLab extends Lab {
  readonly engine: Engine;
  readonly folder: string;
  readonly original: string;
}

const long = 'n'.repeat(251);
const oddNames = [
  'plain.jpg',
  '-rf.jpg',
  ' blank.jpg',
  'trail .jpg',
  '#hash.jpg',
  '@list.jpg',
  'pipe.jpg|.jpg',
  'quote".jpg',
  "it's.jpg",
  'new\nline.jpg',
  'tab\t.jpg',
  '😀.jpg',
  'é-nfc.jpg',
  'e\u0301-nfc.jpg'.normalize('NFD'),
  '$(touch x).jpg',
  '`id`.jpg',
  '%d%f.jpg',
  '*?[a].jpg',
  'back\\slash.jpg',
  ';rm.jpg',
  '..jpg.jpg',
  '.hidden.jpg',
  `${long}.jpg`,
  `${'é'.repeat(125)}x.jpg`,
  'CON.jpg',
  'a.jpg.jpg',
  'UPPER.JPG',
  'colon:.jpg',
  '{x}.jpg',
  '-if.jpg',
  '\u202egpj.jpg',
  'zero\u200b.jpg',
];
const invalid = [
  Buffer.from([0xff, 0x2e, 0x6a, 0x70, 0x67]),
  Buffer.from([0x61, 0xc3, 0x28, 0x2e, 0x6a, 0x70, 0x67]),
];
const folders = ['', 'sub', 'sub/deep er', '-dash', 'ünï', 'new\nfolder', '#f'];

/** A name on disk: bytes, since not all names are texts. */
const place = (root: string, folder: string, name: string | Buffer): Buffer =>
  Buffer.concat([Buffer.from(`${join(root, folder)}/`), Buffer.isBuffer(name) ? name : Buffer.from(name)]);

function quietly(step: () => void): void {
  try {
    step();
  } catch (error) {
    // The same name twice (a link to itself may have it), or one that this file system does not allow.
    if (!/EEXIST|ELOOP|EILSEQ|EINVAL|ENAMETOOLONG|EPERM/.test(String(error))) throw error;
  }
}

function plant(root: string, outside: string, original: string, chance: Random): void {
  const count = 4 + chance.below(8);
  for (let at = 0; at < count; at += 1) {
    const folder = chance.pick(folders);
    mkdirSync(join(root, folder), { recursive: true });
    const name = chance.chance(0.1) ? chance.pick(invalid) : chance.pick(oddNames);
    const path = place(root, folder, name);
    const kind = chance.below(10);
    if (kind < 6) quietly(() => copyFileSync(original, path));
    else if (kind === 6) quietly(() => symlinkSync(join(outside, 'victim.jpg'), path));
    else if (kind === 7) quietly(() => linkSync(join(outside, 'shared.jpg'), path));
    else if (kind === 8)
      quietly(() =>
        symlinkSync(
          chance.pick([outside, root, '..', '.', path.toString('latin1')]),
          place(root, folder, `link${at}`),
        ),
      );
    else quietly(() => symlinkSync('plain.jpg', path));
  }
}

interface Item {
  readonly kind: 'file' | 'link' | 'folder' | 'other';
  readonly ino: number;
  readonly links: number;
  /** Bytes of a file, target of a link. */
  readonly holds: string;
  readonly mtimeMs: number;
}

/** Every name below a folder, as bytes in hex; links are not followed, our own folder is left out. */
function audit(
  root: string,
  base: Buffer = Buffer.from(root),
  found = new Map<string, Item>(),
): Map<string, Item> {
  for (const entry of readdirSync(base, { encoding: 'buffer' })) {
    if (entry.toString() === '.tagbridge') continue;
    const path = Buffer.concat([base, Buffer.from('/'), entry]);
    const stats = lstatSync(path);
    const kind = stats.isFile()
      ? 'file'
      : stats.isSymbolicLink()
        ? 'link'
        : stats.isDirectory()
          ? 'folder'
          : 'other';
    const holds =
      kind === 'file'
        ? createHash('sha256').update(readFileSync(path)).digest('hex')
        : kind === 'link'
          ? readlinkSync(path, { encoding: 'buffer' }).toString('hex')
          : '';
    found.set(path.subarray(Buffer.byteLength(root) + 1).toString('hex'), {
      kind,
      ino: stats.ino,
      links: stats.nlink,
      holds,
      mtimeMs: stats.mtimeMs,
    });
    if (kind === 'folder') audit(root, path, found);
  }
  return found;
}

const readable = (hex: string): string => JSON.stringify(Buffer.from(hex, 'hex').toString());

/** What happened to things that nothing may happen to. */
function touched(before: Map<string, Item>, after: Map<string, Item>): string[] {
  return [...before].flatMap(([name, old]) => {
    const now = after.get(name);
    if (now === undefined) return [`${readable(name)} is gone`];
    if (now.kind !== old.kind) return [`${readable(name)} was a ${old.kind} and is a ${now.kind}`];
    const isSafe = old.kind === 'link' || (old.kind === 'file' && old.links > 1);
    return isSafe && (now.ino !== old.ino || now.holds !== old.holds)
      ? [`${readable(name)} (${old.kind}) was touched`]
      : [];
  });
}

async function openTrees(): Promise<TreeLab> {
  const folder = tempFolder('tagbridge-campaign-');
  const original = await makePicture(join(folder.path, 'original.jpg'), 1);
  const engine = await createEngine({ dataDir: join(folder.path, 'data') });
  const close = async () => {
    await engine.close();
    folder.remove();
  };
  return { engine, folder: folder.path, original, close };
}

export const trees: Campaign<TreeLab> = {
  name: 'trees',
  holds:
    'Nothing outside a library is written, links stay links, and every photo is written or listed with a reason.',
  runs: { short: 8, long: 2_000 },
  cannot: () => (process.platform === 'win32' ? 'it needs a file system with any bytes in names' : undefined),
  open: openTrees,
  async attempt(seed, { engine, folder, original }, tell) {
    const { client } = engine;
    const [root, outside] = [join(folder, `tree${seed}`), join(folder, `outside${seed}`)];
    for (const path of [root, outside]) mkdirSync(path);
    for (const name of ['victim.jpg', 'shared.jpg']) copyFileSync(original, join(outside, name));
    plant(root, outside, original, random(seed));
    const name = `tree ${seed}`;
    const library = await client.libraries.add({ path: root, name });
    await client.libraries.scan({ libraries: [name] });
    const [before, outsideBefore] = [audit(root), audit(outside)];
    const done = await client.plans.edit({
      where: `library:"${name}"`,
      edit: { set: { title: { 'x-default': `after ${seed}` } } },
    });
    const [after, outsideAfter] = [audit(root), audit(outside)];
    const wrong = touched(before, after);
    for (const [file, old] of outsideBefore) {
      const now = outsideAfter.get(file);
      if (JSON.stringify(now) !== JSON.stringify(old)) wrong.push(`outside: ${readable(file)} was touched`);
    }
    if (outsideAfter.size !== outsideBefore.size) wrong.push('outside: something was made');
    for (const made of after.keys()) if (!before.has(made)) wrong.push(`${readable(made)} was made`);
    const problems = (await client.problems.list({ library: name, limit: 1000 })).items;
    const listed = new Set(problems.map((one) => one.path));
    for (const [file, old] of before) {
      if (old.kind !== 'file' || !/\.jpe?g$/i.test(Buffer.from(file, 'hex').toString())) continue;
      const path = Buffer.from(file, 'hex').toString();
      const isWritten = after.get(file)?.holds !== old.holds;
      const isLeftOut = path.split('/').some((part) => part.startsWith('.'));
      tell(isWritten ? 'written' : isLeftOut ? 'left out' : 'listed with a reason');
      if (!isWritten && !isLeftOut && !listed.has(path))
        wrong.push(`${JSON.stringify(path)} is neither written nor listed`);
    }
    tell(
      'links and hard links',
      [...before.values()].filter(({ kind, links }) => kind === 'link' || (kind === 'file' && links > 1))
        .length,
    );
    if (done.written === 0 && done.planned > 0) tell('trees without a written photo');
    await client.libraries.remove({ library: library.name });
    for (const path of [root, outside]) rmSync(path, { recursive: true, force: true });
    return wrong;
  },
};
