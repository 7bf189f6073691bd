// Small files that unfold into much: the process goes on answering, gives the memory back, and never takes a part of a
// list for the whole.
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { crc32, deflateSync } from 'node:zlib';
import { interpret } from '../../shared/core/interpret.ts';
import type { MediaFile, ReadResult } from '../../shared/engine/metadata/ports.ts';
import { createExifToolReader } from '../../shared/engine/metadata/reader.ts';
import { extendedXmp, jpegWith } from '../support/jpeg-parts.ts';
import { exiftool, makePicture, pictureBytes } from '../support/pictures.ts';
import { type Bench, openBench } from '../support/writing.ts';
import { childrenOf } from './driven.ts';
import type { Campaign, Lab } from './runner.ts';

interface BombLab extends Lab {
  readonly bench: Bench;
  /** Resident bytes of this process and its ExifTool before the first bomb. */
  readonly before: number;
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}

/** A PNG whose compressed text unfolds to so many bytes. */
async function inflating(path: string, bytes: number): Promise<void> {
  const png = await pictureBytes('png');
  const packed = deflateSync(Buffer.alloc(bytes, 'a'), { level: 9 });
  const text = chunk('zTXt', Buffer.concat([Buffer.from('Comment\0\0'), packed]));
  const profile = chunk('iTXt', Buffer.concat([Buffer.from('XML:com.adobe.xmp\0\x01\0\0\0'), packed]));
  writeFileSync(path, Buffer.concat([png.subarray(0, 33), text, profile, png.subarray(33)]));
}

const xmp = (inner: string, doctype = ''): string =>
  `<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?>${doctype}<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:a="http://a.example/">${inner}</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>`;

const deep = (depth: number): string =>
  xmp(`${'<a:b rdf:parseType="Resource">'.repeat(depth)}x${'</a:b>'.repeat(depth)}`);

const laughs = (): string => {
  const levels = Array.from({ length: 12 }, (_, at) => `<!ENTITY l${at + 1} "${`&l${at};`.repeat(10)}">`);
  return xmp(
    '<dc:title><rdf:Alt><rdf:li xml:lang="x-default">&l12;</rdf:li></rdf:Alt></dc:title>',
    `<!DOCTYPE x [<!ENTITY l0 "ha">${levels.join('')}]>`,
  );
};

const many = (count: number): string =>
  xmp(
    `<dc:subject><rdf:Bag>${Array.from({ length: count }, (_, at) => `<rdf:li>word ${at}</rdf:li>`).join('')}</rdf:Bag></dc:subject>`,
  );

const keywordsOf = (read: ReadResult): number =>
  read.ok
    ? (
        (interpret(read.raw, undefined, { format: read.facts.format }).values.keywords as
          | string[]
          | undefined) ?? []
      ).length
    : -1;

interface Bomb {
  readonly name: string;
  /** Makes the file and whatever lies beside it; returns its name. */
  make(root: string): Promise<string>;
  /** How many keywords it has, where that is what must not be cut short. */
  readonly keywords?: number;
  /** Seen before ExifTool is asked: no waiting for a limit. */
  readonly atOnce?: boolean;
}

const besideJpeg =
  (sidecar: () => string) =>
  async (root: string): Promise<string> => {
    await makePicture(join(root, 'bomb.jpg'), 1);
    writeFileSync(join(root, 'bomb.jpg.xmp'), sidecar());
    return 'bomb.jpg';
  };
/** The same text inside the file: ExifTool copies what it reads in the sidecar. */
const jpegInside =
  (sidecar: () => string) =>
  async (root: string): Promise<string> => {
    await besideJpeg(sidecar)(root);
    const [path, from] = [join(root, 'bomb.jpg'), join(root, 'bomb.jpg.xmp')];
    await exiftool('-q', '-q', '-m', '-overwrite_original', '-tagsFromFile', from, '-XMP-dc:Subject', path);
    rmSync(from);
    return 'bomb.jpg';
  };

const bombs: readonly Bomb[] = [
  {
    name: 'a PNG that inflates to 512 MB',
    async make(root) {
      await inflating(join(root, 'bomb.png'), 512 * 2 ** 20);
      return 'bomb.png';
    },
    atOnce: true,
  },
  { name: 'XMP 20,000 deep in a sidecar', make: besideJpeg(() => deep(20_000)), atOnce: true },
  {
    name: 'XMP 20,000 deep in the file',
    async make(root) {
      const png = await pictureBytes('png');
      const text = Buffer.concat([Buffer.from('XML:com.adobe.xmp\0\0\0\0\0'), Buffer.from(deep(20_000))]);
      writeFileSync(
        join(root, 'bomb.png'),
        Buffer.concat([png.subarray(0, 33), chunk('iTXt', text), png.subarray(33)]),
      );
      return 'bomb.png';
    },
    atOnce: true,
  },
  {
    name: 'XMP 20,000 deep in a JPEG, in pieces',
    async make(root) {
      writeFileSync(join(root, 'bomb.jpg'), await jpegWith(...extendedXmp(deep(20_000))));
      return 'bomb.jpg';
    },
    atOnce: true,
  },
  {
    name: 'XMP 20,000 deep in a PNG, compressed',
    async make(root) {
      const png = await pictureBytes('png');
      const text = Buffer.concat([Buffer.from('XML:com.adobe.xmp\0\x01\0\0\0'), deflateSync(deep(20_000))]);
      writeFileSync(
        join(root, 'bomb.png'),
        Buffer.concat([png.subarray(0, 33), chunk('iTXt', text), png.subarray(33)]),
      );
      return 'bomb.png';
    },
    atOnce: true,
  },
  { name: 'entities in a sidecar', make: besideJpeg(laughs) },
  { name: '5,000 keywords in a sidecar', make: besideJpeg(() => many(5_000)), keywords: 5_000 },
  { name: '5,000 keywords in the file', make: jpegInside(() => many(5_000)), keywords: 5_000 },
  { name: '100,000 keywords in a sidecar', make: besideJpeg(() => many(100_000)), keywords: 100_000 },
  { name: '100,000 keywords in the file', make: jpegInside(() => many(100_000)), keywords: 100_000 },
];

