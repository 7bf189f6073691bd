// Three bridges in a ring, and a person who decided another way in each: what was decided must not chase itself round.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Automation, createAutomation } from '../../shared/engine/automation.ts';
import { all } from '../../shared/engine/db/sql.ts';
import { resolveConflicts } from '../../shared/engine/sync/plan-resolve.ts';
import { createTurns } from '../../shared/engine/turns.ts';
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

test.each(['bcd', 'bdc', 'cbd', 'cdb', 'dbc', 'dcb'])(
  'the bridges sync by themselves, each by itself (told of %s): that comes to rest, too',
  async (order) => {
    await disagree();
    await decideOneByOne();
    scan();
    const photos = all<{ id: number }>(index.db, 'SELECT id FROM photo').map(({ id }) => id);
    const atRest = Promise.withResolvers<void>();
    let told = 0;
    const automation: Automation = createAutomation({
      ...sim.services,
      written(some) {
        // Were it to go on for ever, this ends it.
        if (++told < 100) automation.wrote(some);
        else atRest.reject(new Error('They write on and on.'));
      },
    });
    let timer: NodeJS.Timeout | undefined;
    const look = () => {
      if (new Set(ratings()).size === 1) atRest.resolve();
      else timer = setTimeout(look, 5);
    };
    for (const library of order) automation.seen({ library, photos, returned: false });
    look();
    try {
      await atRest.promise;
    } finally {
      clearTimeout(timer);
      await automation.close();
    }
    expect(told).toBeLessThan(20);
  },
);

test('the first goes while it has something to do; a busy one holds up no other for ever', () => {
  const turns = createTurns();
  expect([turns.next([]), turns.next(['a']), turns.next(['a', 'b'])]).toEqual([undefined, 'a', 'a']);
  const gone = Array.from({ length: 100 }, () => turns.next(['a', 'b', 'c']));
  expect(gone.indexOf('b')).toBeGreaterThan(9);
  for (const id of ['a', 'b', 'c']) expect(gone.filter((one) => one === id).length).toBeGreaterThan(3);
});
