// Bridges that run by themselves while drives go, disks fill, watches run out, and events and bytes get lost.
import { spawnSync } from 'node:child_process';
import { copyFileSync, cpSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, expect, test, vi } from 'vitest';
import type { BridgeView } from '../../shared/api/views.ts';
import { seenOf } from '../../shared/engine/files/fingerprint.ts';
import { watchTree } from '../../shared/engine/files/folder-watch.ts';
import { takeFingerprint } from '../../shared/engine/fingerprint.ts';
import { mountDrive, mountFolder, noMounts } from '../support/mounts.ts';
import { quiet, until } from '../support/until.ts';
import { createWorld, type World } from '../support/world.ts';

vi.setConfig({ testTimeout: 90_000 });

let world: World;
const logged: string[] = [];
const noDrives = noMounts();
let drive: ReturnType<typeof mountDrive> | undefined;
afterEach(async () => {
  drive?.end();
  drive = undefined;
  await world?.close();
  logged.length = 0;
});

type Options = NonNullable<NonNullable<Parameters<typeof createWorld>[0]>['watchOptions']>;
const watched = (watchOptions: Options) =>
  createWorld({
    watch: true,
    log: (line) => void logged.push(line),
    watchOptions: { restMs: 300, ...watchOptions },
  });
const title = async (library: string, path: string) => (await world.tags(library, path))['XMP-dc:Title'];
const has = (library: string, path: string, text: string) =>
  until(world, async () => (await title(library, path)) === text);
const bridge = async (): Promise<BridgeView> => (await world.client.bridges.list())[0]!;
const libraryOf = async (name: string) =>
  (await world.client.libraries.list()).find((library) => library.name === name)!;

async function bridged(libraries: readonly string[], timing = {}): Promise<void> {
  await world.add(...libraries);
  const members = libraries.map((library) => ({ library }));
  await world.client.bridges.add({ name: 'home', members, trigger: { kind: 'auto', ...timing } });
  await world.client.plans.sync({ yes: true });
  await quiet(world);
}

const deaf: typeof watchTree = async () => ({ size: 1, close: () => undefined });

test('only when the drive is there: nothing is written meanwhile, everything when it is back', async () => {
  world = await watched({ pollMs: 200 });
  await world.picture({ 'a/p.jpg': [], 'b/p.jpg': [], 'c/p.jpg': [] }, 1);
  await bridged(['a', 'b', 'c'], { whenThere: true });
  const [there, away] = [world.at('c', '.'), world.at('c-away', '.')];
  cpSync(there, away, { recursive: true, preserveTimestamps: true });
  rmSync(there, { recursive: true });
  await until(world, async () => (await bridge()).health.offline.length === 1);
  await world.edit('a', 'p.jpg', '-XMP-dc:Title=Waits');
  await until(world, async () => (await world.client.photos.find({ query: 'title:Waits' })).total === 1);
  await quiet(world);
  expect(await title('b', 'p.jpg')).toBeUndefined();
  cpSync(away, there, { recursive: true, preserveTimestamps: true });
  await has('b', 'p.jpg', 'Waits');
  await has('c', 'p.jpg', 'Waits');
});

test('no watch tells anything: the scan that comes anyway finds what changed', async () => {
  world = await watched({ watchTree: deaf, scanEvery: 500 });
  await world.picture({ 'a/p.jpg': [], 'b/p.jpg': [] }, 1);
  await bridged(['a', 'b']);
  await world.edit('a', 'p.jpg', '-XMP-dc:Title=Untold');
  await has('b', 'p.jpg', 'Untold');
});

test.each(['ENOSPC', 'EMFILE'])('watches run out (%s): it is said why, and looked instead', async (code) => {
  let fail: (error: Error) => void = () => undefined;
  const limited: typeof watchTree = (options) => {
    fail = options.onFail;
    return watchTree(options);
  };
  world = await watched({ watchTree: limited, pollMs: 300 });
  await world.picture({ 'a/p.jpg': [], 'b/p.jpg': [] }, 1);
  await bridged(['a', 'b']);
  fail(Object.assign(new Error('no more'), { code }));
  await until(world, async () => (await libraryOf('b')).watching === 'polling');
  expect((await libraryOf('b')).watchReason).toMatch(/looked at from time to time instead/);
  expect((await libraryOf('a')).watching).toBe('events');
  await world.edit('b', 'p.jpg', '-XMP-dc:Title=Looked for');
  await has('a', 'p.jpg', 'Looked for');
});

