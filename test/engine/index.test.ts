import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { addLibrary, type LibraryRow, listLibraries } from '../../shared/engine/db/libraries.ts';
import { type Migration, migrate, migrations, newestVersion } from '../../shared/engine/db/migrate.ts';
import { lockDataFolder, openIndex, openOrReplaceCorrupt } from '../../shared/engine/db/open.ts';
import { getSettings, setSettings } from '../../shared/engine/db/settings.ts';
import { all, cell, dataVersion, one, run, transaction } from '../../shared/engine/db/sql.ts';
import { tempFolder } from '../support/pictures.ts';

let folder: ReturnType<typeof tempFolder>;
let path: string;
beforeEach(() => {
  folder = tempFolder('tagbridge-index-');
  path = join(folder.path, 'data', 'index.db');
});
afterEach(() => folder.remove());

const tables = (db: Database.Database) =>
  db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name").pluck().all();

describe('migrations', () => {
  test('10: makes every table, all of them STRICT, and the bridge that is always there', () => {
    const db = new Database(':memory:');
    migrate(db, migrations, 10);
    expect(db.pragma('user_version', { simple: true })).toBe(10);
    expect(tables(db)).toEqual(
      expect.arrayContaining(['library', 'photo', 'file', 'reading', 'hub', 'base', 'run']),
    );
    const loose = db
      .prepare("SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND NOT strict")
      .pluck()
      .all() as string[];
    expect(loose.filter((name) => !/^(search_|sqlite_)/.test(name))).toEqual([]);
    expect(db.prepare('SELECT id, name FROM bridge').all()).toEqual([{ id: 'all', name: 'all' }]);
    db.close();
  });

  test('120: runs of before are found by the bridges that their plans name or decide in', () => {
    const db = new Database(':memory:');
    migrate(db, migrations, 110);
    const plan = db.prepare(
      "INSERT INTO plan (id, kind, title, at, input, state, counts) VALUES (?, ?, '', 1, ?, 'done', '{}')",
    );
    const run = db.prepare(
      "INSERT INTO run (id, plan, kind, title, at, state) VALUES (?, ?, ?, '', 1, 'done')",
    );
    for (const [kind, input] of [
      ['sync', '{"bridgeIds":["x","y"]}'],
      ['undo', '{"runs":["sync"]}'],
      ['edit', '{"files":[1]}'],
    ]) {
      plan.run(kind, kind, input);
      run.run(kind, kind, kind);
    }
    db.exec(`INSERT INTO plan_decision (plan, seq, bridge, photo, field, bases, before)
      VALUES ('undo', 1, 'x', 1, 'title', '[]', '{}'), ('undo', 2, 'x', 2, 'title', '[]', '{}')`);
    migrate(db, migrations, 120);
    expect(db.prepare('SELECT run, bridge FROM run_bridge ORDER BY run, bridge').raw().all()).toEqual([
      ['sync', 'x'],
      ['sync', 'y'],
      ['undo', 'x'],
    ]);
    db.close();
  });

  const step = (version: number, sql: string): Migration => ({ version, name: `step ${version}`, sql });

  test('run once, in order, only those that are missing', () => {
    const db = new Database(':memory:');
    const first = [step(10, 'CREATE TABLE a (n INTEGER) STRICT')];
    migrate(db, first);
    db.exec('INSERT INTO a VALUES (1)');
    migrate(db, [...first, step(20, 'ALTER TABLE a ADD COLUMN m INTEGER'), step(21, 'UPDATE a SET m = n')]);
    expect(db.prepare('SELECT n, m FROM a').all()).toEqual([{ n: 1, m: 1 }]);
    expect(db.pragma('user_version', { simple: true })).toBe(21);
    db.close();
  });

  test('a step that fails leaves nothing of those before it', () => {
    const db = new Database(':memory:');
    expect(() => migrate(db, [step(10, 'CREATE TABLE a (n INTEGER)'), step(20, 'NONSENSE')])).toThrow();
    expect(tables(db)).toEqual([]);
    expect(db.pragma('user_version', { simple: true })).toBe(0);
    db.close();
  });

  test('steps out of order are refused', () => {
    const db = new Database(':memory:');
    expect(() => migrate(db, [step(20, 'SELECT 1'), step(20, 'SELECT 1')])).toThrow(/follow/);
    expect(migrations.map(({ version }) => version)).toEqual(
      migrations.map(({ version }) => version).sort((a, b) => a - b),
    );
    db.close();
  });
});

