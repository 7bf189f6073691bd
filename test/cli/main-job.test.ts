// The main job by the command line, each step in the JSON form that scripts build on.
import type { ChildProcess } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { makeSamples, type Samples } from '../../shared/engine/samples/make.ts';
import { cli, ended, firstLine, startCli } from '../support/cli.ts';
import { exiftool, tempFolder } from '../support/pictures.ts';

// Each step is a process or three; a busy machine takes its time.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const folder = tempFolder('tagbridge-main-');
const data = join(folder.path, 'data');
let samples: Samples;
/** Holds the engine: the commands work through it, as they do beside an open window, and start sooner. */
let host: ChildProcess | undefined;

const run = (...args: string[]) => cli(args, { data, cwd: folder.path });

/** Runs with --json, expects the exit status, and hands back the document. */
async function json(status: number, ...args: string[]) {
  const { stderr, status: exit, json: document } = await run(...args, '--json');
  expect(stderr).not.toMatch(/\bat .*\.ts:\d+|node:internal/);
  expect({ args, status: exit, stderr }).toMatchObject({ status });
  return document();
}

function bytesBelow(root: string): Record<string, string> {
  const files = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = files
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !path.includes('/.tagbridge'));
  return Object.fromEntries(
    paths.map((path) => [path, createHash('sha256').update(readFileSync(path)).digest('hex')]),
  );
}

const outcomeKeys = [
  'plan',
  'run',
  'planned',
  'written',
  'unchanged',
  'skipped',
  'conflicts',
  'problems',
  'changes',
];

beforeAll(async () => {
  mkdirSync(data);
  samples = await makeSamples(join(folder.path, 'photos'));
}, 60_000);
afterAll(async () => {
  if (host?.kill('SIGTERM')) await once(host, 'close');
  folder.remove();
});

test('two libraries are added and scanned', async () => {
  expect(await json(0, 'library', 'add', 'photos/archive')).toMatchObject({
    name: 'archive',
    path: samples.archive,
  });
  expect(await json(0, 'library', 'add', 'photos/family', '--name', 'nas')).toMatchObject({ name: 'nas' });
  const { libraries } = await json(0, 'scan');
  for (const library of libraries) {
    expect(Object.keys(library)).toEqual([
      'name',
      'files',
      'added',
      'changed',
      'removed',
      'problemCount',
      'seconds',
    ]);
    expect(library).toMatchObject({ added: library.files, changed: 0, removed: 0, problemCount: 0 });
  }
  expect(libraries.map(({ name, files }: { name: string; files: number }) => [name, files])).toEqual([
    ['archive', 13],
    ['nas', 13],
  ]);
  const again = await json(0, 'scan', 'nas');
  expect(again.libraries).toMatchObject([{ name: 'nas', files: 13, added: 0, changed: 0, removed: 0 }]);
});

test('from here on a web host holds the engine', async () => {
  host = startCli(['serve', '--json'], { data });
  expect(JSON.parse(await firstLine(host))).toMatchObject({ kind: 'serving' });
});

test('status counts photos, matches and what a person must decide', async () => {
  const status = await json(0, 'status');
  expect(status).toMatchObject({ photos: 14, matched: 12, conflicts: 2, problemCount: 0 });
  expect(Object.keys(status.libraries[0])).toEqual(['name', 'path', 'state', 'files', 'problemCount']);
});

test('find gives photos with their copies and common fields, page by page', async () => {
  const found = await json(0, 'find', 'keyword:animals');
  expect(found).toMatchObject({
    total: 1,
    photos: [{ copies: [{ library: 'archive' }, { library: 'nas' }] }],
  });
  expect(found.photos[0].differs).toContain('keywords');
  const page = await json(0, 'find', '', '--limit', '10');
  const rest = await json(0, 'find', '', '--limit', '10', '--after', page.next);
  expect([page.photos.length, rest.photos.length, rest.next]).toEqual([10, 4, undefined]);
});

test('show gives fields, their sources and the copies', async () => {
  const shown = await json(0, 'show', 'photos/archive/2024/05 Lake Constance/DSC_0412.jpg');
  expect(shown).toMatchObject({
    file: join(samples.archive, '2024/05 Lake Constance/DSC_0412.jpg'),
    library: 'archive',
    fields: {
      rating: 5,
      keywords: ['animals|birds|heron', 'places|Germany|Lake Constance'],
      description: 'A grey heron waits for fish in the last light.',
      captureTime: '2024-05-12T20:41:07+02:00',
    },
  });
  expect(shown.copies).toContainEqual({ library: 'nas', path: 'Best of 2024/Heron at the lake.jpg' });
  expect(shown.sources.rating).toContainEqual({ store: 'embedded', tag: 'XMP-xmp:Rating' });
});

