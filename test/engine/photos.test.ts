import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { completeKeyword, keywordChildren } from '../../shared/engine/db/keywords.ts';
import { setLibrary } from '../../shared/engine/db/libraries.ts';
import {
  countPhotos,
  findPhotos,
  type PhotoSort,
  photoIds,
  photoMatches,
  photoPage,
  photoWindow,
} from '../../shared/engine/db/photos.ts';
import { listProblems, problemsOf, recordProblem } from '../../shared/engine/db/problems.ts';
import { run } from '../../shared/engine/db/sql.ts';
import { refreshPhotos } from '../../shared/engine/photo-summary.ts';
import { type IndexLab, indexLab } from '../support/index-lab.ts';

const values = {
  heron: {
    keywords: ['animals|birds|heron', 'Tejo'],
    rating: 5,
    label: 'red',
    title: { 'x-default': 'Garça-real', en: 'Grey heron' },
    captureTime: '2024-05-01T10:20:30',
    people: ['Ana Ferreira'],
    city: 'Lisboa',
  },
  heronCopy: {
    keywords: ['animals|birds|heron'],
    rating: 3,
    captureTime: '2024-05-01T10:20:30',
    city: 'Lisboa',
  },
  fox: { keywords: ['animals|mammals|fox', 'animals b'], captureTime: '2023-12-31T23:59:59' },
  tower: {
    keywords: ['東京タワー', 'o\'Brien | %_"x"', '🦢'],
    rating: -1,
    description: { 'x-default': '100% "quoted" under_score' },
    captureTime: '2024-06-01T00:00:00Z',
  },
} as const;

let lab: IndexLab;
let ids: { [name: string]: number };
beforeAll(() => {
  lab = indexLab('A', 'B');
  const [heron, copy, fox, tower, broken] = lab.put(
    { library: 'A', path: '2024/heron.jpg', picture: 'h', values: values.heron },
    { library: 'B', path: 'export/IMG_0001.jpg', picture: 'h', values: values.heronCopy },
    { library: 'A', path: '2023/fox_1%.jpg', values: values.fox },
    { library: 'B', path: "odd/o'tower.jpg", values: values.tower },
    { library: 'B', path: 'broken.jpg' },
  ) as [number, number, number, number, number];
  const photo = (file: number) => lab.file(file).photo!;
  ids = { heron: photo(heron), fox: photo(fox), tower: photo(tower), broken: photo(broken) };
  expect(photo(copy)).toBe(ids.heron);
  run(lab.db, `UPDATE file SET state = 'problem' WHERE id = ?`, [broken]);
  recordProblem(
    lab.db,
    { library: 'B', path: 'broken.jpg', during: 'scan' },
    { code: 'corrupt', message: 'x' },
    1,
  );
  run(
    lab.db,
    `INSERT INTO conflict (kind, bridge, photo, field, sides, shape) VALUES ('copies', 'all', ?, 'rating', '[]', 's')`,
    [photo(fox)],
  );
  refreshPhotos(lab.db, Object.values(ids));
});
afterAll(() => lab.close());

const named = (found: readonly number[]) =>
  found.map((id) => Object.keys(ids).find((name) => ids[name] === id)!).sort();

