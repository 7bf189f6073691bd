// The proof from the bytes never passes what ExifTool's would refuse: not for a real write, and not for one that was
// spoilt afterwards; and what it says the file holds is what ExifTool reads.
import { chmodSync, copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Change } from '../../shared/core/change.ts';
import type { FieldName } from '../../shared/core/registry.ts';
import { createBatcher } from '../../shared/engine/metadata/batch.ts';
import { dump } from '../../shared/engine/metadata/dump.ts';
import { type FilePlan, planStores } from '../../shared/engine/metadata/plan-stores.ts';
import { proveJpeg } from '../../shared/engine/metadata/proof/prove-jpeg.ts';
import { verify } from '../../shared/engine/metadata/verify.ts';
import { exiftool, makePicture } from '../support/pictures.ts';
import { type Bench, openBench } from '../support/writing.ts';
import { someChanges } from './changes.ts';
import { type Random, random } from './random.ts';
import type { Campaign, Lab } from './runner.ts';

const names = [
  'title',
  'headline',
  'description',
  'rating',
  'label',
  'keywords',
  'creators',
  'copyright',
  'city',
] as const satisfies readonly FieldName[];

const stores: Readonly<Record<string, readonly string[]>> = {
  plain: [],
  xmp: [
    '-XMP-dc:Title=kept',
    '-XMP-dc:Description-de=bleibt',
    '-XMP-dc:Subject=a',
    '-XMP-crs:Exposure2012=+0.5',
    '-XMP-iptcExt:LocationCreated={City=Rome,CountryName=Italy}',
    '-XMP-xmp:Rating=3',
  ],
  exif: [
    '-IFD0:Make=Maker',
    '-IFD0:ImageDescription=old',
    '-ExifIFD:FNumber=2.8',
    '-GPS:GPSLatitude=47.5',
    '-GPS:GPSLatitudeRef=N',
    '-IFD0:XPTitle=x',
    '-IFD0:Rating=2',
  ],
  iptc: [
    '-IPTC:CodedCharacterSet=UTF8',
    '-IPTC:Keywords=a',
    '-IPTC:Keywords=ü',
    '-IPTC:City=kept',
    '-IPTC:Caption-Abstract=old',
    '-Photoshop:IPTCDigest=new',
    '-XMP-dc:Subject=a',
    '-IFD0:Artist=someone',
  ],
};

interface ProofLab extends Lab {
  readonly bench: Bench;
  readonly originals: readonly string[];
}

async function openProof(): Promise<ProofLab> {
  const bench = openBench();
  const folder = join(bench.root, 'originals');
  const originals: string[] = [];
  for (const [at, [name, tags]] of Object.entries(stores).entries()) {
    const path = join(folder, `${name}.jpg`);
    await makePicture(path, at, tags);
    originals.push(path);
  }
  const all = join(folder, 'all.jpg');
  await exiftool('-q', ...['xmp', 'exif', 'iptc'].flatMap((name) => stores[name]!), '-o', all, originals[0]!);
  const thumb = join(folder, 'thumb.jpg');
  await exiftool('-q', `-ThumbnailImage<=${originals[0]}`, `-ICC_Profile<=${originals[0]}`, '-o', thumb, all);
  return { bench, originals: [...originals, all, thumb], close: () => bench.close() };
}

/** One of the ways in which bytes go wrong, near the metadata more often than in the picture. */
function spoilt(bytes: Buffer, chance: Random): Buffer {
  const end = chance.chance(0.7) ? Math.min(bytes.length, 8_000) : bytes.length;
  const at = chance.below(end);
  const [head, tail] = [bytes.subarray(0, at), bytes.subarray(at)];
  const one = Buffer.from([chance.below(256)]);
  return chance.pick([
    () => Buffer.concat([head, Buffer.from([tail[0]! ^ (1 << chance.below(8))]), tail.subarray(1)]),
    () => Buffer.concat([head, one, tail.subarray(1)]),
    () => Buffer.concat([head, one, tail]),
    () => Buffer.concat([head, tail.subarray(1)]),
    () => Buffer.concat([head, tail.subarray(chance.below(200))]),
    () => Buffer.concat([head, bytes.subarray(0, chance.below(200)), tail]),
    () => Buffer.from(head),
  ])();
}

