// Many files at once, under a real watch of a real disk: whole trees that appear, and more events than the system keeps.
// What is seen is what counts here; what the files hold is made up, so that reading takes no time.
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { cell } from '../../shared/engine/db/sql.ts';
import { createSettling } from '../../shared/engine/files/settling.ts';
import { type LibraryWatch, watchLibrary } from '../../shared/engine/files/watch.ts';
import { takeFingerprint } from '../../shared/engine/fingerprint.ts';
import type { MetadataReader } from '../../shared/engine/types.ts';
import { type ScanLab, scanLab } from '../support/scan-lab.ts';

const many = 40_000;
const perFolder = 40;

const reader: MetadataReader = {
  id: 'made up',
  async read({ root, path }) {
    const fingerprint = await takeFingerprint(join(root, path));
    const facts = { format: 'JPEG', mime: 'image/jpeg', imageHash: { algorithm: 'MD5', value: path } };
    return { ok: true, raw: { stores: [{ store: 'embedded', tags: {}, warnings: [] }] }, facts, fingerprint };
  },
  close: async () => undefined,
};

vi.setConfig({ hookTimeout: 300_000 });

let lab: ScanLab;
let id: string;
let root: string;
let watching: LibraryWatch;
let hinted: (readonly string[] | 'all')[];
/** Hints become scans one after another, as a library's loop makes them. */
let dirty: Set<string> | 'all' | undefined;
let scanning: Promise<void> | undefined;

beforeEach(async () => {
  [hinted, dirty, scanning] = [[], undefined, undefined];
  lab = scanLab(reader);
  ({ id, root } = await lab.add('library'));
  const settling = createSettling({ clock: Date.now, restMs: 500, ownTimes: true });
  const work = async () => {
    while (dirty !== undefined) {
      const folders = dirty === 'all' ? {} : { folders: [...dirty] };
      dirty = undefined;
      const { unsettled } = await lab.scan(id, { ...folders, settling });
      if (unsettled.size > 0) {
        await new Promise((resolve) => setTimeout(resolve, Math.max(...unsettled.values())));
        hint([...unsettled.keys()]);
      }
    }
    scanning = undefined;
  };
  const hint = (folders: readonly string[] | 'all') => {
    dirty = folders === 'all' || dirty === 'all' ? 'all' : new Set([...(dirty ?? []), ...folders]);
    scanning ??= work();
  };
  const onDirty = (folders: readonly string[] | 'all') => {
    hinted.push(folders);
    hint(folders);
  };
  watching = await watchLibrary({ root, exclude: [], onDirty, pollMs: 3_600_000 });
});
afterEach(async () => {
  await watching.close();
  dirty = undefined;
  await scanning;
  lab.close();
});

const known = () =>
  cell<number>(lab.index.read, `SELECT count(*) FROM file WHERE state = 'ok' AND library = ?`, [id]);
const seen = (count: number) =>
  vi.waitFor(() => expect(known()).toBe(count), { timeout: 600_000, interval: 500 });

/** Folders in folders, three deep, with so many files in all. */
function tree(at: string): void {
  for (let folder = 0; folder < many / perFolder; folder++) {
    const path = join(at, `${folder % 10}`, `${folder % 100}`, `${folder}`);
    mkdirSync(path, { recursive: true });
    for (let file = 0; file < perFolder; file++)
      writeFileSync(join(path, `${file}.jpg`), `${folder} ${file}`);
  }
}

const deepest = `new/7/97/${many / perFolder - 3}`;

/** The watch stands in the last corner of what is new. */
async function expectWatched(): Promise<void> {
  await scanning;
  hinted.length = 0;
  appendFileSync(join(root, deepest, '0.jpg'), 'more');
  await vi.waitFor(() => expect(hinted.flat()).toContain(deepest), { timeout: 30_000 });
  expect(watching.mode).toBe('events');
}

test('a tree of 40,000 files that is copied in, file by file, is seen whole and watched', async () => {
  const elsewhere = join(lab.path, 'elsewhere');
  tree(elsewhere);
  const copying = spawn('cp', ['-r', elsewhere, join(root, 'new')], { stdio: 'inherit' });
  expect(await once(copying, 'exit')).toEqual([0, null]);
  await seen(many);
  await expectWatched();
});

test('a tree of 40,000 files that is moved in at once is seen whole and watched', async () => {
  const elsewhere = join(lab.path, 'elsewhere');
  tree(elsewhere);
  renameSync(elsewhere, join(root, 'new'));
  await seen(many);
  await expectWatched();
});

test.runIf(process.platform === 'linux')(
  'more events than the system keeps while nobody listens: everything is in doubt, and found',
  async () => {
    mkdirSync(join(root, 'a'));
    mkdirSync(join(root, 'b'));
    await vi.waitFor(() => expect(hinted.flat()).toContain(''));
    hinted.length = 0;
    // The main loop stands still: the queue (16,384 events) runs over, and what comes last is lost.
    execFileSync(
      'sh',
      ['-c', 'i=0; while [ $i -lt 12000 ]; do echo $i > "a/$i.jpg"; i=$((i+1)); done; echo x > b/last.jpg'],
      {
        cwd: root,
      },
    );
    await vi.waitFor(() => expect(hinted).toContain('all'), { timeout: 60_000 });
    await seen(12_001);
  },
);
