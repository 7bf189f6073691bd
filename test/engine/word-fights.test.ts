// Bridges that call keywords otherwise over a library they share: which of them never come to rest.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Rule } from '../../shared/core/bridge.ts';
import type { Role } from '../../shared/core/library.ts';
import { type WordBridge, wordFight } from '../../shared/core/word-fights.ts';
import { addBridge, setBridge } from '../../shared/engine/bridges.ts';
import { type BridgeRow, saveBridge } from '../../shared/engine/db/bridges.ts';
import { requireLibrary, setLibrary } from '../../shared/engine/db/libraries.ts';
import { changeLibrary } from '../../shared/engine/libraries.ts';
import { blankFile, change } from '../support/simulation/disk.ts';
import { type SimEngine, simEngine } from '../support/simulation/engine.ts';
import { type SimIndex, simIndex } from '../support/simulation/index.ts';

let index: SimIndex;
beforeAll(() => {
  index = simIndex();
});
afterAll(() => index.close());

/** `a b:target`, with `bird>Birds, c:Vogel>Birds, anycase`: the words of everybody, and of library c. */
function bridge(name: string, libraries: string, words = ''): BridgeRow {
  const members = libraries.split(' ').map((text) => {
    const [library = '', role = 'both'] = text.split(':');
    return { library, role: role as Role };
  });
  const rules = words.split(', ').flatMap((text): Rule[] => {
    const [, library, from, to] = /^(?:(\w):)?(.+)>(.+)$/.exec(text) ?? [];
    if (text === 'anycase') return [{ field: 'keywords', kind: 'vocabulary', anyCase: true }];
    if (from === undefined || to === undefined) return [];
    const own = library === undefined ? {} : { library };
    return [{ field: 'keywords', kind: 'vocabulary', words: [{ from, to }], ...own }];
  });
  return {
    ...{ id: name, name, members, rules, fields: null, filter: null, trigger: { kind: 'auto' } },
    ...{ families: [], paused: null, consented: true, lastRun: null },
  };
}

type Held = Readonly<Record<string, string>>;
const libraries = ['a', 'b', 'c', 'd'];

function stage(bridges: readonly BridgeRow[], held: Held): SimEngine {
  index.clear();
  const sim = simEngine(index.db, () => index.clear(), {
    libraries: libraries.map((name) => ({ name, mark: name, cut: undefined })),
    ...{ bridges: [], photos: 1, twice: 0, brake: undefined },
  });
  for (const row of bridges) saveBridge(index.db, row);
  for (const [name, { files }] of sim.disk.libraries) {
    files.set('p.jpg', blankFile(1));
    if (held[name] !== undefined) sim.disk.edit(name, 'p.jpg', [change('keywords', null, [held[name]])]);
    sim.scan(name);
  }
  return sim;
}

const versions = ({ disk }: SimEngine) =>
  JSON.stringify(libraries.map((name) => disk.libraries.get(name)?.files.get('p.jpg')?.version));

/** Whether the bridges, each by itself and in turn, have nothing left to write at last. */
async function comesToRest(bridges: readonly BridgeRow[], held: Held): Promise<boolean> {
  const sim = stage(bridges, held);
  for (let round = 0; round < 14; round++) {
    const before = versions(sim);
    for (const { id } of bridges) {
      await sim.byItself(id, 'all');
      for (const name of libraries) sim.scan(name);
    }
    if (versions(sim) === before) return true;
  }
  return false;
}

const asked = (bridges: readonly BridgeRow[]): WordBridge[] =>
  bridges.map(({ id, members, rules }) => ({
    ...{ id, rules },
    members: members.map(({ library, role }) => ({ library, role, writable: true })),
  }));

/** As the rule has it, whichever of the bridges comes last. */
const fights = (bridges: readonly BridgeRow[]) => {
  const all = asked(bridges);
  return all.map(
    (mine) =>
      wordFight(
        mine,
        all.filter((other) => other !== mine),
      ) !== undefined,
  );
};

type Row = [words: string, bridges: BridgeRow[], held: Held];