describe('opening', () => {
  test('makes a private file that survives power loss and checks its references', () => {
    const index = openIndex(path);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(cell(index.read, 'PRAGMA synchronous')).toBe(2);
    expect(cell(index.read, 'PRAGMA journal_mode')).toBe('wal');
    expect(() => run(index.write, "INSERT INTO file_keyword (path, file) VALUES ('a', 1)")).toThrow(
      /FOREIGN KEY/,
    );
    index.close();
  });

  test('keeps what was written', () => {
    const first = openIndex(path);
    setSettings(first.write, { theme: 'dark' });
    first.close();
    const second = openIndex(path);
    expect(getSettings(second.read).theme).toBe('dark');
    second.close();
  });

  test('refuses an index of a newer version, and leaves it alone', () => {
    openIndex(path).close();
    const newer = new Database(path);
    newer.pragma(`user_version = ${newestVersion() + 1}`);
    newer.close();
    const bytes = readFileSync(path);
    expect(() => openOrReplaceCorrupt(path, 0)).toThrow(expect.objectContaining({ code: 'INDEX_NEWER' }));
    expect(readFileSync(path).equals(bytes)).toBe(true);
  });

  test("refuses another program's database", () => {
    openIndex(path).close();
    const other = new Database(path);
    other.pragma('application_id = 42');
    other.close();
    expect(() => openIndex(path)).toThrow(expect.objectContaining({ code: 'INDEX_CORRUPT' }));
  });

  const damages: [string, (bytes: Buffer) => Buffer][] = [
    [
      'is no database',
      () => Buffer.from('this is no database at all, but long enough to be read as one'.repeat(20)),
    ],
    ['was cut in half', (bytes) => bytes.subarray(0, bytes.length >> 1)],
    ['has a page of noise', (bytes) => Buffer.from(bytes).fill(0xa5, 8192, 16384)],
    ['has a broken header', (bytes) => Buffer.from(bytes).fill(0xff, 16, 90)],
  ];
  test.each(damages)('an index that %s is kept aside, and a new one begun', (_, damage) => {
    openIndex(path).close();
    writeFileSync(path, damage(readFileSync(path)));
    const damaged = readFileSync(path);
    expect(() => openIndex(path)).toThrow(expect.objectContaining({ code: 'INDEX_CORRUPT' }));
    expect(readFileSync(path).equals(damaged)).toBe(true);
    const { index, note } = openOrReplaceCorrupt(path, 1_700_000_000_000);
    expect(note).toMatch(/damaged/);
    expect(all(index.read, 'SELECT * FROM library')).toEqual([]);
    index.close();
    const aside = readdirSync(join(path, '..')).find((name) => name.includes('damaged'))!;
    expect(readFileSync(join(path, '..', aside)).equals(damaged)).toBe(true);
    const again = openOrReplaceCorrupt(path, 0);
    expect(again.note).toBeUndefined();
    again.index.close();
  });

  test('the list of libraries is brought over from a damaged index where it can be read, and nothing else', () => {
    const first = openIndex(path);
    const library: LibraryRow = {
      ...{
        id: '11111111-1111-4111-8111-111111111111',
        name: 'Archive',
        path: folder.path,
        writes: 'sidecar',
      },
      ...{
        sidecar: 'darktable',
        exclude: ['*.tif'],
        keepMtime: true,
        iptc: 'macRoman',
        device: '1:2',
        state: 'online',
      },
      ...{ stateReason: null, addedAt: 5, scannedAt: 6 },
    };
    addLibrary(first.write, library);
    for (let n = 0; n < 2000; n++)
      run(first.write, 'INSERT INTO photo (identity, name) VALUES (?, ?)', [`hash:${n}`, 'x'.repeat(50)]);
    first.close();
    const bytes = readFileSync(path);
    writeFileSync(path, bytes.fill(0x5a, bytes.length - 40_000, bytes.length - 20_000));
    const { index, note } = openOrReplaceCorrupt(path, 0);
    expect(note).toMatch(/scan them/);
    expect(listLibraries(index.read)).toEqual([{ ...library, device: null, scannedAt: null }]);
    expect(cell(index.read, 'SELECT count(*) FROM photo')).toBe(0);
    index.close();
  });

  test('an index left open by a killed process opens with all that was committed', async () => {
    const child = run24(`
      const { openIndex } = await import(${JSON.stringify(moduleUrl('db/open.ts'))});
      const { run } = await import(${JSON.stringify(moduleUrl('db/sql.ts'))});
      const index = openIndex(${JSON.stringify(path)});
      run(index.write, "INSERT INTO setting (key, value) VALUES ('theme', '\\"dark\\"')");
      console.log('written');
      setInterval(() => {}, 1000);`);
    await once(child.stdout, 'data');
    child.kill('SIGKILL');
    await once(child, 'exit');
    const index = openIndex(path);
    expect(getSettings(index.read).theme).toBe('dark');
    index.close();
  });
});

