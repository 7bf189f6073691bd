import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { markMissing } from '../../shared/engine/db/files.ts';
import { listLibraries } from '../../shared/engine/db/libraries.ts';
import { photoById, photoCounts } from '../../shared/engine/db/photos.ts';
import { all, run } from '../../shared/engine/db/sql.ts';
import { linkFiles, unlinkFile } from '../../shared/engine/identity.ts';
import { forgetLibrary, refreshPhotos } from '../../shared/engine/photo-summary.ts';
import { type IndexLab, indexLab } from '../support/index-lab.ts';

let lab: IndexLab;
beforeEach(() => {
  lab = indexLab('A', 'B', 'C');
});
afterEach(() => lab.close());

const photoOf = (file: number) => lab.file(file).photo!;
const photos = () => all<{ id: number }>(lab.db, 'SELECT id FROM photo ORDER BY id').length;
const base = (file: number) =>
  run(lab.db, `INSERT INTO base (bridge, file, field, value) VALUES ('all', ?, 'rating', '1')`, [file]);
const bases = () =>
  all<{ file: number }>(lab.db, 'SELECT file FROM base ORDER BY file').map((row) => row.file);

describe('what is the same photo', () => {
  test('equal picture, format and size, also twice in one library', () => {
    const [a, b, c] = lab.put(
      { library: 'A', path: 'a.jpg', picture: 'p' },
      { library: 'B', path: 'x/b.jpg', picture: 'p' },
      { library: 'A', path: 'c.jpg', picture: 'p' },
    ) as [number, number, number];
    expect([photoOf(b), photoOf(c)]).toEqual([photoOf(a), photoOf(a)]);
    expect(photoById(lab.db, photoOf(a))).toMatchObject({ copies: 3, libraries: 2 });
    expect(lab.file(b)).toMatchObject({ match: 'hash', confidence: 1 });
    expect(lab.file(a).match).toBeNull();
    expect(photoCounts(lab.db)).toEqual({ photos: 1, matched: 1, differs: 0 });
  });

  test('the copy of the library added first stands for the photo, whichever was scanned first', () => {
    const [later] = lab.put(
      { library: 'B', path: 'b.jpg', picture: 'p' },
      { library: 'A', path: 'z.jpg', picture: 'p' },
      { library: 'A', path: 'a.jpg', picture: 'p' },
    ) as [number];
    const named = all<{ name: string }>(lab.db, 'SELECT name FROM photo WHERE id = ?', [photoOf(later)]);
    expect(named).toEqual([{ name: 'a.jpg' }]);
  });

  test.each([
    ['another picture', { picture: 'q' }],
    ['another format', { picture: 'p', facts: { format: 'TIFF' } }],
    ['another pixel size', { picture: 'p', facts: { width: 61 } }],
    ['nothing to hash', { picture: null }],
    ['the hash of no data', { picture: '' }],
  ])('not: %s', (_, other) => {
    const [a, b] = lab.put({ path: 'a.jpg', picture: 'p' }, { path: 'b.jpg', ...other }) as [number, number];
    expect(photoOf(b)).not.toBe(photoOf(a));
  });

  test('two files with nothing to hash are two photos', () => {
    const [a, b] = lab.put({ path: 'a.svg', picture: null }, { path: 'b.svg', picture: null }) as [
      number,
      number,
    ];
    expect(photoOf(b)).not.toBe(photoOf(a));
  });

  test('equal bytes when first seen, remembered when the bytes change', () => {
    const facts = { format: 'GIF', contentHash: 'c' };
    const [a, b] = lab.put(
      { library: 'A', path: 'a.gif', picture: null, facts },
      { library: 'B', path: 'b.gif', picture: null, facts },
    ) as [number, number];
    expect(photoOf(b)).toBe(photoOf(a));
    expect(lab.file(b)).toMatchObject({ match: 'content' });
    lab.again(b, { picture: null, facts, values: { rating: 2 } });
    expect(photoOf(b)).toBe(photoOf(a));
  });
});

