import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, linkSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Change } from '../../../shared/core/change.ts';

import { lockLibrary } from '../../../shared/engine/metadata/library-lock.ts';
import type { JournalEntry } from '../../../shared/engine/metadata/ports.ts';
import { exiftool, makePicture } from '../../support/pictures.ts';
import { type Bench, openBench, strays, treeOf } from '../../support/writing.ts';

let bench: Bench;
beforeEach(() => {
  bench = openBench();
});
afterEach(async () => {
  rmSync(journalPath(), { force: true });
  await bench.close();
});

const at = (path: string) => join(bench.root, path);
const journalPath = () => `${bench.root}.journal`;
const child = join(import.meta.dirname, '../../support/write-child.ts');
const changes: Change[] = [{ field: 'title', before: null, after: { 'x-default': 'after' } }];
const plan = (more: object = {}) =>
  JSON.stringify({ root: bench.root, path: 'a.jpg', writes: 'auto', changes, ...more });
const lines = () =>
  (existsSync(journalPath()) ? readFileSync(journalPath(), 'utf8').trim().split('\n') : [])
    .filter(Boolean)
    .map((line) => JSON.parse(line) as { state: 'intent' | 'prepared' | 'done'; entry: JournalEntry });

/** What the next start of an engine does with the journal. */
async function recover() {
  const last = lines().at(-1);
  if (last === undefined || last.state === 'done') return 'nothing';
  const { outcome } = await bench.writer.recover(last.entry, last.state);
  expect(await bench.writer.recover(last.entry, last.state)).toMatchObject({ outcome });
  return outcome;
}

/** A photo with a sidecar, so that two files must change as one. */
async function twoStores() {
  await makePicture(at('a.jpg'), 1, ['-XMP-dc:Title=before']);
  await exiftool('-q', '-XMP-dc:Title=before', '-o', at('a.jpg.xmp'));
  rmSync(journalPath(), { force: true });
}
const titles = async () =>
  (
    (await exiftool('-s3', '-XMP-dc:Title', at('a.jpg'))) +
    (await exiftool('-s3', '-XMP-dc:Title', at('a.jpg.xmp')))
  )
    .trim()
    .split('\n');

const lockModule = pathToFileURL(
  join(import.meta.dirname, '../../../shared/engine/metadata/library-lock.ts'),
).href;
const lockAndDie =
  'import(process.env.MODULE).then(({ lockLibrary }) => lockLibrary(process.env.ROOT, 0)).then(() => process.kill(process.pid, "SIGKILL"))';

describe('killed between two steps', () => {
  test.each(['intent', 'prepared'])('after %s: wholly old, no strays', async (stopAt) => {
    await twoStores();
    const before = treeOf(bench.root);
    spawnSync(process.execPath, [child, journalPath(), plan({ stopAt })]);
    expect(lines().at(-1)?.state).toBe(stopAt);
    expect(await recover()).toBe('rolledBack');
    expect(treeOf(bench.root)).toEqual(before);
    expect(strays(bench.root)).toEqual([]);
  });

  test('after the first of two files was replaced: wholly new', async () => {
    await twoStores();
    const before = treeOf(bench.root);
    spawnSync(process.execPath, [child, journalPath(), plan({ stopAt: 'prepared' })]);
    const { entry } = lines().at(-1)!;
    // What the writer does next, done by hand for the first file only.
    const [first] = entry.targets;
    linkSync(at(first!.path), at(first!.undo!));
    renameSync(at(first!.temp!), at(first!.path));
    expect(await recover()).toBe('finished');
    expect(await titles()).toEqual(['after', 'after']);
    expect(strays(bench.root)).toEqual([]);
    const undone = await bench.writer.restore({
      file: bench.file('a.jpg'),
      entry,
      undoKey: 'u',
      journal: bench.journal,
    });
    expect(undone.ok).toBe(true);
    expect(treeOf(bench.root)).toEqual(before);
  });

  test('the second file cannot be finished any more: wholly old', async () => {
    await twoStores();
    const before = treeOf(bench.root);
    spawnSync(process.execPath, [child, journalPath(), plan({ stopAt: 'prepared' })]);
    const { entry } = lines().at(-1)!;
    const [first, second] = entry.targets;
    linkSync(at(first!.path), at(first!.undo!));
    renameSync(at(first!.temp!), at(first!.path));
    rmSync(at(second!.temp!));
    expect(await recover()).toBe('rolledBack');
    expect(treeOf(bench.root)).toEqual(before);
  });

  test.each([
    ['after it was replaced: it was written', true, 'finished', 'after'],
    ['before it was replaced: it was not', false, 'rolledBack', 'before'],
  ])('the photo has another name since, %s', async (_, isReplaced, outcome, title) => {
    await makePicture(at('a.jpg'), 1, ['-XMP-dc:Title=before']);
    spawnSync(process.execPath, [child, journalPath(), plan({ stopAt: 'prepared' })]);
    const [first] = lines().at(-1)!.entry.targets;
    if (isReplaced) {
      linkSync(at(first!.path), at(first!.undo!));
      renameSync(at(first!.temp!), at(first!.path));
    }
    renameSync(at('a.jpg'), at('b.jpg'));
    expect(await recover()).toBe(outcome);
    expect((await exiftool('-s3', '-XMP-dc:Title', at('b.jpg'))).trim()).toBe(title);
    expect(existsSync(at('a.jpg'))).toBe(false);
    expect(strays(bench.root)).toEqual([]);
  });

  test('a journal that names a file of the user deletes nothing', async () => {
    await makePicture(at('a.jpg'));
    const before = treeOf(bench.root);
    const entry: JournalEntry = {
      root: bench.root,
      path: 'a.jpg',
      changes,
      targets: [{ store: 'embedded', path: 'a.jpg', action: 'replace', temp: 'a.jpg', undo: '../x' }],
    };
    expect(await bench.writer.recover(entry, 'intent')).toMatchObject({ outcome: 'stuck' });
    expect(treeOf(bench.root)).toEqual(before);
  });
});

