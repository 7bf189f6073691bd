// The packaged app's layout, tried with a stand-in for Electron's program: what is inside, what is left outside the
// archive because it is run or mapped from disk, and that the fuses are really set.
import { execFile } from 'node:child_process';
import { chmod, mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';

const run = promisify(execFile);
const root = join(import.meta.dirname, '../..');
const ofBuilder = createRequire(createRequire(join(root, 'package.json')).resolve('electron-builder'));
const asar = ofBuilder('@electron/asar') as {
  listPackage(path: string, options: { isPack?: boolean }): string[];
};
const fuses = ofBuilder('@electron/fuses') as {
  getCurrentFuseWire(path: string): Promise<Record<number, number>>;
};

/** How Electron's program marks its fuses: a sentence, the version, how many, and one character each ('1' on, '0' off). */
const fuseWire = Buffer.concat([
  Buffer.from('dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'),
  Buffer.from([1, 9]),
  Buffer.from('111100110'),
]);
const [off, on] = [48, 49];

let folder = '';
let files: string[] = [];
let resources = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tagbridge-package-'));
  const stub = join(folder, 'electron');
  await mkdir(stub);
  await writeFile(join(stub, 'electron'), fuseWire);
  await chmod(join(stub, 'electron'), 0o755);
  const cli = createRequire(join(root, 'package.json')).resolve('electron-builder/cli.js');
  const words = [
    '--dir',
    '--linux',
    `-c.electronDist=${stub}`,
    `-c.directories.output=${join(folder, 'dist')}`,
  ];
  await run(process.execPath, [cli, ...words], { cwd: root, maxBuffer: 1 << 26 });
  resources = join(folder, 'dist/linux-unpacked/resources');
  files = asar.listPackage(join(resources, 'app.asar'), { isPack: false });
}, 300_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

test.each([
  '/out/main/main.js',
  '/out/main/engine-process.js',
  '/out/preload/preload.cjs',
  '/out/renderer/index.html',
  '/package.json',
])('the archive holds %s', (path) => {
  expect(files).toContain(path);
});

test.each([
  ['the project’s own Node', /^\/node_modules\/node-(linux|win|darwin)/],
  ['SQLite’s sources', /^\/node_modules\/better-sqlite3\/deps/],
  ['build tools', /^\/node_modules\/(typescript|vite|electron|@biomejs|vitest)\//],
  ['tests and sources', /^\/(test|shared|renderer|electron)\//],
])('the archive does not hold %s', (_what, pattern) => {
  expect(files.filter((path) => pattern.test(path))).toEqual([]);
});

test.each([
  ['ExifTool', 'node_modules/exiftool-vendored.pl/bin/exiftool'],
  ['SQLite', 'node_modules/better-sqlite3'],
  ['the picture decoder', 'node_modules/sharp'],
])('%s lies outside the archive, where it can be run', async (_what, path) => {
  expect((await stat(join(resources, 'app.asar.unpacked', path))).isFile()).toBe(path.endsWith('exiftool'));
});

test('the fuses forbid to run as Node, to be inspected, and any code but the archive’s', async () => {
  const wire = await fuses.getCurrentFuseWire(join(folder, 'dist/linux-unpacked/tagbridge'));
  // Order of Electron's FuseV1Options: RunAsNode, CookieEncryption, NodeOptions, NodeCliInspect, AsarIntegrity, OnlyAsar.
  expect([wire[0], wire[2], wire[3], wire[4], wire[5]]).toEqual([off, off, off, on, on]);
});
