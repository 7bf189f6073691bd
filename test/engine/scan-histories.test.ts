// Random histories of a tree, with hints lost and the drive pulled: after the last scan the index is the tree.
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, expect, test } from 'vitest';
import { filesByIds } from '../../shared/engine/db/files.ts';
import { column } from '../../shared/engine/db/sql.ts';
import { takeFingerprint } from '../../shared/engine/fingerprint.ts';
import type { MetadataReader } from '../../shared/engine/types.ts';
import { type ScanLab, scanLab } from '../support/scan-lab.ts';

/** A reader for files of which the first line is the picture and the second the title: thousands of histories need one. */
const textReader: MetadataReader = {
  id: 'text 1',
  async read({ root, path }) {
    try {
      const fingerprint = await takeFingerprint(join(root, path));
      const [picture, title] = readFileSync(join(root, path), 'utf8').split('\n') as [string, string];
      if (picture === 'broken')
        return { ok: false, problem: { code: 'corrupt', message: 'broken' }, fingerprint };
      return {
        ok: true,
        raw: { stores: [{ store: 'embedded', tags: { 'XMP-dc:Title': title }, warnings: [] }] },
        facts: { format: 'JPEG', mime: 'image/jpeg', imageHash: { algorithm: 'none', value: picture } },
        fingerprint,
      };
    } catch {
      return { ok: false, problem: { code: 'vanished', message: 'gone' } };
    }
  },
  close: async () => {},
};

let lab: ScanLab | undefined;
afterEach(() => {
  lab?.close();
  lab = undefined;
});

const folders = ['', 'a', 'a/b', 'c'];
const place = fc.tuple(fc.constantFrom(...folders), fc.integer({ min: 0, max: 4 }));
const step = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('write' as const), at: place, title: fc.nat(9) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('break' as const), at: place }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('delete' as const), at: place }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('move' as const), at: place, to: place }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('moveFolder' as const),
      from: fc.constantFrom('a', 'a/b', 'c'),
      to: fc.constantFrom('d', 'c/e', 'a/f'),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('hint' as const),
      lost: fc.double({ min: 0, max: 1, noNaN: true }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('scan' as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('unplugged' as const) }) },
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

/** Every file below the root with its lines. */
function tree(root: string): Map<string, string> {
  const names = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.jpg'),
  );
  return new Map(names.sort().map((name) => [name, readFileSync(join(root, name), 'utf8')]));
}

const pathOf = ([folder, n]: readonly [string, number]) =>
  folder === '' ? `${n}.jpg` : `${folder}/${n}.jpg`;

async function apply(lab: ScanLab, id: string, root: string, what: Step, dirty: Set<string>): Promise<void> {
  const touch = (path: string) => dirty.add(path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '');
  const files = tree(root);
  switch (what.do) {
    case 'write':
    case 'break': {
      const path = pathOf(what.at);
      const picture = files.get(path)?.split('\n')[0] ?? `picture of ${path}`;
      mkdirSync(join(root, path, '..'), { recursive: true });
      const lines =
        what.do === 'break'
          ? ['broken', '']
          : [picture === 'broken' ? 'mended' : picture, String(what.title)];
      writeFileSync(join(root, path), lines.join('\n'));
      touch(path);
      return;
    }
    case 'delete':
      rmSync(join(root, pathOf(what.at)), { force: true });
      touch(pathOf(what.at));
      return;
    case 'move':
      if (!files.has(pathOf(what.at))) return;
      mkdirSync(join(root, pathOf(what.to), '..'), { recursive: true });
      renameSync(join(root, pathOf(what.at)), join(root, pathOf(what.to)));
      touch(pathOf(what.at));
      touch(pathOf(what.to));
      return;
    case 'moveFolder':
      try {
        mkdirSync(join(root, what.to, '..'), { recursive: true });
        renameSync(join(root, what.from), join(root, what.to));
      } catch {
        // Into itself, onto a full folder, or not there: nothing happened.
      }
      touch(what.from);
      touch(what.to);
      return;
    case 'hint': {
      const kept = [...dirty].filter((_, at) => at / dirty.size >= what.lost);
      dirty.clear();
      if (kept.length > 0) await lab.scan(id, { folders: kept });
      return;
    }
    case 'scan':
      await lab.scan(id);
      return;
    case 'unplugged': {
      const before = states(lab, id);
      renameSync(root, `${root}-away`);
      mkdirSync(root);
      expect((await lab.scan(id)).offline).toBeDefined();
      rmSync(root, { recursive: true });
      renameSync(`${root}-away`, root);
      expect(states(lab, id)).toEqual(before);
    }
  }
}

const rows = (lab: ScanLab) =>
  filesByIds(lab.index.read, column<number>(lab.index.read, 'SELECT id FROM file'));
const states = (lab: ScanLab, _id: string) => rows(lab).map((file) => [file.id, file.path, file.state]);

test('whatever happens to a tree, and whichever hints are lost, the next scan knows it as it is', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 40 }), async (steps) => {
      lab = scanLab(textReader);
      const { id, root } = await lab.add('A');
      const dirty = new Set<string>();
      for (const what of steps) await apply(lab, id, root, what, dirty);
      await lab.scan(id);
      const onDisk = tree(root);
      const known = rows(lab).filter((file) => file.state !== 'missing');
      expect(known.map((file) => file.path).sort()).toEqual([...onDisk.keys()].sort());
      for (const file of known) {
        const [picture, title] = onDisk.get(file.path)!.split('\n');
        expect(file.state).toBe(picture === 'broken' ? 'problem' : 'ok');
        if (file.state === 'ok') {
          expect(file.facts?.imageHash?.value).toBe(picture);
          expect(file.snapshot?.values.title ?? null).toEqual(title === '' ? null : { 'x-default': title });
        }
        expect(file.photo).not.toBeNull();
      }
      expect(lab.problems(id).length).toBe(known.filter((file) => file.state === 'problem').length);
      // Equal pictures are one photo; a second scan finds nothing to do.
      const again = await lab.scan(id);
      expect([again.added, again.changed, again.removed]).toEqual([0, 0, 0]);
      lab.close();
      lab = undefined;
    }),
    { numRuns: 150, interruptAfterTimeLimit: 25_000, markInterruptAsFailure: false },
  );
});
