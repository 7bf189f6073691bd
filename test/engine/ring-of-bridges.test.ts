// Three bridges in a ring, and a person who decided another way in each: what was decided must not chase itself round.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { all } from '../../shared/engine/db/sql.ts';
import { resolveConflicts } from '../../shared/engine/sync/plan-resolve.ts';
import { blankFile, change } from '../support/simulation/disk.ts';
import { type SimEngine, simEngine } from '../support/simulation/engine.ts';
import { type SimIndex, simIndex } from '../support/simulation/index.ts';

let index: SimIndex;
let sim: SimEngine;
const names = ['b', 'c', 'd'];
const bridge = (name: string, ...libraries: string[]) => ({
  ...{ name, fields: null, filter: null, rules: [] },
  members: libraries.map((library) => ({ library, role: 'both' as const })),
});

beforeEach(() => {
  index = simIndex();
  const libraries = names.map((name) => ({ name, mark: name, cut: undefined }));
  const bridges = [bridge('home', 'b', 'd'), bridge('nas', 'c', 'd'), bridge('trip', 'b', 'c')];
  sim = simEngine(index.db, () => index.clear(), {
    ...{ libraries, bridges, photos: 1, twice: 0, brake: undefined },
  });
  for (const { files } of sim.disk.libraries.values()) files.set('p.jpg', blankFile(1));
});
afterEach(() => index.close());

const ratings = () => names.map((name) => sim.disk.valuesOf(name, 'p.jpg').rating);
const scan = () => names.forEach((name) => void sim.scan(name));

interface Open {
  readonly id: number;
  readonly bridge: string;
}
const open = () =>
  all<Open>(
    index.db,
    'SELECT conflict.id, bridge.name AS bridge FROM conflict JOIN bridge ON bridge.id = conflict.bridge ORDER BY name',
  ).filter((one) => one.bridge !== 'all');
const answer = ({ id, bridge }: Open) => ({
  conflicts: [id],
  take: { prefer: { home: 'd', nas: 'c', trip: 'b' }[bridge]! },
});

async function disagree(): Promise<void> {
  for (const [at, name] of names.entries()) sim.disk.edit(name, 'p.jpg', [change('rating', null, at + 1)]);
  scan();
  await sim.sync();
  expect(open().map(({ bridge }) => bridge)).toEqual(['home', 'nas', 'trip']);
}

async function decideAtOnce(): Promise<void> {
  const [first, ...also] = open().map(answer);
  await resolveConflicts(sim.services, { ...first!, also, yes: true });
}

async function decideOneByOne(): Promise<void> {
  for (const one of open())
    if (open().some(({ id }) => id === one.id))
      await resolveConflicts(sim.services, { ...answer(one), yes: true });
}

test.each([
  ['at once', decideAtOnce],
  ['one by one', decideOneByOne],
])('decided %s, another way in each: one sync brings all in step', async (_, decide) => {
  await disagree();
  await decide();
  scan();
  await sim.sync();
  expect(new Set(ratings()).size).toBe(1);
  expect(open()).toEqual([]);
  scan();
  expect(await sim.sync()).toMatchObject({ planned: 0, conflicts: 0 });
});
