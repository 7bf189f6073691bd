// How long an edit by another program in one library takes to be readable in the other, while both are watched.
//   latency.ts ARCHIVE FAMILY DATA EDITS MORE   both folders hold the same pictures, the archive gets so many more of
//   its own; prints one JSON object
import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { exiftoolPath } from 'exiftool-vendored';
import { createEngine } from '../../shared/engine/engine.ts';
import { makeTinyFiles } from './tiny-files.ts';

const run = promisify(execFile);
const [archive = '', family = '', dataDir = '', edits = '10', more = '0'] = process.argv.slice(2);
const tool = await exiftoolPath();
// Behind the others by name, so that these stay the first.
await makeTinyFiles(join(archive, 'watched too'), Number(more));

const idleSeconds = 10;

const median = (numbers: readonly number[]): number =>
  numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;

/** Reads a title the quick way: the file's bytes hold it as plain text. */
async function waitForTitle(path: string, title: string): Promise<void> {
  for (;;) {
    const bytes = await readFile(path).catch(() => undefined);
    if (bytes?.includes(title)) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

const engine = await createEngine({ dataDir, watch: true });
try {
  const { client } = engine;
  await client.libraries.add({ path: archive, name: 'archive' });
  await client.libraries.add({ path: family, name: 'family' });
  await client.libraries.scan({});
  const members = [{ library: 'archive' }, { library: 'family' }];
  await client.bridges.add({ name: 'home', members, fields: ['title'], trigger: { kind: 'auto' } });
  await client.plans.sync({ yes: true });
  const watched = (await client.status()).libraries.reduce((sum, library) => sum + library.files, 0);
  // What starting and syncing set going comes to rest.
  for (let calm = 0; calm < 8; calm = (await client.jobs.list()).length === 0 ? calm + 1 : 0)
    await new Promise((resolve) => setTimeout(resolve, 500));
  const before = process.cpuUsage();
  await new Promise((resolve) => setTimeout(resolve, idleSeconds * 1000));
  const { user, system } = process.cpuUsage(before);
  // The family holds copies of the archive's first pictures, by their number.
  const names = (await readdir(family)).filter((name) => name.endsWith('.jpg')).sort();
  const originals = (await readdir(archive, { recursive: true }))
    .filter((name) => name.endsWith('.jpg'))
    .sort();
  const seconds: number[] = [];
  const working = process.cpuUsage();
  for (let n = 0; n < Number(edits); n++) {
    const original = originals[n % names.length]!;
    const copy = `Family ${n % names.length}.jpg`;
    const title = `Latency ${n} ${process.pid}`;
    await run(tool, ['-q', '-overwrite_original', `-XMP-dc:Title=${title}`, join(archive, original)]);
    const begun = performance.now();
    await waitForTitle(join(family, copy), title);
    seconds.push((performance.now() - begun) / 1000);
  }
  const used = process.cpuUsage(working);
  const own = (used.user + used.system) / 1e6;
  const idle = (user + system) / 1e6 / idleSeconds;
  const memory = process.memoryUsage().rss;
  process.stdout.write(
    `${JSON.stringify({ median: median(seconds), worst: Math.max(...seconds), idle, memory, watched, own })}\n`,
  );
} finally {
  await engine.close();
}
