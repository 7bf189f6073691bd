// What a plan decides of a family holds together: a run that ends early leaves none of it, or all.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Decision, insertDecision } from '../../shared/engine/db/decisions.ts';
import { hubsOf } from '../../shared/engine/db/hubs.ts';
import { insertPlanItem } from '../../shared/engine/db/plan-items.ts';
import { insertPlan } from '../../shared/engine/db/plans.ts';
import { insertRun } from '../../shared/engine/db/runs.ts';
import { applyDecisions, applyUnwritten } from '../../shared/engine/sync/apply.ts';
import { type IndexLab, indexLab } from '../support/index-lab.ts';

let lab: IndexLab;
let photos: number[];
beforeEach(() => {
  lab = indexLab('A');
  const counts = {
    ...{ photos: 0, planned: 0, unchanged: 0, skipped: 0, skippedBy: {}, conflicts: 0, losing: 0 },
    ...{ byField: [], changeTotal: 0, problems: [], problemTotal: 0 },
  };
  const plan = { id: 'p', kind: 'sync', title: 'S', at: 1, input: {}, state: 'ready', needs: null } as const;
  insertPlan(lab.db, { ...plan, counts });
  insertRun(lab.db, {
    ...{ id: 'r', plan: 'p', kind: 'sync', title: 'S', at: 1, endedAt: null, state: 'running' },
    ...{ written: 0, skipped: 0, problems: 0, undoneBy: null },
  });
  const files = lab.put({ path: 'a.dng' }, { path: 'a.jpg' }, { path: 'b.jpg' });
  photos = files.map((file) => lab.file(file).photo!);
  const item = { photo: photos[0]!, fingerprint: lab.file(files[0]!).fingerprint, changes: [] };
  insertPlanItem(lab.db, 'p', { ...item, seq: 1, file: files[0]!, restore: null, family: [], losing: false });
  const decision: Omit<Decision, 'seq' | 'photo' | 'family'> = {
    ...{ bridge: 'all', field: 'rating', hub: { value: 3 }, bases: [], held: null, losers: [], notes: [] },
    ...{ before: { bases: [] }, applied: false },
  };
  for (const [at, photo] of photos.entries())
    insertDecision(lab.db, 'p', { ...decision, seq: at + 1, photo, family: at < 2 ? photos[0]! : null });
});
afterEach(() => lab.close());

const decided = () => photos.map((photo) => hubsOf(lab.db, [photo]).has(photo));

test('the unwritten photo of a family waits for the one that is written; a stranger does not', () => {
  applyUnwritten(lab.db, 'p', 'r', 1);
  expect(decided()).toEqual([false, false, true]);
});

test('what is decided of one photo is decided of its family', () => {
  applyDecisions(lab.db, 'p', 'r', photos[0]!, 1);
  expect(decided()).toEqual([true, true, false]);
});
