// What of a bridge waits for a library that is away: what the bridge would do more, were it there.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Role } from '../../shared/core/library.ts';
import { bridgeView } from '../../shared/engine/bridge-views.ts';
import { requireBridge, saveBridge } from '../../shared/engine/db/bridges.ts';
import { setLibrary } from '../../shared/engine/db/libraries.ts';
import { waiting } from '../../shared/engine/db/migrations/0080-waiting.ts';
import { waitingFor } from '../../shared/engine/db/migrations/0100-waiting-for.ts';
import { all } from '../../shared/engine/db/sql.ts';
import { removeLibrary } from '../../shared/engine/libraries.ts';
import type { Services } from '../../shared/engine/services.ts';
import {
  judgedOnLeave,
  judgedOnReturn,
  refreshConflicts,
} from '../../shared/engine/sync/refresh-conflicts.ts';
import { type IndexLab, indexLab } from '../support/index-lab.ts';
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

test.each([
  ['b, then a', ['b', 'a']],
  ['a, then b', ['a', 'b']],
])('the one that has it and the one that is to get it are away (%s): it waits for both', async (_, order) => {
  await stage();
  says('a', 'Regatta');
  for (const name of order) isThere(name, false);
  expect(health()).toMatchObject({
    waiting: 0,
    waitingFor: [
      { library: 'a', photos: 1 },
      { library: 'b', photos: 1 },
    ],
  });
  for (const name of order) isThere(name, true);
  expect(health()).toMatchObject({ waiting: 1, waitingFor: [] });
});

describe('of a family whose photos are in one library each', () => {
  const shot = { camera: { model: 'Alpha 7', serial: '1' }, shot: { serial: '1', captured: '', number: '' } };
  const taken = { captureTime: '2024-05-01T10:20:30.12' };
  let lab: IndexLab;
  const services = () => ({ db: lab.db, hub: { emit: () => undefined } }) as unknown as Services;
  const rows = () => all(lab.db, 'SELECT photo, library FROM bridge_waiting');

  beforeEach(() => {
    lab = indexLab('a', 'b');
    lab.put(
      {
        ...{ library: 'a', path: 'x/IMG_1.CR2', values: { ...taken, headline: 'Regatta' } },
        facts: { ...shot, format: 'CR2', mime: 'image/x-canon-cr2' },
      },
      { library: 'b', path: 'x/IMG_1.JPG', values: taken, facts: { ...shot, format: 'JPEG' } },
    );
    saveBridge(lab.db, {
      ...{ id: 'home', name: 'home', fields: ['headline'], filter: null, rules: [], paused: null },
      members: ['a', 'b'].map((library) => ({ library, role: 'both' })),
      ...{ trigger: { kind: 'manual' }, families: ['rawJpeg', 'exports'], consented: true, lastRun: null },
    });
    refreshConflicts(
      services(),
      all<{ id: number }>(lab.db, 'SELECT id FROM photo').map(({ id }) => id),
    );
    expect(rows()).toEqual([{ photo: 1, library: '' }]);
  });
  afterEach(() => lab.close());

  test('the library of the other photo goes, and is back', () => {
    setLibrary(lab.db, 'b', { state: 'offline' });
    refreshConflicts(services(), judgedOnLeave(lab.db, 'b'));
    expect(rows()).toEqual([{ photo: 1, library: 'b' }]);
    setLibrary(lab.db, 'b', { state: 'online' });
    refreshConflicts(services(), judgedOnReturn(lab.db, 'b'));
    expect(rows()).toEqual([{ photo: 1, library: '' }]);
  });

  test('the library of the other photo is removed', async () => {
    const locks = { within: (_: unknown, work: () => unknown) => work() };
    await removeLibrary(
      { ...services(), locks, librariesChanged: () => undefined } as unknown as Services,
      'b',
    );
    expect(rows()).toEqual([]);
  });
});

test('an index of before tells what waits for a library that is away', async () => {
  await stage();
  isThere('b', false);
  says('a', 'Regatta');
  await sim.sync();
  const rows = () => all(index.db, `SELECT bridge, photo, library FROM bridge_waiting WHERE library <> ''`);
  const now = rows();
  expect(now).toHaveLength(1);
  const db = index.db as unknown as { exec(sql: string): void };
  db.exec(`DROP TABLE bridge_waiting; ${waiting}`);
  db.exec(waitingFor);
  expect(rows()).toEqual(now);
});
