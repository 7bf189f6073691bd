import { expect, test } from 'vitest';
import { blankFile, Crash, change } from '../support/simulation/disk.ts';
import { simEngine } from '../support/simulation/engine.ts';
import { simIndex } from '../support/simulation/index.ts';

test('what a program wrote between a crash and the next start is its own edit, not what our write read back as', async () => {
  const index = simIndex();
  try {
    const libraries = ['a', 'b'].map((name) => ({ name, mark: name, cut: undefined }));
    const members = libraries.map(({ name }) => ({ library: name, role: 'both' as const }));
    const home = { name: 'home', members, fields: null, filter: null, rules: [] };
    const stage = { libraries, bridges: [home], photos: 1, twice: 0, brake: undefined };
    const { disk, scan, sync, restart } = simEngine(index.db, () => index.clear(), stage);
    const rating = (library: string) => disk.valuesOf(library, 'p.jpg').rating;
    for (const { files } of disk.libraries.values()) files.set('p.jpg', blankFile(1));
    disk.edit('a', 'p.jpg', [change('rating', null, 1)]);
    for (const { name } of libraries) scan(name);
    // The new file is in place; the machine stops before the index knows.
    disk.crashIn(4);
    await expect(sync()).rejects.toBeInstanceOf(Crash);
    disk.crashIn(Number.POSITIVE_INFINITY);
    expect(rating('b')).toBe(1);
    disk.edit('b', 'p.jpg', [change('rating', 1, 2)]);
    await restart(false);
    for (const { name } of libraries) scan(name);
    await sync();
    expect([rating('a'), rating('b')]).toEqual([2, 2]);
  } finally {
    index.close();
  }
});
