import { execFileSync, spawnSync } from 'node:child_process';
import { appendFileSync, mkdirSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { whyQuiet } from '../../shared/engine/files/volume.ts';
import { type LibraryWatch, type WatchOptions, watchLibrary } from '../../shared/engine/files/watch.ts';
import { mountFuse } from '../support/fuse.ts';
import { mountDrive, noMounts } from '../support/mounts.ts';
import { tempFolder } from '../support/pictures.ts';

let folder: ReturnType<typeof tempFolder>;
let root: string;
let watching: LibraryWatch | undefined;
beforeEach(() => {
  folder = tempFolder('tagbridge-watch-');
  root = join(folder.path, 'root');
  mkdirSync(join(root, 'a'), { recursive: true });
});
afterEach(async () => {
  await watching?.close();
  watching = undefined;
  folder.remove();
});

/** Watches, and gives every folder that was named so far. */
async function hints(options: Partial<WatchOptions> = {}) {
  const named: (readonly string[] | 'all')[] = [];
  const modes: string[] = [];
  watching = await watchLibrary({
    root,
    exclude: ['skip'],
    quietMs: 50,
    onDirty: (folders) => named.push(folders),
    onMode: (mode) => modes.push(mode),
    ...options,
  });
  return { named, modes, flat: () => [...new Set(named.flat())].sort() };
}
/** Whether limits can be lowered here for one process alone. */
const noOwnLimits =
  spawnSync('unshare', ['-Ur', 'sh', '-c', 'echo 9 > /proc/sys/user/max_inotify_watches']).status !== 0;

const noDrives = noMounts();

/** Something that always makes an event, after which nothing earlier is outstanding. */
const until = (check: () => void) => vi.waitFor(check, { timeout: 10_000, interval: 20 });

describe('watching', () => {
  test('names the folder of what was added, changed, renamed and removed', async () => {
    const { named, flat } = await hints();
    expect(watching!.mode).toBe('events');
    writeFileSync(join(root, 'a/x.jpg'), '1');
    await until(() => expect(flat()).toEqual(['a']));
    named.length = 0;
    appendFileSync(join(root, 'a/x.jpg'), '2');
    await until(() => expect(flat()).toEqual(['a']));
    named.length = 0;
    mkdirSync(join(root, 'b'));
    renameSync(join(root, 'a/x.jpg'), join(root, 'b/y.jpg'));
    await until(() => expect(flat()).toEqual(['', 'a', 'b']));
    named.length = 0;
    rmSync(join(root, 'b'), { recursive: true });
    await until(() => expect(flat()).toContain(''));
  });

  test('many changes are one hint; a long row of them does not wait for ever', async () => {
    const { named } = await hints({ quietMs: 200, capMs: 600 });
    let n = 0;
    const steady = setInterval(() => writeFileSync(join(root, `a/${n++}.jpg`), 'x'), 40);
    await until(() => expect(named.length).toBeGreaterThan(0));
    clearInterval(steady);
    expect(n).toBeGreaterThan(5);
  });

  test('does not look into what is excluded, nor at our own traces', async () => {
    for (const name of ['skip', '.tagbridge/tmp', '@eaDir']) mkdirSync(join(root, name), { recursive: true });
    const { flat } = await hints();
    for (const name of ['skip/a.jpg', '.tagbridge/tmp/a.jpg', '@eaDir/a.jpg', 'a/.tagbridge-1x2y'])
      writeFileSync(join(root, name), '1');
    writeFileSync(join(root, 'a/real.jpg'), '1');
    await until(() => expect(flat()).toEqual(['a']));
  });

  test('a folder that went away is looked for, and watched again when it is back', async () => {
    const { named, modes } = await hints({ pollMs: 50 });
    renameSync(root, `${root}-away`);
    await until(() => expect(modes).toEqual(['events', 'polling']));
    expect(watching!.reason).toMatch(/went away/);
    renameSync(`${root}-away`, root);
    await until(() => expect(modes).toEqual(['events', 'polling', 'events']));
    named.length = 0;
    utimesSync(join(root, 'a'), 1, 1);
    writeFileSync(join(root, 'a/x.jpg'), '1');
    await until(() => expect(named.flat()).toContain('a'));
  });

  test.skipIf(noDrives)(
    'a drive taken out and put in between two looks: its watches ended with it, and are set up anew',
    async () => {
      mountDrive(root, 2 ** 20);
      try {
        const { named, modes } = await hints({ pollMs: 50 });
        // The kernel gives the new drive the numbers of the old one: it looks like the same.
        spawnSync('umount', ['-l', root]);
        mountDrive(root, 2 ** 20);
        await until(() => expect(modes).toEqual(['events', 'polling', 'events']));
        expect(named).toContain('all');
        named.length = 0;
        writeFileSync(join(root, 'x.jpg'), '1');
        await until(() => expect(named.flat()).toContain(''));
      } finally {
        await watching?.close();
        watching = undefined;
        spawnSync('umount', ['-l', root]);
      }
    },
  );

  test('a folder that others found to be away is looked for, though it seems to be the same', async () => {
    let isAway = false;
    const { named, modes } = await hints({ pollMs: 30, isAway: () => isAway });
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(named).toEqual([]);
    isAway = true;
    await until(() => expect(named.length).toBeGreaterThan(1));
    expect([modes, new Set(named)]).toEqual([['events'], new Set(['all'])]);
  });

  test('where events cannot be trusted it is polled, and says why', async () => {
    const { named, modes } = await hints({ pollMs: 30, whyQuiet: async () => 'It is on NFS.' });
    expect(watching).toMatchObject({ mode: 'polling', reason: 'It is on NFS.' });
    expect(modes).toEqual(['polling']);
    await until(() => expect(named.length).toBeGreaterThan(2));
    expect(new Set(named)).toEqual(new Set(['all']));
  });

  test.each([
    ['ENOSPC', /max_user_watches/],
    ['EMFILE', /could not watch every folder \(EMFILE\)/],
  ])('watches run out while it looks (%s): all of it is closed, named and polled', async (code, why) => {
    let fail: (error: Error) => void = () => undefined;
    let isOpen = true;
    const { named, modes } = await hints({
      pollMs: 30,
      async watchTree({ onFail }) {
        fail = onFail;
        return { size: 1, close: () => (isOpen = false) };
      },
    });
    fail(Object.assign(new Error('no more'), { code }));
    expect(modes).toEqual(['events', 'polling']);
    expect(watching!.reason).toMatch(why);
    expect(isOpen).toBe(false);
    expect(named).toEqual(['all']);
    await until(() => expect(named.length).toBeGreaterThan(2));
  });

  test.skipIf(noOwnLimits)(
    'the system itself has no more watches: polled from the start, by the real error',
    () => {
      for (let n = 0; n < 40; n++) mkdirSync(join(root, `folder ${n}`));
      const child = join(import.meta.dirname, '../support/watch-child.ts');
      const watch = (limit: string, most: number) => {
        const set = `echo ${most} > /proc/sys/user/${limit} && exec "$0" "$1" "$2"`;
        const args = ['-Ur', 'sh', '-c', set, process.execPath, child, root];
        return JSON.parse(execFileSync('unshare', args, { encoding: 'utf8' })) as unknown;
      };
      expect(watch('max_inotify_watches', 20)).toMatchObject({
        ...{ mode: 'polling', dirty: 'all', reason: expect.stringContaining('no more watches') },
      });
      expect(watch('max_inotify_instances', 0)).toMatchObject({
        ...{ mode: 'polling', dirty: 'all', reason: expect.stringContaining('EMFILE') },
      });
      expect(watch('max_inotify_watches', 1000)).toMatchObject({ mode: 'events' });
    },
  );

  test('closing ends it: no hint comes after', async () => {
    const { named } = await hints({ quietMs: 50 });
    writeFileSync(join(root, 'a/x.jpg'), '1');
    await watching!.close();
    const before = named.length;
    writeFileSync(join(root, 'a/y.jpg'), '1');
    // A second watch sees an event made later: the first one had its chance.
    const other: unknown[] = [];
    const second = await watchLibrary({
      root,
      exclude: [],
      quietMs: 100,
      onDirty: (folders) => other.push(folders),
    });
    writeFileSync(join(root, 'a/z.jpg'), '1');
    await until(() => expect(other.length).toBeGreaterThan(0));
    await second.close();
    expect(named.length).toBe(before);
  });
});

describe.runIf(process.platform === 'linux')('where events cannot be trusted', () => {
  test('a local disk can, a virtual file system of the kernel too; a share by its name cannot', async () => {
    expect(await whyQuiet(root)).toBeUndefined();
    expect(await whyQuiet('/proc')).toBeUndefined();
    expect(await whyQuiet('//server/share')).toMatch(/network/);
  });

  test('a real file system in user space cannot: sshfs, NTFS and exFAT drivers are such', async (context) => {
    const folderOfIt = join(root, 'mounted');
    mkdirSync(folderOfIt);
    const mounted = mountFuse(folderOfIt);
    if (!mounted) return context.skip('nothing can be mounted through /dev/fuse here');
    try {
      expect(await whyQuiet(folderOfIt)).toBe('It is on FUSE, which does not report every change.');
      const { named, modes } = await hints({ root: folderOfIt, pollMs: 30 });
      expect(modes).toEqual(['polling']);
      await until(() => expect(named.length).toBeGreaterThan(2));
    } finally {
      await watching?.close();
      watching = undefined;
      mounted.end();
    }
    return undefined;
  });
});