const tags = (raw: { readonly stores: readonly { readonly tags: object }[] }): Record<string, string> =>
  Object.fromEntries(
    Object.entries(raw.stores[0]?.tags ?? {}).map(([tag, value]) => [tag, JSON.stringify(value)]),
  );

function differing(a: Record<string, string>, b: Record<string, string>): string[] {
  return [...new Set([...Object.keys(a), ...Object.keys(b)])]
    .filter((tag) => a[tag] !== b[tag])
    .map((tag) => `${tag} ${a[tag]?.slice(0, 60)} is ${b[tag]?.slice(0, 60)}`);
}

interface Proven {
  readonly plan: FilePlan;
  readonly changes: readonly Change[];
  readonly before: string;
  readonly after: string;
}

/** What is wrong with the proof of a file that was spoilt after it was written. */
async function judgeSpoilt(bench: Bench, { plan, changes, before, after }: Proven, chance: Random) {
  const expected = plan.expected.stores[0]!;
  const bytes = spoilt(readFileSync(after), chance);
  const proof = proveJpeg(readFileSync(before), bytes, plan.stores[0]!.writes, expected);
  if ('unproven' in proof) return { outcome: 'spoilt: not proven', wrong: [] };
  const path = join(bench.root, 'work/spoilt.jpg');
  writeFileSync(path, bytes);
  const batcher = createBatcher(bench.reader.exiftool);
  const look = (file: string) => dump(batcher, { stores: new Map([['embedded', file]]), extension: 'jpg' });
  const verified = verify(plan, changes, await look(before), await look(path));
  const wrong = verified.ok
    ? []
    : [`the bytes proved what ExifTool refuses: ${verified.problem.message} ${verified.problem.detail}`];
  return { outcome: 'spoilt without harm: proven', wrong };
}

export const proof: Campaign<ProofLab> = {
  name: 'proof',
  holds:
    'What is proven from the bytes of a write, ExifTool proves too, and it reads what was said to be there.',
  runs: { short: 12, long: 2_000 },
  open: openProof,
  async attempt(seed, { bench, originals }, tell) {
    const chance = random(seed);
    const original = chance.pick(originals);
    const path = 'work/one.jpg';
    const full = join(bench.root, path);
    mkdirSync(join(bench.root, 'work'), { recursive: true });
    copyFileSync(original, full);
    chmodSync(full, 0o644);
    const changes = someChanges(names, chance, seed);
    const fields = changes.map(({ field }) => field).join(' ');
    const file = bench.file(path);
    const known = await bench.reader.read(file, { hash: true });
    const result = await bench.write(file, changes);
    const wrong: string[] = [];
    const way = result.ok ? (result.provenBy ?? 'nothing to write') : result.problem.code;
    tell(way);
    // These files and fields are all within its reach: leaving them to ExifTool would let the campaign pass unproven.
    if (way === 'exiftool') wrong.push('the bytes proved nothing of a write that they can prove');
    if (!result.ok) wrong.push(`refused: ${result.problem.message} ${result.problem.detail ?? ''}`);
    if (result.ok && result.provenBy === 'bytes' && known.ok) {
      const read = await bench.reader.read(file, { hash: true });
      const differs = read.ok ? differing(tags(result.raw), tags(read.raw)) : [read.problem.message];
      if (differs.length > 0) wrong.push(`ExifTool reads other tags: ${differs.join('; ')}`);
      if (read.ok && read.raw.stores[0]!.warnings.length > 0)
        wrong.push(`ExifTool warns: ${read.raw.stores[0]!.warnings.join('; ')}`);
      const plan = planStores({ file, changes }, known.raw, known.facts, new Map([['embedded', full]]));
      for (let times = 0; times < 20; times += 1) {
        const judged = await judgeSpoilt(bench, { plan, changes, before: original, after: full }, chance);
        tell(judged.outcome);
        wrong.push(...judged.wrong);
      }
    }
    rmSync(join(bench.root, 'work'), { recursive: true, force: true });
    rmSync(join(bench.root, '.tagbridge/undo'), { recursive: true, force: true });
    return wrong.map((text) => `${original.slice(-12)} ${fields}: ${text}`);
  },
};