describe('a query finds', () => {
  test.each<[string, string[]]>([
    ['', ['broken', 'fox', 'heron', 'tower']],
    ['heron', ['heron']],
    ['HER', ['heron']],
    ['garca', ['heron']],
    ['"grey heron"', ['heron']],
    ['"heron grey"', []],
    ['IMG_0001', ['heron']],
    ['タワー', ['tower']],
    ['🦢', ['tower']],
    ['"100%"', ['tower']],
    ["o'Brien", ['tower']],
    ['*', []],
    ['keyword:animals', ['fox', 'heron']],
    ['keyword:animals|birds', ['heron']],
    ['keyword:birds', ['heron']],
    ['keyword:Animals|Birds|Heron', ['heron']],
    ['keyword:ani', []],
    ['keyword:tejo', ['heron']],
    ['rating:5', ['heron']],
    ['rating>=3', ['heron']],
    ['rating:0', ['broken', 'fox']],
    ['rating<3', ['broken', 'fox', 'tower']],
    ['rating:-1', ['tower']],
    ['rating:1..4', ['heron']],
    ['label:Red', ['heron']],
    ['has:label', ['heron']],
    ['-has:rating', ['broken', 'fox']],
    ['has:keywords', ['fox', 'heron', 'tower']],
    ['has:title', ['heron']],
    ['title:garca', ['heron']],
    ['city:lisb', ['heron']],
    ['people:"ana ferreira"', ['heron']],
    ['people:ana', []],
    ['description:"under_score"', ['tower']],
    ['captureTime:2024', ['heron', 'tower']],
    ['captureTime:2023..2024-05', ['fox', 'heron']],
    ['captureTime<2024', ['fox']],
    ['library:a', ['fox', 'heron']],
    ['library:B rating:5', []],
    ['library:B rating:3', ['heron']],
    ['path:2024', ['heron']],
    ['path:"fox_1%"', ['fox']],
    ['path:odd/*tower', ['tower']],
    ['is:differs', ['heron']],
    ['is:unmatched', ['broken', 'fox', 'tower']],
    ['is:conflict', ['fox']],
    ['is:problem', ['broken']],
    ['-is:problem', ['fox', 'heron', 'tower']],
    ['fox OR (heron -fox)', ['fox', 'heron']],
    ['-label:red', ['broken', 'fox', 'heron', 'tower']],
    ['-keyword:animals', ['broken', 'tower']],
    ['rating:5 rating:3', []],
  ])('%j', (query, expected) => {
    const found = photoPage(lab.db, query, 0, 100);
    expect(named(found)).toEqual([...expected].sort());
    expect(countPhotos(lab.db, query)).toBe(expected.length);
    expect(photoWindow(lab.db, { query, offset: 0, limit: 10 }).total).toBe(expected.length);
    expect(named(findPhotos(lab.db, { query, limit: 10 }).photos)).toEqual([...expected].sort());
    for (const [name, id] of Object.entries(ids))
      expect(photoMatches(lab.db, id, query)).toBe(expected.includes(name));
  });

  test.each([
    ['"\' OR 1=1 --"'],
    ['"; DROP TABLE file; --"'],
    ['title:"\'); DELETE FROM photo; --"'],
    ['keyword:"a\' OR \'b"'],
    ["path:\"%' OR '1'='1\""],
    ['"\\"* NEAR( a"'],
  ])('nothing through %s', (query) => {
    expect(countPhotos(lab.db, query)).toBe(0);
    expect(countPhotos(lab.db)).toBe(4);
  });

  test.each([['('], ['rating:x'], ['nonsense:1'], ['is:odd'], ['a OR']])('a mistake is said: %s', (query) => {
    expect(() => photoWindow(lab.db, { query, offset: 0, limit: 1 })).toThrow(
      expect.objectContaining({ code: 'USAGE' }),
    );
  });

  test('a library that there is not is said', () => {
    expect(() => countPhotos(lab.db, 'library:Nowhere')).toThrow(
      expect.objectContaining({ code: 'NOT_FOUND' }),
    );
  });
});

describe('a cell', () => {
  const cell = (name: string) =>
    photoWindow(lab.db, { offset: 0, limit: 10 }).rows.find((row) => row.photo === ids[name])!;
  test('says what it is and how it stands', () => {
    expect(cell('heron')).toMatchObject({
      ...{ name: 'heron.jpg', library: 'A', width: 60, height: 40, rating: 5, label: 'red' },
      ...{ captured: '2024-05-01T10:20:30', copies: 2, state: 'differs' },
    });
    expect(cell('fox').state).toBe('conflict');
    expect(cell('broken').state).toBe('problem');
    expect(cell('tower').state).toBe('alone');
    expect(cell('fox').rating).toBeUndefined();
  });
  test('is offline only when every copy is', () => {
    setLibrary(lab.db, 'B', { state: 'offline' });
    expect([cell('tower').state, cell('heron').state]).toEqual(['offline', 'differs']);
    setLibrary(lab.db, 'B', { state: 'online' });
    expect(cell('tower').state).toBe('alone');
  });
});

describe('a problem', () => {
  test('names the file where it is in the index, to show it in the file manager', () => {
    const [broken] = listProblems(lab.db).items;
    expect(broken).toMatchObject({ path: 'broken.jpg', during: 'scan' });
    expect(lab.file(broken!.file!).path).toBe('broken.jpg');
    const unknown = { library: 'B', path: 'secret folder', during: 'scan' } as const;
    recordProblem(lab.db, unknown, { code: 'noPermission', message: 'x' }, 1);
    expect(problemsOf(lab.db, 'B', 'secret folder')[0]).not.toHaveProperty('file');
    run(lab.db, `DELETE FROM problem WHERE path = 'secret folder'`);
  });
});

