// A large index is read through once a day, after a crash, and after any sign of damage.
import { readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openIndex } from '../../shared/engine/db/open.ts';
import { run, transaction } from '../../shared/engine/db/sql.ts';
import { indexTrouble } from '../../shared/engine/db/trouble.ts';
import { tempFolder } from '../support/pictures.ts';

const folder = tempFolder('tagbridge-data-');
const path = join(folder.path, 'index.db');
const corrupt = expect.objectContaining({ code: 'INDEX_CORRUPT' });

beforeAll(() => {
  const index = openIndex(path);
  transaction(index.write, () => {
    for (let row = 0; row < 36_000; row += 1)
      run(index.write, 'INSERT INTO setting (key, value) VALUES (?, ?)', [`key ${row}`, 'x'.repeat(2_000)]);
  });
  index.close();
  openIndex(path).close();
});
afterAll(() => folder.remove());

test('one that was found whole today is not read again, until yesterday, or damage was met', () => {
  const bytes = readFileSync(path);
  expect(bytes.length).toBeGreaterThan(64 * 2 ** 20);
  writeFileSync(path, Buffer.from(bytes).fill(0xa5, 40 * 2 ** 20, 40 * 2 ** 20 + 16_384));
  openIndex(path).close();

  const yesterday = new Date(Date.now() - 25 * 3_600_000);
  utimesSync(`${path}.checked`, yesterday, yesterday);
  expect(() => openIndex(path)).toThrow(corrupt);

  utimesSync(`${path}.checked`, new Date(), new Date());
  const index = openIndex(path);
  expect(
    indexTrouble(new Database.SqliteError('database disk image is malformed', 'SQLITE_CORRUPT')),
  ).toEqual(corrupt);
  index.close();
  expect(() => openIndex(path)).toThrow(corrupt);

  writeFileSync(path, bytes);
  openIndex(path).close();
});
