// What is looked up once per file must not walk through the whole plan or library: 100,000 files would take 100,000
// times 100,000 steps. SQLite says which way it takes.
import type Database from 'better-sqlite3';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { countConflicts } from '../../shared/engine/db/conflicts.ts';
import {
  decisionsOf,
  decisionsWith,
  insertDecision,
  writtenBases,
} from '../../shared/engine/db/decisions.ts';
import { copiesOfPhotos, lastReading } from '../../shared/engine/db/files.ts';
import { type Index, openIndex } from '../../shared/engine/db/open.ts';
import { planItem } from '../../shared/engine/db/plan-items.ts';
import { countUnwritable } from '../../shared/engine/db/problems.ts';
import { countRenames } from '../../shared/engine/db/renames.ts';
import { runItem, runItems } from '../../shared/engine/db/run-items.ts';
import { listRunsOf } from '../../shared/engine/db/runs.ts';
import { all, run } from '../../shared/engine/db/sql.ts';
import { tempFolder } from '../support/pictures.ts';

const folder = tempFolder('tagbridge-query-plans-');
let index: Index;
beforeAll(() => {
  index = openIndex(`${folder.path}/index.db`);
});
afterAll(() => {
  index.close();
  folder.remove();
});

/** The ways SQLite takes for what `work` asks for the first time. */
function waysOf(work: () => unknown): string[] {
  const prepare = vi.spyOn(index.read as unknown as Database.Database, 'prepare');
  work();
  const asked = prepare.mock.calls.map(([sql]) => sql.replaceAll(/\?\d?|:\w+/g, 'NULL'));
  prepare.mockRestore();
  return asked.flatMap((sql) =>
    all<{ detail: string }>(index.read, `EXPLAIN QUERY PLAN ${sql}`).map(({ detail }) => detail),
  );
}

const ways: readonly (readonly [what: string, work: () => unknown, way: string])[] = [
  ['a photo’s decisions', () => decisionsOf(index.read, 'p', 1), 'plan_decision_photo (photo=? AND plan=?)'],
  [
    'a written file’s bases',
    () => writtenBases(index.read, 'p', 1, 1),
    'plan_decision_photo (photo=? AND plan=?)',
  ],
  ['an item of a plan', () => planItem(index.read, 'p', 1), 'PRIMARY KEY (plan=? AND seq'],
  ['an item of a run', () => runItem(index.read, 'r', 1), 'PRIMARY KEY (run=? AND seq=?)'],
  ['the next items of a run', () => runItems(index.read, 'r', 1, 9), 'PRIMARY KEY (run=? AND seq>?)'],
  ['what was read of a file', () => lastReading(index.read, 1), 'INTEGER PRIMARY KEY (rowid=?)'],
  ['the copies of a photo', () => copiesOfPhotos(index.read, [1]), 'INDEX file_photo (photo=?'],
  [
    'renames of a photo',
    () => countRenames(index.write, 'p', 1, 0),
    'keyword_rename_plan (plan=? AND photo=?)',
  ],
  ['the runs of a bridge', () => listRunsOf(index.read, 'b', 9), 'PRIMARY KEY (bridge=? AND '],
  [
    'files of a library that cannot be written',
    () => countUnwritable(index.read, 'b', 'l'),
    'problem_unwritten (library=?)',
  ],
  [
    'the conflicts of a bridge',
    () => countConflicts(index.read, { bridge: 'b', kind: 'undone' }),
    'conflict_bridge (bridge=? AND kind=?)',
  ],
];

test.each(ways)('%s: found by an index of its own', (_what, work, way) => {
  const taken = waysOf(work);
  expect(taken.join('\n')).toContain(way);
  expect(taken.filter((one) => /^SCAN (?!json_each)/.test(one))).toEqual([]);
});

test('the decisions of a family: found by an index of their own', () => {
  run(
    index.write,
    "INSERT INTO plan (id, kind, title, at, input, state, counts) VALUES ('f', 'sync', '', 0, '{}', 'ready', '{}')",
  );
  insertDecision(index.write, 'f', {
    ...{ seq: 1, bridge: 'all', photo: 2, field: 'title', family: 1, hub: null, bases: [], held: null },
    ...{ losers: [], notes: [], before: { bases: [] }, applied: false },
  });
  const taken = waysOf(() => decisionsWith(index.read, 'f', 2));
  expect(taken.join('\n')).toContain('plan_decision_family (family=? AND plan=?)');
});
