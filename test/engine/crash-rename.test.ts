// A file gets another name between a crash and the next start: what was written to it was written all the same.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { all } from '../../shared/engine/db/sql.ts';
import { blankFile, Crash, change } from '../support/simulation/disk.ts';
import { type SimEngine, simEngine } from '../support/simulation/engine.ts';
import { type SimIndex, simIndex } from '../support/simulation/index.ts';

let index: SimIndex;
let sim: SimEngine;
const names = ['a', 'b'];
const look = () => names.forEach((name) => void sim.scan(name));
const titleOf = (library: string, path: string) => sim.disk.valuesOf(library, path).title ?? null;
const say = (text: string) => ({ 'x-default': text });
const long = 'A heron at the lake';

beforeEach(async () => {
  index = simIndex();
  sim = simEngine(index.db, () => index.clear(), {
    // What is written to b is cut short.
    libraries: names.map((name) => ({ name, mark: name.toUpperCase(), cut: name === 'b' ? 8 : undefined })),
    bridges: [
      {
        ...{ name: 'home', fields: null, filter: null, rules: [] },
        members: names.map((library) => ({ library, role: 'both' as const })),
      },
    ],
    ...{ photos: 1, twice: 0, brake: undefined },
  });
  for (const { files } of sim.disk.libraries.values()) files.set('p.jpg', blankFile(1));
  sim.disk.edit('a', 'p.jpg', [change('title', null, say(long))]);
  look();
  // The new file is in place, and nothing is told of that any more.
  sim.disk.crashIn(4);
  await expect(sim.sync()).rejects.toBeInstanceOf(Crash);
  expect(titleOf('b', 'p.jpg')).toEqual(say('A heron'));
  const { files } = sim.disk.libraries.get('b')!;
  files.set('q.jpg', files.get('p.jpg')!);
  files.delete('p.jpg');
});
afterEach(() => index.close());

test.each(['ends', 'goes on'])(
  'what its format cut short is no edit of its own, when the run %s',
  async (how) => {
    await sim.restart(how === 'goes on');
    look();
    expect(all(index.db, 'SELECT * FROM conflict')).toEqual([]);
    expect(await sim.sync()).toMatchObject({ planned: 0, conflicts: 0 });
    expect(titleOf('a', 'p.jpg')).toEqual(say(long));
  },
);

test('what a program takes away there after the write is taken away everywhere', async () => {
  sim.disk.edit('b', 'q.jpg', [change('title', say('A heron'), null)]);
  await sim.restart(false);
  look();
  await sim.sync();
  expect([titleOf('a', 'p.jpg'), titleOf('b', 'q.jpg')]).toEqual([null, null]);
});