describe('a picture that changed at its path', () => {
  test('of a file without copies: the photo goes with it', () => {
    const [a] = lab.put({ path: 'a.jpg', picture: 'p' }) as [number];
    const photo = photoOf(a);
    base(a);
    lab.again(a, { picture: 'p2' });
    expect(photoOf(a)).toBe(photo);
    expect(bases()).toEqual([a]);
    const [b] = lab.put({ library: 'B', path: 'b.jpg', picture: 'p2' }) as [number];
    expect(photoOf(b)).toBe(photo);
  });

  test('of a file with copies: it keeps its link as edited, and is itself again when it is put back', () => {
    const [a, b] = lab.put(
      { path: 'a.jpg', picture: 'p' },
      { library: 'B', path: 'b.jpg', picture: 'p' },
    ) as [number, number];
    base(b);
    lab.again(b, { picture: 'p2' });
    expect(photoOf(b)).toBe(photoOf(a));
    expect(lab.file(b).match).toBe('edited');
    expect(lab.file(b).confidence).toBeLessThan(1);
    expect(bases()).toEqual([b]);
    linkFiles(lab.db, a, b, 1);
    expect(lab.file(b)).toMatchObject({ match: 'linked', confidence: 1 });
    lab.again(b, { picture: 'p' });
    expect(lab.file(b)).toMatchObject({ match: 'hash', photo: photoOf(a) });
  });

  test('into another known picture: the files were swapped, each goes to its photo without a base', () => {
    const [a, b, c] = lab.put(
      { library: 'A', path: '1.jpg', picture: 'p' },
      { library: 'B', path: '1.jpg', picture: 'p' },
      { library: 'B', path: '2.jpg', picture: 'q' },
    ) as [number, number, number];
    const [p, q] = [photoOf(a), photoOf(c)];
    for (const file of [a, b, c]) base(file);
    lab.again(b, { picture: 'q' });
    lab.again(c, { picture: 'p' });
    expect([photoOf(b), photoOf(c)]).toEqual([q, p]);
    expect(bases()).toEqual([a]);
  });
});

describe('the word of a person', () => {
  test('linking joins all copies of both; those that join have no base; it survives reading again', () => {
    const [a, b, b2] = lab.put(
      { library: 'A', path: 'a.jpg', picture: 'p' },
      { library: 'B', path: 'b.jpg', picture: 'q' },
      { library: 'C', path: 'b2.jpg', picture: 'q' },
    ) as [number, number, number];
    for (const file of [a, b, b2]) base(file);
    const { photo } = linkFiles(lab.db, a, b, 1);
    expect([photoOf(a), photoOf(b), photoOf(b2)]).toEqual([photo, photo, photo]);
    expect(lab.file(b)).toMatchObject({ match: 'linked', confidence: 1 });
    expect(bases()).toEqual([a]);
    expect(photos()).toBe(1);
    lab.again(b, { picture: 'q', values: { rating: 3 } });
    lab.again(a, { picture: 'p' });
    expect([photoOf(a), photoOf(b)]).toEqual([photo, photo]);
    const [late] = lab.put({ library: 'C', path: 'late.jpg', picture: 'q' }) as [number];
    expect(photoOf(late)).toBe(photo);
  });

  test('unlinking gives a photo of its own; it survives reading again', () => {
    const [a, b] = lab.put(
      { path: 'a.jpg', picture: 'p' },
      { library: 'B', path: 'b.jpg', picture: 'p' },
    ) as [number, number];
    base(b);
    unlinkFile(lab.db, b, 1);
    expect(photoOf(b)).not.toBe(photoOf(a));
    expect(bases()).toEqual([]);
    lab.again(b, { picture: 'p' });
    lab.again(b, { picture: 'q' });
    lab.again(b, { picture: 'p' });
    expect(photoOf(b)).not.toBe(photoOf(a));
    linkFiles(lab.db, a, b, 2);
    expect(photoOf(b)).toBe(photoOf(a));
    lab.again(b, { picture: 'q' });
    lab.again(b, { picture: 'p' });
    expect(photoOf(b)).toBe(photoOf(a));
  });

  test('unlinking a file that is alone changes nothing', () => {
    const [a] = lab.put({ path: 'a.jpg' }) as [number];
    const photo = photoOf(a);
    expect(unlinkFile(lab.db, a, 1)).toEqual({ photo, photos: [] });
  });
});