const residentOf = (pid: number): number => {
  try {
    return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) * 1024;
  } catch {
    return 0;
  }
};
const resident = (): number =>
  process.platform === 'linux'
    ? [process.pid, ...childrenOf(process.pid)].reduce((sum, pid) => sum + residentOf(pid), 0)
    : process.memoryUsage.rss();

/** Ordinary work, so that what is measured before holds all that is loaded only once. */
async function openBombs({ runs }: { readonly runs: number }): Promise<BombLab> {
  // A short run does not wait for all of the time that a file may take.
  const limits = runs <= bombs.length ? { timeoutMs: 4_000 } : {};
  const bench = openBench({ reader: createExifToolReader({ processes: 1, limits }) });
  for (let at = 0; at < 5; at += 1) {
    await makePicture(join(bench.root, 'warm.jpg'), at);
    await bench.write(bench.file('warm.jpg'), [
      { field: 'title', before: null, after: { 'x-default': 'warm' } },
    ]);
  }
  return { bench, before: resident(), close: () => bench.close() };
}

/** Reads while a clock ticks; the longest pause between two ticks is how long the process did not answer. */
async function readAndListen(
  bench: Bench,
  file: MediaFile,
): Promise<{ read: ReadResult; pauseMs: number; tookMs: number }> {
  let [last, pauseMs] = [performance.now(), 0];
  const tick = setInterval(() => {
    pauseMs = Math.max(pauseMs, performance.now() - last);
    last = performance.now();
  }, 10);
  const begun = performance.now();
  const read = await bench.reader.read(file, { hash: true });
  clearInterval(tick);
  return { read, pauseMs, tookMs: performance.now() - begun };
}

const longestPauseMs = 1_500;
const longestMs = 90_000;
const atOnceMs = 3_000;
const roomBytes = 100 * 2 ** 20;

setFlagsFromString('--expose-gc');
/** What is left over is measured, not what V8 has not looked at yet. */
const collect = runInNewContext('gc') as () => void;

async function settledResident(lab: BombLab): Promise<number> {
  for (let tries = 0; tries < 20; tries += 1) {
    collect();
    if (resident() - lab.before < roomBytes) break;
    await wait(250);
  }
  return resident();
}

export const bombsCampaign: Campaign<BombLab> = {
  name: 'bombs',
  holds:
    'A bomb is refused or read whole; the process answers meanwhile and is as small as before afterwards.',
  runs: { short: bombs.length, long: bombs.length * 3 },
  open: openBombs,
  async attempt(seed, lab, tell) {
    const bomb = bombs[seed % bombs.length]!;
    const path = await bomb.make(lab.bench.root);
    const { read, pauseMs, tookMs } = await readAndListen(lab.bench, lab.bench.file(path));
    const wrong: string[] = [];
    const found = keywordsOf(read);
    if (bomb.keywords !== undefined && read.ok && found !== bomb.keywords)
      wrong.push(`${found} of ${bomb.keywords} keywords, in silence`);
    if (!read.ok && !read.problem.message) wrong.push('refused without a word');
    if (pauseMs > longestPauseMs) wrong.push(`no answer for ${Math.round(pauseMs)} ms`);
    if (tookMs > (bomb.atOnce ? atOnceMs : longestMs)) wrong.push(`it took ${Math.round(tookMs)} ms`);
    for (const name of [path, `${path}.xmp`]) rmSync(join(lab.bench.root, name), { force: true });
    const grown = (await settledResident(lab)) - lab.before;
    if (grown > roomBytes) wrong.push(`${Math.round(grown / 2 ** 20)} MB larger than before`);
    tell(`${bomb.name}: ${read.ok ? 'read' : read.problem.code}`);
    // The next photo is read as if nothing had been.
    await makePicture(join(lab.bench.root, 'after.jpg'), seed);
    const after = await lab.bench.reader.read(lab.bench.file('after.jpg'), { hash: true });
    if (!after.ok) wrong.push(`the next photo was not read: ${after.problem.message}`);
    return wrong.map((text) => `${bomb.name}: ${text}`);
  },
};