const fighting: Row[] = [
  [
    'one makes of a keyword what the other makes the first again',
    [bridge('one', 'a b', 'bird>Birds'), bridge('two', 'b c', 'Birds>bird')],
    { a: 'bird' },
  ],
  [
    'of three words',
    [bridge('one', 'a b', 'bird>Birds, Vogel>bird'), bridge('two', 'b c', 'Birds>Vogel')],
    { a: 'bird' },
  ],
  [
    'with a third bridge between them',
    [bridge('one', 'a b', 'bird>Birds'), bridge('two', 'c d', 'Birds>bird'), bridge('way', 'b c')],
    { a: 'bird' },
  ],
  [
    'through a source that the other writes',
    [
      bridge('one', 'a b', 'bird>Birds'),
      bridge('two', 'b:source c', 'x>y'),
      bridge('way', 'b c', 'Birds>bird'),
    ],
    { a: 'bird' },
  ],
  [
    'upper and lower case',
    [bridge('one', 'a b', 'bird>Bird'), bridge('two', 'b c', 'Bird>bird')],
    { a: 'bird' },
  ],
  [
    'both take any case',
    [bridge('two', 'c b', 'anycase'), bridge('one', 'a b', 'anycase')],
    { a: 'Bird', c: 'bird' },
  ],
  [
    'any case, and another spelling',
    [bridge('one', 'a b', 'anycase'), bridge('two', 'b c', 'bird>Bird')],
    { a: 'bird', b: 'bird' },
  ],
  ['longer and longer', [bridge('one', 'a b', 'x>x|w'), bridge('two', 'b c', 'x>x|v')], { a: 'x' }],
  [
    'a parent here and none there',
    [bridge('one', 'a b', 'bird>animals|bird'), bridge('two', 'b c', 'animals|bird>bird')],
    { c: 'bird' },
  ],
  [
    'one has the word of everybody, the other as that of one library',
    [bridge('one', 'a b', 'bird>Birds'), bridge('two', 'b c', 'b:bird>Birds')],
    { c: 'bird' },
  ],
];

const peaceful: Row[] = [
  [
    'the other calls the new word another',
    [bridge('one', 'a b', 'bird>Birds'), bridge('two', 'b c', 'Birds>Vogel')],
    { a: 'bird' },
  ],
  [
    'both say the same',
    [bridge('one', 'a b', 'bird>Birds'), bridge('two', 'b c', 'bird>Birds')],
    { a: 'bird' },
  ],
  [
    'the common library is only read by one of them',
    [bridge('one', 'a b', 'bird>Birds'), bridge('two', 'b:source c', 'Birds>bird')],
    { a: 'bird' },
  ],
  [
    'what the common library takes goes no further',
    [bridge('one', 'a b:target', 'bird>Birds'), bridge('two', 'b:source c', 'Birds>bird')],
    { a: 'bird' },
  ],
  [
    'a library with words of its own',
    [bridge('one', 'a b', 'b:bird>Birds'), bridge('two', 'b c', 'Birds>bird')],
    { a: 'Birds' },
  ],
  [
    'words of its own there and back',
    [bridge('one', 'a b', 'b:bird>Birds'), bridge('two', 'b c', 'b:Birds>bird')],
    { a: 'Birds' },
  ],
  [
    'no common library',
    [bridge('one', 'a b', 'bird>Birds'), bridge('two', 'c d', 'Birds>bird')],
    { a: 'bird', c: 'Birds' },
  ],
  ['any case in one only', [bridge('one', 'a b', 'anycase'), bridge('two', 'b c')], { a: 'Bird', c: 'bird' }],
];

describe('bridges that would rewrite each other’s keywords for ever', () => {
  test.each(fighting)(
    '%s: the engine writes on and on, and the rule knows',
    async (_words, bridges, held) => {
      expect(await comesToRest(bridges, held)).toBe(false);
      expect(fights(bridges)).toContain(true);
    },
  );
  test.each(peaceful)('%s: that is harmless', async (_words, bridges, held) => {
    expect(await comesToRest(bridges, held)).toBe(true);
    expect(fights(bridges)).not.toContain(true);
  });
});

test('such a bridge is refused when it is made or changed, and the reason names both, the keyword and the library', () => {
  const { services } = stage([bridge('home', 'a b', 'bird>Birds')], {});
  const { members, rules } = bridge('trip', 'b c', 'Birds>bird');
  const words = { rules: rules as NonNullable<Parameters<typeof addBridge>[1]['rules']> };
  const refused = {
    code: 'REFUSED',
    message: expect.stringMatching(
      /the bridge home makes “Birds” of “bird” in \w, and the bridge trip makes “bird” of “Birds” in \w\./,
    ),
    data: { hint: expect.stringContaining('Call it the same in both bridges') },
  };
  const refusal = (make: () => unknown) => {
    try {
      make();
    } catch (error) {
      return error;
    }
    return 'It was taken.';
  };
  expect(refusal(() => addBridge(services, { name: 'trip', members: [...members], ...words }))).toMatchObject(
    refused,
  );
  addBridge(services, { name: 'trip', members: [...members] });
  expect(refusal(() => setBridge(services, { bridge: 'trip', ...words }))).toMatchObject(refused);
  setBridge(services, { bridge: 'trip', ...words, fields: ['rating'] });
});

test('a read-only library in both is harmless, and is not opened to be written while they are as they are', async () => {
  const { services, db } = stage([bridge('home', 'a b', 'bird>Birds')], {});
  setLibrary(db, 'b', { writes: 'none' });
  const { members, rules } = bridge('trip', 'b c', 'Birds>bird');
  addBridge(services, {
    ...{ name: 'trip', members: [...members] },
    rules: rules as NonNullable<Parameters<typeof addBridge>[1]['rules']>,
  });
  await expect(changeLibrary(services, { library: 'b', writes: 'auto' })).rejects.toThrow(
    /the bridge (home|trip) makes/,
  );
  expect(requireLibrary(db, 'b').writes).toBe('none');
});