test('the audit finds what no time and no event tells of: it is reported, and travels', async () => {
  world = await watched({ auditEvery: 300 });
  await world.picture({ 'a/p.jpg': [], 'b/p.jpg': [] }, 1);
  await bridged(['a', 'b']);
  await world.engine.close();
  await world.edit('a', 'p.jpg', '-XMP-dc:Title=Unseen');
  // As if the disk had changed bytes behind its own times: the index believes to know this very file.
  const seen = seenOf(await takeFingerprint(world.at('a', 'p.jpg')));
  const index = new Database(join(world.root, 'data', 'index.db'));
  const library = index.prepare(`SELECT id FROM library WHERE name = 'a'`).pluck().get();
  index
    .prepare('UPDATE file SET fingerprint = ?, inode = ?, size = ?, mtime = ?, read_at = ? WHERE library = ?')
    .run(seen.fingerprint, seen.inode, seen.size, seen.mtime, Date.now() + 60_000, library);
  index.close();
  await world.restart();
  await has('b', 'p.jpg', 'Unseen');
  expect(logged.join('\n')).toMatch(/Audit: a\/p\.jpg held something else/);
  const days = (await bridge()).health.drift!;
  expect(days.reduce((sum, day) => sum + day.drifted, 0)).toBe(1);
});

test.skipIf(noDrives)('a drive is pulled from under a watched library, and put back', async () => {
  world = await watched({ pollMs: 200 });
  await world.picture({ 'a/p.jpg': [], 'drive/p.jpg': [] }, 1);
  await world.picture({ 'a/q.jpg': [], 'drive/q.jpg': [] }, 2);
  const plugIn = () => mountFolder(join(world.root, 'drive'), join(world.root, 'b'));
  drive = plugIn();
  await bridged(['a', 'b']);
  // The empty folder under it stays, as mount points do.
  spawnSync('umount', ['-l', drive.path]);
  await until(world, async () => (await bridge()).health.offline.length === 1);
  await world.edit('a', 'p.jpg', '-XMP-dc:Title=While it was away');
  await world.edit('drive', 'q.jpg', '-XMP-dc:Title=On another computer');
  await until(world, async () => (await bridge()).health.waitingFor?.[0]?.photos === 1);
  expect((await world.client.status()).libraries.find(({ name }) => name === 'b')!.files).toBe(2);
  expect(await world.client.problems.list({})).toMatchObject({ total: 0 });
  drive = plugIn();
  await has('b', 'p.jpg', 'While it was away');
  await has('a', 'q.jpg', 'On another computer');
  expect(await world.conflicts()).toEqual([]);
});

test.skipIf(noDrives)(
  'a full disk: the others go on, it is tried rarely, and goes on when there is room',
  async () => {
    world = await watched({});
    drive = mountDrive(join(world.root, 'b'), 6 * 2 ** 20);
    await world.picture({ 'a/p.jpg': [], 'c/p.jpg': [] }, 1);
    copyFileSync(world.at('a', 'p.jpg'), world.at('b', 'p.jpg'));
    await bridged(['a', 'b', 'c']);
    writeFileSync(world.at('b', 'filler.bin'), Buffer.alloc(4 * 2 ** 20));
    const runs = async () => (await world.client.history.list({})).total;
    const before = await runs();
    await world.edit('a', 'p.jpg', '-XMP-dc:Title=No room');
    await has('c', 'p.jpg', 'No room');
    await until(world, async () => (await bridge()).health.unwritable?.[0]?.files === 1);
    expect((await world.client.problems.list({})).items).toMatchObject([{ code: 'diskFull' }]);
    // Two seconds, then eight: what is tried in the first five is one run, and one more.
    await new Promise((resolve) => setTimeout(resolve, 5000));
    expect((await runs()) - before).toBeLessThanOrEqual(2);
    expect(await title('b', 'p.jpg')).toBeUndefined();
    rmSync(world.at('b', 'filler.bin'));
    await has('b', 'p.jpg', 'No room');
    await until(world, async () => (await bridge()).health.unwritable === undefined);
  },
);