describe('what a photo says of its copies', () => {
  const differs = (...values: object[]) => {
    const [first] = lab.put(
      ...values.map((one, at) => ({ library: 'ABC'[at]!, path: 'a.jpg', picture: 'p', values: one })),
    ) as [number];
    return photoById(lab.db, photoOf(first))!.differs;
  };
  test.each([
    ['equal values', [{ rating: 3 }, { rating: 3 }], []],
    ['another rating', [{ rating: 3 }, { rating: 4 }], ['rating']],
    ['a value that one lacks', [{ title: { 'x-default': 'T' } }, {}], ['title']],
    ['no rating and zero', [{ rating: 0 }, {}], []],
    ['keywords in another order', [{ keywords: ['a', 'b'] }, { keywords: ['b', 'a'] }], []],
    ['the same letter composed and not', [{ keywords: ['\u00e9'] }, { keywords: ['e\u0301'] }], []],
    ['the third of three', [{ rating: 3 }, { rating: 3 }, { rating: 1 }], ['rating']],
  ])('%s', (_, values, expected) => {
    expect(differs(...values)).toEqual(expected);
  });

  test('a copy that reads back cut short, as our write left it, does not differ', () => {
    const [a, b] = lab.put(
      { path: 'a.jpg', picture: 'p', values: { city: 'A very long name' } },
      { library: 'B', path: 'b.jpg', picture: 'p', values: { city: 'A very long' } },
    ) as [number, number];
    expect(photoById(lab.db, photoOf(a))!.differs).toEqual(['city']);
    run(lab.db, `INSERT INTO meant (file, field, meant, read_back) VALUES (?, 'city', ?, ?)`, [
      b,
      '"A very long name"',
      '"A very long"',
    ]);
    refreshPhotos(lab.db, [photoOf(a)]);
    expect(photoById(lab.db, photoOf(a))!.differs).toEqual([]);
  });

  test('an unreadable copy takes no part, a missing one is no copy', () => {
    const [a, b] = lab.put(
      { path: 'a.jpg', picture: 'p', values: { rating: 1 } },
      { library: 'B', path: 'b.jpg', picture: 'p', values: { rating: 2 } },
    ) as [number, number];
    run(lab.db, `UPDATE file SET state = 'problem' WHERE id = ?`, [b]);
    refreshPhotos(lab.db, [photoOf(a)]);
    expect(photoById(lab.db, photoOf(a))).toMatchObject({ copies: 2, differs: [] });
    markMissing(lab.db, b, 'b.jpg', 1);
    refreshPhotos(lab.db, [photoOf(a)]);
    expect(photoById(lab.db, photoOf(a))).toMatchObject({ copies: 1, libraries: 1 });
    markMissing(lab.db, a, 'a.jpg', 1);
    refreshPhotos(lab.db, [photoOf(a)]);
    expect(photoById(lab.db, photoOf(a))).toMatchObject({ copies: 0 });
    expect(photoCounts(lab.db).photos).toBe(0);
  });

  test('forgetting a library forgets photos that were nowhere else, and gives no id twice', () => {
    const [a, b, alone] = lab.put(
      { library: 'A', path: 'a.jpg', picture: 'p' },
      { library: 'B', path: 'b.jpg', picture: 'p' },
      { library: 'B', path: 'c.jpg', picture: 'q' },
    ) as [number, number, number];
    const [kept, gone] = [photoOf(a), photoOf(alone)];
    run(
      lab.db,
      `INSERT INTO hub (bridge, photo, field, value) VALUES ('all', ?, 'rating', '1'), ('all', ?, 'rating', '1')`,
      [kept, gone],
    );
    expect(forgetLibrary(lab.db, 'B').sort()).toEqual([kept, gone].sort());
    expect(listLibraries(lab.db).map((library) => library.name)).toEqual(['A', 'C']);
    expect(photoById(lab.db, kept)).toMatchObject({ copies: 1, libraries: 1 });
    expect(photoById(lab.db, gone)).toBeUndefined();
    expect(all(lab.db, 'SELECT photo FROM hub')).toEqual([{ photo: kept }]);
    expect(all(lab.db, 'SELECT rowid FROM search')).toEqual([{ rowid: a }]);
    const [next] = lab.put({ library: 'C', path: 'c.jpg', picture: 'q' }) as [number];
    expect(next).toBeGreaterThan(Math.max(b, alone));
    expect(photoOf(next)).toBeGreaterThan(gone);
  });
});