describe('keywords', () => {
  test('children of each level, with the photos that hold them or one below', () => {
    const roots = keywordChildren(lab.db, null);
    expect(roots.map(({ path, photos, children }) => [path, photos, children])).toEqual(
      expect.arrayContaining([
        ['animals', 2, true],
        ['animals b', 1, false],
        ['Tejo', 1, false],
      ]),
    );
    expect(roots.filter(({ path }) => path === 'animals')).toHaveLength(1);
    expect(keywordChildren(lab.db, 'animals').map(({ path, name }) => [path, name])).toEqual([
      ['animals|birds', 'birds'],
      ['animals|mammals', 'mammals'],
    ]);
    expect(keywordChildren(lab.db, 'animals|birds|heron')).toEqual([]);
  });
  test.each([
    ['her', ['animals|birds|heron']],
    ['ANI', ['animals b', 'animals|birds|heron', 'animals|mammals|fox']],
    ['b', ['animals|birds|heron', 'animals b']],
    ['%%', []],
    ['東', ['東京タワー']],
  ])('completing %s', (text, expected) => {
    expect(completeKeyword(lab.db, text).map(({ path }) => path)).toEqual(expected);
  });
});

describe('a window', () => {
  let many: IndexLab;
  const count = 2000;
  beforeAll(() => {
    many = indexLab('A');
    const files = Array.from({ length: count }, (_, n) => ({
      path: `${n % 7}/${String((n * 7919) % count).padStart(5, '0')}.jpg`,
      values: {
        rating: n % 6,
        captureTime: new Date(Date.UTC(2020, 0, 1) + ((n * 104_729) % count) * 60_000)
          .toISOString()
          .slice(0, 19),
      },
    }));
    many.put(...files);
  });
  afterAll(() => many.close());

  const orders: [PhotoSort, (row: { name: string; rating?: number; captured?: string }) => string][] = [
    ['captured', (row) => row.captured!],
    ['-captured', (row) => row.captured!],
    ['name', (row) => row.name],
    ['-name', (row) => row.name],
    ['rating', (row) => `${row.rating ?? 0}${row.captured}`],
    ['-rating', (row) => `${row.rating ?? 0}${row.captured}`],
  ];
  test.each(orders)(
    'by %s: pages join without gap or double, in order, and name the same ids',
    (sort, key) => {
      const rows = [];
      for (let offset = 0; ; offset += 300) {
        const page = photoWindow(many.db, { sort, offset, limit: 300 });
        expect(page).toMatchObject({ total: count, offset });
        if (page.rows.length === 0) break;
        rows.push(...page.rows);
      }
      expect(new Set(rows.map((row) => row.photo)).size).toBe(count);
      const keys = rows.map(key);
      expect(keys).toEqual(sort.startsWith('-') ? [...keys].sort().reverse() : [...keys].sort());
      expect(photoIds(many.db, { sort, from: 500, to: 599 })).toEqual(
        rows.slice(500, 600).map((row) => row.photo),
      );
      expect(photoIds(many.db, { sort, from: 599, to: 500 })).toHaveLength(100);
    },
  );

  test('shows at once what changed', () => {
    const first = photoWindow(many.db, { sort: '-rating', offset: 0, limit: 1 }).rows[0]!;
    const other = photoWindow(many.db, { sort: 'rating', offset: 0, limit: 1 }).rows[0]!;
    many.again(other.file, {
      picture: `${other.file}`,
      values: { rating: 5, captureTime: '2099-01-01T00:00:00' },
    });
    expect(photoWindow(many.db, { sort: '-rating', offset: 0, limit: 1 }).rows[0]!.photo).toBe(other.photo);
    expect(first.photo).not.toBe(other.photo);
  });

  test('cursors go through all matches once, though photos come between', () => {
    const seen: number[] = [];
    for (let after: string | undefined, page = 0; ; page++) {
      const found = findPhotos(many.db, { query: 'rating>=3', limit: 150, after });
      seen.push(...found.photos);
      if (page === 1)
        many.put({ path: `late${page}.jpg`, values: { rating: 5, captureTime: '1990-01-01T00:00:00' } });
      if (found.next === undefined) break;
      after = found.next;
    }
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.length).toBe(countPhotos(many.db, 'rating>=3') - 1);
    expect(() => findPhotos(many.db, { limit: 1, after: 'x' })).toThrow(
      expect.objectContaining({ code: 'USAGE' }),
    );
  });
});
