// What of a bridge waits for a library that is away: what the bridge would do more, were it there.
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Role } from '../../shared/core/library.ts';
import { bridgeView } from '../../shared/engine/bridge-views.ts';
import { requireBridge } from '../../shared/engine/db/bridges.ts';
import { blankFile, change } from '../support/simulation/disk.ts';
import { type SimEngine, simEngine } from '../support/simulation/engine.ts';
import { type SimIndex, simIndex } from '../support/simulation/index.ts';

let index: SimIndex;
let sim: SimEngine;
const names = ['a', 'b', 'c'];

/** `a` and `b` in a bridge, `c` beside it; two photos everywhere. */
async function stage(roleOfB: Role = 'both'): Promise<void> {
  sim = simEngine(index.db, () => index.clear(), {
    libraries: names.map((name) => ({ name, mark: name.toUpperCase(), cut: undefined })),
    bridges: [
      {
        ...{ name: 'home', fields: ['headline' as const], filter: null, rules: [] },
        members: [
          { library: 'a', role: 'both' },
          { library: 'b', role: roleOfB },
        ],
      },
    ],
    ...{ photos: 2, twice: 0, brake: undefined },
  });
  for (const { files } of sim.disk.libraries.values())
    for (const photo of [1, 2]) files.set(`p${photo}.jpg`, blankFile(photo));
  look();
  await sim.sync();
}

const look = () => names.forEach((name) => void sim.scan(name));
const isThere = (library: string, online: boolean) => {
  sim.disk.libraries.get(library)!.online = online;
  look();
};
function says(library: string, value: string | null, path = 'p1.jpg'): void {
  const before = sim.disk.valuesOf(library, path).headline ?? null;
  sim.disk.edit(library, path, [change('headline', before, value)]);
  look();
}
const health = () => bridgeView(sim.services, requireBridge(index.db, 'home')).health;

beforeEach(() => {
  index = simIndex();
});
afterEach(() => index.close());

test('what was decided without it', async () => {
  await stage();
  isThere('b', false);
  expect(health()).toMatchObject({ offline: ['b'], waitingFor: [{ library: 'b', photos: 0 }] });
  says('a', 'Regatta');
  says('a', 'Harbour', 'p2.jpg');
  await sim.sync();
  expect(health().waitingFor).toEqual([{ library: 'b', photos: 2 }]);
  isThere('b', true);
  await sim.sync();
  expect(health()).toMatchObject({ offline: [], waitingFor: [], waiting: 0 });
  isThere('b', false);
  expect(health().waitingFor).toEqual([{ library: 'b', photos: 0 }]);
});

test('what no sync had decided when it went', async () => {
  await stage();
  says('a', 'Regatta');
  expect(health().waiting).toBe(1);
  isThere('b', false);
  expect(health()).toMatchObject({ waiting: 0, waitingFor: [{ library: 'b', photos: 1 }] });
});

test('not what only a library beside the bridge says otherwise', async () => {
  await stage();
  isThere('b', false);
  says('c', 'Regatta');
  says('c', 'Harbour', 'p2.jpg');
  expect(health().waitingFor).toEqual([{ library: 'b', photos: 0 }]);
});

test('what it said before it went is for the others to get', async () => {
  await stage('source');
  says('b', 'Regatta');
  isThere('b', false);
  expect(health()).toMatchObject({ waiting: 0, waitingFor: [{ library: 'b', photos: 1 }] });
});

test('what it does not take is not kept for it', async () => {
  await stage('source');
  isThere('b', false);
  says('a', 'Regatta');
  await sim.sync();
  expect(health().waitingFor).toEqual([{ library: 'b', photos: 0 }]);
});

test('a question that it has a part in waits for it, too', async () => {
  await stage();
  says('a', 'Regatta');
  says('b', 'Harbour');
  expect(health().conflicts).toBe(1);
  isThere('b', false);
  expect(health()).toMatchObject({ conflicts: 0, waitingFor: [{ library: 'b', photos: 1 }] });
});