const moduleUrl = (part: string) => new URL(`../../shared/engine/${part}`, import.meta.url).href;
const run24 = (source: string) =>
  spawn(process.execPath, ['--expose-gc', '--input-type=module', '-e', source], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });

describe('the lock of a data folder', () => {
  test('is held by one, and free again when let go', () => {
    const data = join(folder.path, 'data');
    const first = lockDataFolder(data);
    expect(first.held).toBe(true);
    expect(lockDataFolder(data)).toEqual({ held: false });
    if (first.held) first.release();
    const second = lockDataFolder(data);
    expect(second.held).toBe(true);
    if (second.held) second.release();
  });

  test('dies with the process that held it', async () => {
    const data = join(folder.path, 'data');
    const child = run24(`
      const { lockDataFolder } = await import(${JSON.stringify(moduleUrl('db/open.ts'))});
      const { held } = lockDataFolder(${JSON.stringify(data)});
      // Nobody keeps it, and yet it is held.
      for (let round = 0; round < 3; round++) await new Promise((resolve) => (gc(), setImmediate(resolve)));
      console.log(held);
      setInterval(() => {}, 1000);`);
    try {
      const [said] = await once(child.stdout, 'data');
      expect(String(said).trim()).toBe('true');
      expect(lockDataFolder(data)).toEqual({ held: false });
    } finally {
      child.kill('SIGKILL');
    }
    await once(child, 'exit');
    const mine = lockDataFolder(data);
    expect(mine.held).toBe(true);
    if (mine.held) mine.release();
    expect(existsSync(join(data, 'engine.lock'))).toBe(true);
  });
});

describe('statements', () => {
  test('values go by position, by number or by name; a transaction that throws leaves nothing', () => {
    const index = openIndex(path);
    expect(one(index.read, 'SELECT ? AS a, ? AS b', [1, 'x'])).toEqual({ a: 1, b: 'x' });
    expect(one(index.read, 'SELECT ?2 AS a, ?1 AS b, ?2 AS c', [1, 2])).toEqual({ a: 2, b: 1, c: 2 });
    expect(one(index.read, 'SELECT :n AS a', { n: 5 })).toEqual({ a: 5 });
    const before = dataVersion(index.read);
    expect(() =>
      transaction(index.write, () => {
        run(index.write, "INSERT INTO setting (key, value) VALUES ('k', '1')");
        throw new Error('no');
      }),
    ).toThrow('no');
    expect(cell(index.read, 'SELECT count(*) FROM setting')).toBe(0);
    run(index.write, "INSERT INTO setting (key, value) VALUES ('k', '1')");
    expect(dataVersion(index.read)).not.toBe(before);
    index.close();
  });

  test('settings: what is unknown or does not fit is refused, what no longer fits counts as none', () => {
    const index = openIndex(path);
    expect(() => setSettings(index.write, { theme: 'pink' })).toThrow(
      expect.objectContaining({ code: 'USAGE' }),
    );
    expect(() => setSettings(index.write, { nonsense: 1 })).toThrow(
      expect.objectContaining({ code: 'USAGE' }),
    );
    run(index.write, `INSERT INTO setting (key, value) VALUES ('theme', '"pink"'), ('undoDays', '5')`);
    expect(getSettings(index.read)).toMatchObject({ theme: 'system', undoDays: 5 });
    index.close();
  });
});
