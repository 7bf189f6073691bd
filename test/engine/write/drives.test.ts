// Drives that fill up, become read-only in the middle of a write, or are mounted inside a library.
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Change } from '../../../shared/core/change.ts';
import { openDataFolder } from '../../../shared/engine/data-folder.ts';
import { run } from '../../../shared/engine/db/sql.ts';
import { indexTrouble } from '../../../shared/engine/db/trouble.ts';
import { type Mounted, mountDrive, mountFolder, noMounts } from '../../support/mounts.ts';
import { makePicture } from '../../support/pictures.ts';
import { type Bench, openBench, sha256, strays } from '../../support/writing.ts';

const reason = noMounts();
const changes: Change[] = [{ field: 'title', before: null, after: { 'x-default': 'new' } }];

describe.skipIf(reason !== undefined)(
  `real drives${reason === undefined ? '' : ` (skipped: ${reason})`}`,
  () => {
    let bench: Bench;
    let drive: Mounted | undefined;
    beforeEach(() => {
      bench = openBench();
    });
    afterEach(async () => {
      drive?.end();
      drive = undefined;
      await bench.close();
    });
    const at = (path: string) => join(bench.root, path);
    const onDrive = (path: string) => bench.file(path, { root: at('drive') });

    test('read-only before the write: refused as what it is', async () => {
      drive = mountDrive(at('drive'), 32 * 2 ** 20);
      await makePicture(at('drive/a.jpg'));
      drive.readOnly(true);
      const result = await bench.write(onDrive('a.jpg'), changes);
      expect(result.ok ? 'written' : result.problem).toMatchObject({
        code: 'noPermission',
        message: expect.stringMatching(/^The drive is read-only\. Make it writable/),
      });
    });

    test('read-only in the middle: the photo is as before, and what was begun goes when the drive lets it', async () => {
      const here = mountDrive(at('drive'), 32 * 2 ** 20);
      drive = here;
      await makePicture(at('drive/a.jpg'));
      const before = sha256(at('drive/a.jpg'));
      const file = onDrive('a.jpg');
      const read = await bench.reader.read(file, { hash: true });
      if (!read.ok) throw new Error(read.problem.message);
      const journal = {
        intent: bench.journal.intent,
        prepared: (entry: Parameters<typeof bench.journal.prepared>[0]) => {
          bench.journal.prepared(entry);
          here.readOnly(true);
        },
      };
      const job = { file, fingerprint: read.fingerprint, changes, undoKey: 'run', journal };
      const result = await bench.writer.write(job);
      expect(result).toMatchObject({ ok: false, open: true, problem: { code: 'noPermission' } });
      const entry = bench.journal.entry!;
      expect(await bench.writer.recover(entry, 'prepared')).toMatchObject({ outcome: 'stuck' });
      expect(strays(at('drive'))).toHaveLength(1);
      here.readOnly(false);
      expect(await bench.writer.recover(entry, 'prepared')).toMatchObject({ outcome: 'rolledBack' });
      expect(strays(at('drive'))).toEqual([]);
      expect(sha256(at('drive/a.jpg'))).toBe(before);
    });

    test.each([
      ['another drive', () => mountDrive(at('inside'), 32 * 2 ** 20)],
      [
        'a folder of the same drive',
        () => {
          mkdirSync(at('elsewhere'));
          return mountFolder(at('elsewhere'), at('inside'));
        },
      ],
    ])('%s mounted inside a library: written and undone there', async (_, mountIt) => {
      drive = mountIt();
      await makePicture(at('inside/a.jpg'));
      const before = sha256(at('inside/a.jpg'));
      const file = bench.file('inside/a.jpg');
      const result = await bench.write(file, changes);
      if (!result.ok) throw new Error(result.problem.message);
      const undone = { file, entry: result.entry, undoKey: 'undo', journal: bench.journal };
      expect(await bench.writer.restore(undone)).toMatchObject({ ok: true });
      expect(sha256(at('inside/a.jpg'))).toBe(before);
    });

    test('a data folder on a full drive: said in words, also when it fills up later', () => {
      const full = mountDrive(at('drive'), 2 * 2 ** 20);
      drive = full;
      const fill = () => {
        try {
          for (let part = 0; ; part += 1) writeFileSync(join(full.path, `fill${part}`), Buffer.alloc(4096));
        } catch {
          // Full.
        }
      };
      fill();
      const dataDir = join(full.path, 'data');
      for (const name of ['fill0', 'fill1', 'fill2']) rmSync(join(full.path, name));
      expect(() => openDataFolder(dataDir, 0)).toThrow(
        expect.objectContaining({ code: 'FAILED', message: expect.stringContaining('drive is full') }),
      );
      for (const name of readdirSync(full.path).filter((one) => one.startsWith('fill')))
        rmSync(join(full.path, name));
      const data = openDataFolder(dataDir, 0);
      fill();
      let thrown: unknown;
      try {
        run(data.index.write, "INSERT INTO setting (key, value) VALUES ('x', ?)", ['y'.repeat(200_000)]);
      } catch (error) {
        thrown = error;
      }
      expect(indexTrouble(thrown)).toMatchObject({
        code: 'FAILED',
        data: { hint: expect.stringContaining('Make room') },
      });
      data.close();
    });
  },
);
