// A sync over two bridges plans more for a copy than one of them says, and another program is faster than the write:
// what the bridges take for the copy's own is what it held, never what was only planned.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { syncBridges } from '../../shared/engine/sync/plan-sync.ts';
import { blankFile, change } from '../support/simulation/disk.ts';
import { type SimEngine, simEngine } from '../support/simulation/engine.ts';
import { type SimIndex, simIndex } from '../support/simulation/index.ts';
import { keywordsOf } from '../support/simulation/values.ts';

let index: SimIndex;
let sim: SimEngine;
const names = ['a', 'b', 'c'];

/** Two bridges, in the order in which they are gone over. */
function stage(bridges: Readonly<Record<string, readonly string[]>>): void {
  sim = simEngine(index.db, () => index.clear(), {
    libraries: names.map((name) => ({ name, mark: name.toUpperCase(), cut: undefined })),
    bridges: Object.entries(bridges).map(([name, libraries]) => ({
      ...{ name, fields: ['keywords' as const], filter: null, rules: [] },
      members: libraries.map((library) => ({ library, role: 'both' as const })),
    })),
    ...{ photos: 1, twice: 0, brake: undefined },
  });
  for (const { files } of sim.disk.libraries.values()) files.set('p.jpg', blankFile(1));
  look();
}

const look = () => names.forEach((name) => void sim.scan(name));
const held = (library: string) => keywordsOf(sim.disk.valuesOf(library, 'p.jpg').keywords ?? null).sort();

function says(library: string, words: readonly string[]): void {
  sim.disk.edit(library, 'p.jpg', [change('keywords', held(library), words)]);
  sim.scan(library);
}

/** A sync in which a program rates the copy in `a` just before it is written. */
async function overtaken(): Promise<void> {
  sim.disk.onWrite = (library) => {
    if (library !== 'a') return;
    sim.disk.edit('a', 'p.jpg', [change('rating', null, 3)]);
    sim.disk.onWrite = () => undefined;
  };
  expect(await sim.sync()).toMatchObject({ problems: [{ path: 'p.jpg', code: 'changedSince' }] });
  look();
}

beforeEach(() => {
  index = simIndex();
});
afterEach(() => index.close());

test('keywords that were only planned for a copy are not removed there (seed 46497)', async () => {
  stage({ trip: ['a', 'b', 'c'], home: ['a', 'c'] });
  // The flat keyword is that path among three copies; where both other copies get both, it is one of its own.
  says('b', ['animals|birds|heron', 'heron']);
  await overtaken();
  says('c', ['animals|birds|heron', 'paris']);
  await sim.sync();
  for (const name of names) expect(held(name)).toEqual(['animals|birds|heron', 'paris']);
});

test('a keyword that a copy added, and that was decided, can be removed elsewhere', async () => {
  stage({ trip: ['a', 'b', 'c'], home: ['a', 'c'] });
  says('a', ['lake']);
  says('b', ['paris']);
  await overtaken();
  expect(held('a')).toEqual(['lake']);
  says('c', ['paris']);
  await syncBridges(sim.services, { bridges: ['home'], yes: true });
  expect([held('a'), held('c')]).toEqual([['paris'], ['paris']]);
});
