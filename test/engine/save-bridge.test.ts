import { expect, test } from 'vitest';
import { requireBridge, saveBridge } from '../../shared/engine/db/bridges.ts';
import { simEngine } from '../support/simulation/engine.ts';
import { simIndex } from '../support/simulation/index.ts';

test('a bridge is saved whole or not at all: cut short in the middle it keeps its members', () => {
  const index = simIndex();
  try {
    const libraries = ['a', 'b', 'c'].map((name) => ({ name, mark: name, cut: undefined }));
    const members = libraries.map(({ name }) => ({ library: name, role: 'both' as const }));
    const home = { name: 'home', members, fields: null, filter: null, rules: [] };
    simEngine(index.db, () => index.clear(), {
      libraries,
      bridges: [home],
      photos: 0,
      twice: 0,
      brake: undefined,
    });
    const before = requireBridge(index.db, 'home');
    // The last member cannot be saved: as far as the index is concerned, the machine stops there.
    const broken = {
      ...before,
      name: 'new',
      members: [members[0]!, { library: 'nowhere', role: 'both' as const }],
    };
    expect(() => saveBridge(index.db, broken)).toThrow();
    expect(requireBridge(index.db, 'home')).toEqual(before);
  } finally {
    index.close();
  }
});
