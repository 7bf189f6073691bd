// What is refused of a bridge says which part of it is meant, so that a form can lead there.
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { InputOf, addBridge as input } from '../../shared/api/inputs.ts';
import { addBridge } from '../../shared/engine/bridges.ts';
import { type SimEngine, simEngine } from '../support/simulation/engine.ts';
import { type SimIndex, simIndex } from '../support/simulation/index.ts';

let index: SimIndex;
let engine: SimEngine;
beforeAll(() => {
  index = simIndex();
  const libraries = ['a', 'b', 'c'].map((name) => ({ name, mark: name, cut: undefined }));
  engine = simEngine(index.db, () => index.clear(), {
    ...{ libraries, photos: 0, twice: 0, brake: undefined },
    bridges: [
      {
        name: 'home',
        members: [
          { library: 'a', role: 'source' },
          { library: 'b', role: 'target' },
        ],
        ...{ fields: null, filter: null, rules: [] },
      },
    ],
  });
});
afterAll(() => index.close());

const members = [{ library: 'b' }, { library: 'c' }];

test.each<[string, Partial<InputOf<typeof input>>]>([
  ['name', { name: 'home' }],
  ['members', { members: [{ library: 'b' }, { library: 'b' }] }],
  ['members', { members: [{ library: 'b' }, { library: 'gone' }] }],
  ['members', { members: [{ library: 'a' }, { library: 'b' }] }],
  ['where', { where: '(rating>=3' }],
  ['where', { where: 'library:gone' }],
  ['rules', { rules: [{ field: 'rating', kind: 'prefer', library: 'a' }] }],
  ['trigger', { trigger: { kind: 'schedule', cron: '0 0 31 2 *' } }],
])('about its %s: %o', (about, change) => {
  expect(() => addBridge(engine.services, { name: 'trip', members, ...change })).toThrow(
    expect.objectContaining({ data: expect.objectContaining({ about }) }),
  );
});