test('killed at random moments, again while recovering: always one or the other, in both files', async () => {
  await twoStores();
  const before = treeOf(bench.root);
  const seen = new Set<string>();
  for (let i = 0; i < 12; i += 1) {
    rmSync(journalPath(), { force: true });
    const writing = spawn(process.execPath, [child, journalPath(), plan()], { stdio: 'ignore' });
    const ended = new Promise((resolve) => writing.once('exit', resolve));
    const timer = setTimeout(() => writing.kill('SIGKILL'), 120 + i * 35);
    await ended;
    clearTimeout(timer);
    await recover();
    const now = await titles();
    seen.add(now.join());
    expect(['before,before', 'after,after']).toContain(now.join());
    expect(strays(bench.root)).toEqual([]);
    if (now[0] === 'after') {
      const { entry } = lines().at(-1)!;
      await bench.writer.restore({ file: bench.file('a.jpg'), entry, undoKey: 'u', journal: bench.journal });
    }
    expect(treeOf(bench.root)).toEqual(before);
  }
});

test.runIf(process.platform === 'linux')(
  'ExifTool killed while it writes: written at the second try, or left as it was',
  async () => {
    await makePicture(at('a.jpg'));
    const file = bench.file('a.jpg');
    const read = await bench.reader.read(file, { hash: true });
    if (!read.ok) throw new Error(read.problem.message);
    const before = treeOf(bench.root);
    const killTools = () => {
      for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
        try {
          const stat = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ');
          if (
            Number(stat[1]) === process.pid &&
            readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('stay_open')
          ) {
            process.kill(Number(pid), 'SIGKILL');
          }
        } catch {}
      }
    };
    const journal = { intent: killTools, prepared: () => {} };
    const result = await bench.writer.write({
      file,
      fingerprint: read.fingerprint,
      changes,
      undoKey: 'r',
      journal,
    });
    if (result.ok) expect(result.readBack.title).toEqual({ 'x-default': 'after' });
    else {
      expect(result.problem.code).toBe('writeFailed');
      expect(treeOf(bench.root)).toEqual(before);
    }
    expect(strays(bench.root)).toEqual([]);
  },
);

const canMount = process.platform === 'linux' && process.getuid?.() === 0;
test.runIf(canMount)('a full disk: refused with a reason, nothing changed', async () => {
  const mount = at('mnt');
  spawnSync('mkdir', ['-p', mount]);
  if (spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=512k', 'tmpfs', mount]).status !== 0) return;
  try {
    await makePicture(join(mount, 'a.jpg'));
    const file = { ...bench.file('a.jpg'), root: mount };
    const before = treeOf(mount);
    const result = await bench.write(file, changes);
    expect(result.ok ? 'ok' : result.problem.code).toBe('diskFull');
    expect(treeOf(mount)).toEqual(before);
    expect(strays(mount)).toEqual([]);
  } finally {
    spawnSync('umount', ['-l', mount]);
  }
});

test.runIf(canMount)(
  'a disk without a single free byte: the lock leaves nothing that would hold up the next',
  async () => {
    const mount = at('full');
    spawnSync('mkdir', ['-p', mount]);
    if (spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', mount]).status !== 0) return;
    try {
      spawnSync('sh', ['-c', `mkdir "$0/.tagbridge"; cat /dev/zero > "$0/fill"`, mount]);
      await expect(lockLibrary(mount, 0)).rejects.toMatchObject({ code: 'ENOSPC' });
      expect(readdirSync(join(mount, '.tagbridge'))).toEqual([]);
      spawnSync('rm', [join(mount, 'fill')]);
      const lock = await lockLibrary(mount, 0);
      expect(lock?.isHeld()).toBe(true);
      lock?.release();
    } finally {
      spawnSync('umount', ['-l', mount]);
    }
  },
);

test.runIf(process.platform === 'linux')(
  'a holder that ended is gone, also where its parent never asked how it ended',
  async () => {
    // The shell becomes a program that waits for no child: what the child was stays a zombie.
    const script = `"$0" -e '${lockAndDie}' & echo $!; exec sleep 60`;
    const parent = spawn('sh', ['-c', script, process.execPath], {
      env: { ...process.env, ROOT: bench.root, MODULE: lockModule },
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    try {
      const [printed] = (await once(parent.stdout, 'data')) as [Buffer];
      const state = () =>
        readFileSync(`/proc/${Number(printed)}/stat`, 'latin1')
          .split(') ')
          .at(-1)?.[0];
      await expect.poll(state, { timeout: 20_000 }).toBe('Z');
      expect(existsSync(at('.tagbridge/lock'))).toBe(true);
      const lock = await lockLibrary(bench.root, 0);
      expect(lock?.isHeld()).toBe(true);
      lock?.release();
    } finally {
      parent.kill('SIGKILL');
    }
  },
);