test('a push is previewed, run as previewed, and undone to the byte', async () => {
  const before = bytesBelow(join(folder.path, 'photos'));
  const preview = await json(3, 'push', '--from', 'archive', '--to', 'nas', '--dry-run');
  expect(Object.keys(preview)).toEqual(outcomeKeys);
  expect(preview).toMatchObject({ run: null, written: 0, problems: [] });
  expect(preview.planned).toBeGreaterThan(5);
  expect(preview.conflicts).toBeGreaterThan(0);
  expect(bytesBelow(join(folder.path, 'photos'))).toEqual(before);
  expect(preview.changes).toContainEqual({
    library: 'nas',
    path: 'Best of 2024/Heron at the lake.jpg',
    field: 'rating',
    before: null,
    after: 5,
  });

  // A saved plan can be looked at again, by whoever did not make it.
  expect(await json(3, 'run', preview.plan, '--dry-run')).toEqual(preview);
  expect(bytesBelow(join(folder.path, 'photos'))).toEqual(before);

  const ran = await json(3, 'run', preview.plan);
  expect(ran).toMatchObject({ plan: preview.plan, written: preview.planned, problems: [] });
  expect(ran.changes).toEqual(preview.changes);
  const [heron] = JSON.parse(
    await exiftool('-json', '-n', '-XMP:all', join(samples.family, 'Best of 2024/Heron at the lake.jpg')),
  );
  expect(heron).toMatchObject({
    Rating: 5,
    HierarchicalSubject: expect.arrayContaining(['animals|birds|heron']),
  });

  const { total, conflicts } = await json(3, 'conflicts');
  expect(total).toBe(conflicts.length);
  for (const conflict of conflicts) {
    expect(conflict).toMatchObject({ kind: 'copies', field: expect.any(String), photo: expect.any(Number) });
    expect(conflict.sides.map((side: { library: string }) => side.library).toSorted()).toEqual([
      'archive',
      'nas',
    ]);
  }
  const { runs } = await json(0, 'history');
  expect(runs[0]).toMatchObject({
    run: ran.run,
    kind: 'push',
    written: ran.written,
    problems: 0,
    undone: null,
  });

  const undone = await run('undo', ran.run, '--json');
  expect([0, 3]).toContain(undone.status);
  expect(undone.json()).toMatchObject({ written: ran.written, problems: [] });
  expect(bytesBelow(join(folder.path, 'photos'))).toEqual(before);
  const { runs: after } = await json(0, 'history');
  expect(after.find((each: { run: string }) => each.run === ran.run).undone).toBe(undone.json().run);
});

test('an edit names what it changes; the same edit again changes nothing', async () => {
  const file = 'photos/archive/2022/10 Autumn/DSC_0019.jpg';
  const edited = await json(
    0,
    'edit',
    file,
    '--set',
    'title=Autumn: the valley',
    '--add-keyword',
    'places|Slovenia',
  );
  expect(edited).toMatchObject({ planned: 1, written: 1 });
  expect(edited.changes).toEqual([
    expect.objectContaining({
      field: 'keywords',
      before: ['landscape|autumn'],
      after: ['landscape|autumn', 'places|Slovenia'],
    }),
    expect.objectContaining({ field: 'title', before: null, after: 'Autumn: the valley' }),
  ]);
  const again = await json(0, 'edit', file, '--set', 'title=Autumn: the valley');
  expect(again).toMatchObject({ planned: 0, written: 0, changes: [] });
  const undone = await json(0, 'undo', edited.run);
  expect(undone.written).toBe(1);
  const { fields } = await json(0, 'show', file);
  expect(fields.title).toBeUndefined();
});

test('a first sync of a bridge waits for consent', async () => {
  const bridge = await json(
    0,
    'bridge',
    'add',
    'home',
    '--library',
    'archive:source',
    '--library',
    'nas',
    '--fields',
    'rating,keywords',
    '--rule',
    'rating=prefer:archive',
  );
  expect(bridge).toMatchObject({
    name: 'home',
    members: [
      { library: 'archive', role: 'source' },
      { library: 'nas', role: 'both' },
    ],
  });
  expect((await json(0, 'bridge', 'list')).bridges.map((each: { name: string }) => each.name)).toContain(
    'home',
  );
  const waiting = await json(3, 'sync', 'home');
  expect(waiting).toMatchObject({ run: null, needs: 'firstSync', written: 0 });
  const ran = await run('run', waiting.plan, '--json');
  expect([0, 3]).toContain(ran.status);
  expect(ran.json().written).toBe(waiting.planned);
  const second = await run('sync', 'home', '--json');
  expect(second.json()).toMatchObject({ planned: 0, changes: [] });
  expect(second.json().needs).toBeUndefined();
});

test('explain says what a sync would do and why', async () => {
  const { fields } = await json(0, 'explain', 'photos/archive/2024/07 Alps/DSC_0981.jpg');
  const rating = fields.find(
    (each: { field: string; bridge: string }) => each.field === 'rating' && each.bridge === 'home',
  );
  expect(rating.why.length).toBeGreaterThan(10);
  expect(rating.copies).toHaveLength(2);
});

test('export is one JSON list, or CSV with a row a copy', async () => {
  const list = (await run('export')).json();
  expect(list).toHaveLength(26);
  expect(list[0]).toMatchObject({
    library: expect.any(String),
    path: expect.any(String),
    fields: expect.any(Object),
  });
  const csv = (await run('export', '--format', 'csv', '--where', 'library:nas')).stdout;
  // Every copy of the photos that have one there: all but the one picture that only the archive holds.
  expect(csv.split('\r\n')).toHaveLength(1 + 25 + 1);
  expect(csv.split('\r\n')[0]).toMatch(/^library,path,photo,/);
});

test.each([['export'], ['--help']])('a reader of %s that leaves early is no error', async (word) => {
  const child = startCli([word], { data, cwd: folder.path });
  child.stdout?.destroy();
  const { status, stderr } = await ended(child);
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
});

test('doctor says what it checked', async () => {
  const { checks } = await json(0, 'doctor');
  expect(checks.length).toBeGreaterThan(3);
  for (const check of checks) expect(['good', 'warning', 'bad']).toContain(check.state);
});

test('what people read fits 80 columns and leads on', async () => {
  for (const args of [
    ['status'],
    ['find', 'is:differs'],
    ['history'],
    ['library', 'list'],
    ['bridge', 'list'],
  ]) {
    const { stdout, status } = await cli(args, { data, cwd: folder.path });
    expect(status).toBe(0);
    expect(stdout.trim().length).toBeGreaterThan(0);
    expect(stdout).not.toContain('\u001b');
    expect(stdout).not.toMatch(/undefined|\[object|NaN/);
  }
});
