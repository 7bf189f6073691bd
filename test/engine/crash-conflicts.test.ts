import { afterAll, beforeAll, expect, test } from 'vitest';
import { all } from '../../shared/engine/db/sql.ts';
import { pushTags } from '../../shared/engine/sync/plan-push.ts';
import { refreshConflicts } from '../../shared/engine/sync/refresh-conflicts.ts';
import { blankFile, Crash, change } from '../support/simulation/disk.ts';
import { simEngine } from '../support/simulation/engine.ts';
import { simIndex } from '../support/simulation/index.ts';

let index: ReturnType<typeof simIndex>;
beforeAll(() => {
  index = simIndex();
});
afterAll(() => index.close());

test('after a crash the conflicts listed are those that follow from what the run had decided by then', async () => {
  const libraries = ['a', 'b', 'c'].map((name) => ({ name, mark: name, cut: undefined }));
  const members = libraries.map(({ name }) => ({ library: name, role: 'both' as const }));
  const home = { name: 'home', members, fields: null, filter: null, rules: [] };
  const stage = { libraries, bridges: [home], photos: 2, twice: 0, brake: undefined };
  const { disk, db, scan, restart, ...sim } = simEngine(index.db, () => index.clear(), stage);
  const scanAll = () => libraries.forEach(({ name }) => void scan(name));
  for (const { files } of disk.libraries.values())
    for (const picture of [1, 2]) files.set(`p${picture}.jpg`, blankFile(picture));
  scanAll();
  // The push of b's headline is a conflict with a's, which it does not touch.
  disk.edit('a', 'p1.jpg', [change('headline', null, 'From a')]);
  for (const path of ['p1.jpg', 'p2.jpg']) disk.edit('b', path, [change('headline', null, 'From b')]);
  scanAll();
  // The first file is written; the machine stops before the second.
  disk.crashIn(8);
  const push = pushTags(sim.services, { from: 'b', to: 'c', yes: true });
  await expect(push).rejects.toBeInstanceOf(Crash);
  disk.crashIn(Number.POSITIVE_INFINITY);
  await restart(false);
  expect(disk.valuesOf('c', 'p1.jpg').headline).toBe('From b');
  const listed = () => all(db, 'SELECT photo, field, hub, sides FROM conflict ORDER BY photo, field');
  const afterCrash = listed();
  refreshConflicts(sim.services, [1, 2]);
  expect(afterCrash).toEqual(listed());
  expect(afterCrash).toMatchObject([{ field: 'headline', hub: '"From b"' }]);
});
