// A person decides for what was decided before: the copies that give way are in step again, as after any other write.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { all, cell } from '../../shared/engine/db/sql.ts';
import { resolveConflicts } from '../../shared/engine/sync/plan-resolve.ts';
import { undoRuns } from '../../shared/engine/sync/plan-undo.ts';
import { blankFile, change } from '../support/simulation/disk.ts';
import { type SimEngine, simEngine } from '../support/simulation/engine.ts';
import { type SimIndex, simIndex } from '../support/simulation/index.ts';

let index: SimIndex;
let sim: SimEngine;
const names = ['a', 'b', 'c'];

const look = () => names.forEach((name) => void sim.scan(name));
const titles = () => names.map((name) => sim.disk.valuesOf(name, 'p.jpg').title);
const say = (text: string) => ({ 'x-default': text });
const conflicts = () => all<{ id: number }>(index.db, 'SELECT id FROM conflict').map(({ id }) => id);
const bases = () => all(index.db, `SELECT file, value FROM base WHERE field = 'title' ORDER BY file`);

function says(library: string, title: string): void {
  const was = sim.disk.valuesOf(library, 'p.jpg').title ?? null;
  sim.disk.edit(library, 'p.jpg', [change('title', was, say(title))]);
  look();
}

beforeEach(async () => {
  index = simIndex();
  sim = simEngine(index.db, () => index.clear(), {
    libraries: names.map((name) => ({ name, mark: name.toUpperCase(), cut: undefined })),
    bridges: [
      {
        ...{ name: 'home', fields: ['title' as const], filter: null, rules: [] },
        members: names.map((library) => ({ library, role: 'both' as const })),
      },
    ],
    ...{ photos: 1, twice: 0, brake: undefined },
  });
  for (const { files } of sim.disk.libraries.values()) files.set('p.jpg', blankFile(1));
  says('a', 'Lake');
  await sim.sync();
  says('a', 'Pond');
  says('b', 'Sea');
});
afterEach(() => index.close());

const keepsWhatWas = () =>
  resolveConflicts(sim.services, { conflicts: conflicts(), take: { prefer: 'c' }, yes: true });

test('what changes next is no conflict with what gave way', async () => {
  await keepsWhatWas();
  expect(titles()).toEqual(['Lake', 'Lake', 'Lake'].map(say));
  says('b', 'River');
  expect(conflicts()).toEqual([]);
  await sim.sync();
  expect(titles()).toEqual(['River', 'River', 'River'].map(say));
});

test('an undo brings back what the copies and the bridge took for granted', async () => {
  const before = bases();
  await keepsWhatWas();
  const run = cell<string>(index.db, 'SELECT id FROM run ORDER BY rowid DESC LIMIT 1')!;
  await undoRuns(sim.services, { run });
  expect(titles()).toEqual(['Pond', 'Sea', 'Lake'].map(say));
  expect(bases()).toEqual(before);
});
