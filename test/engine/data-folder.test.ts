import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openDataFolder } from '../../shared/engine/data-folder.ts';
import { newestVersion } from '../../shared/engine/db/migrate.ts';
import { cell } from '../../shared/engine/db/sql.ts';
import { tempFolder } from '../support/pictures.ts';

let folder: ReturnType<typeof tempFolder>;
beforeEach(() => {
  folder = tempFolder('tagbridge-data-');
});
afterEach(() => folder.remove());

const refusal = (path: string) => {
  try {
    openDataFolder(path, Date.now()).close();
  } catch (error) {
    return error as { code: string; message: string; data: { hint?: string } };
  }
  throw new Error('it was opened');
};

test.each<[string, () => string]>([
  [
    'a file where the folder should be',
    () => {
      writeFileSync(join(folder.path, 'data'), 'x');
      return join(folder.path, 'data');
    },
  ],
  [
    'a file on the way to it',
    () => {
      writeFileSync(join(folder.path, 'file'), 'x');
      return join(folder.path, 'file', 'data');
    },
  ],
  [
    'a link to a drive that is not there',
    () => {
      symlinkSync(join(folder.path, 'nowhere'), join(folder.path, 'data'));
      return join(folder.path, 'data');
    },
  ],
])('a data folder that cannot be used is said in words: %s', (_about, place) => {
  const path = place();
  expect(refusal(path)).toMatchObject({ code: 'FAILED', message: `The data folder ${path} cannot be used.` });
  expect(refusal(path).data.hint).toContain('--data');
});

test.runIf(process.platform === 'linux' && existsSync('/sys/kernel'))('so is one on a read-only disk', () => {
  expect(refusal('/sys/kernel/tagbridge')).toMatchObject({ code: 'FAILED' });
});

const killedWhileMigrating = `
  import Database from 'better-sqlite3';
  const [path, module] = process.argv.slice(1);
  const { migrations } = await import(module);
  const db = new Database(path);
  db.pragma('journal_mode = WAL');
  // So that pages of the open transaction are on disk already.
  db.pragma('cache_size = 1');
  db.pragma('cache_spill = 1');
  db.exec('BEGIN IMMEDIATE');
  db.exec(migrations[0].sql);
  process.kill(process.pid, 'SIGKILL');
`;

test('an index whose first start was killed in the middle of a migration is made whole by the next', async () => {
  const path = join(folder.path, 'index.db');
  const module = new URL('../../shared/engine/db/migrate.ts', import.meta.url).href;
  const args = ['--input-type=module', '-e', killedWhileMigrating, path, module];
  const child = spawn(process.execPath, args, { stdio: 'inherit' });
  expect(await once(child, 'exit')).toEqual([null, 'SIGKILL']);
  const data = openDataFolder(folder.path, Date.now());
  expect(data.note).toBeUndefined();
  expect(cell(data.index.read, 'PRAGMA user_version')).toBe(newestVersion());
  data.close();
});
