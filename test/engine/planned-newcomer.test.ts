// A blank copy joins two bridges over the same libraries. What one of them is about to write into it is no news to the
// other, where that has heard it from another copy and left it at that.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Rule } from '../../shared/core/bridge.ts';
import { createAutomation } from '../../shared/engine/automation.ts';
import { all } from '../../shared/engine/db/sql.ts';
import { blankFile, change } from '../support/simulation/disk.ts';
import { type SimEngine, simEngine } from '../support/simulation/engine.ts';
import { type SimIndex, simIndex } from '../support/simulation/index.ts';

let index: SimIndex;
let sim: SimEngine;
const names = ['a', 'b', 'c', 'd'];

type PerBridge<T> = Readonly<Record<string, readonly T[]>>;

function stage(rules: PerBridge<Rule>, members: PerBridge<string> = {}): void {
  sim = simEngine(index.db, () => index.clear(), {
    libraries: names.map((name) => ({ name, mark: name.toUpperCase(), cut: undefined })),
    bridges: Object.entries(rules).map(([name, own]) => ({
      ...{ name, fields: ['headline' as const, 'keywords' as const], filter: null, rules: [...own] },
      members: (members[name] ?? ['a', 'b']).map((library) => ({ library, role: 'both' as const })),
    })),
    ...{ photos: 1, twice: 0, brake: undefined },
  });
  for (const { files } of sim.disk.libraries.values()) files.set('p.jpg', blankFile(1));
  look();
}

const look = () => names.forEach((name) => void sim.scan(name));
const headline = (library: string, path = 'p.jpg') => sim.disk.valuesOf(library, path).headline ?? null;

function says(library: string, value: string | null): void {
  sim.disk.edit(library, 'p.jpg', [change('headline', headline(library), value)]);
  sim.scan(library);
}

function joins(library: string): void {
  sim.disk.libraries.get(library)!.files.set('p copy.jpg', blankFile(1));
  sim.scan(library);
}

const keywords = (library: string, path = 'p.jpg') => sim.disk.valuesOf(library, path).keywords ?? null;

function tags(library: string, value: readonly string[]): void {
  sim.disk.edit(library, 'p.jpg', [change('keywords', keywords(library), value)]);
  sim.scan(library);
}

beforeEach(() => {
  index = simIndex();
});
afterEach(() => index.close());

const onlyBlanks: Rule = { kind: 'fillBlanks', field: '*' };
const notA: Rule = { kind: 'neverLeaves', field: 'headline', library: 'a' };

test.each([
  ['the one that fills blanks first', { home: [onlyBlanks], nas: [notA] }],
  ['the one that fills blanks last', { nas: [notA], home: [onlyBlanks] }],
])(
  'a headline removed in one library does not come back with a blank copy in the other (%s)',
  async (_, rules) => {
    stage(rules);
    says('a', 'Regatta');
    await sim.sync();
    expect(headline('b')).toBe('Regatta');
    says('a', null);
    await sim.sync();
    expect([headline('a'), headline('b')]).toEqual([null, 'Regatta']);
    joins('b');
    await sim.sync();
    expect([headline('a'), headline('b'), headline('b', 'p copy.jpg')]).toEqual([null, 'Regatta', 'Regatta']);
    look();
    await sim.sync();
    expect([headline('a'), headline('b'), headline('b', 'p copy.jpg')]).toEqual([null, 'Regatta', 'Regatta']);
  },
);

test('a headline that reaches a blank copy from a library the other bridge has not goes on from there', async () => {
  stage({ home: [], nas: [] }, { home: ['a', 'b'], nas: ['b', 'c'] });
  joins('b');
  says('c', 'Regatta');
  await sim.sync();
  expect(['a', 'b', 'c'].map((name) => headline(name))).toEqual(['Regatta', 'Regatta', 'Regatta']);
  says('b', null);
  await sim.sync();
  expect(['a', 'b', 'c'].map((name) => headline(name))).toEqual([null, null, null]);
});

test.each([
  ['one, two', ['one', 'two']],
  ['two, one', ['two', 'one']],
])(
  'a change that reaches a blank copy and is what the other bridge had decided contradicts one there (bridges %s)',
  async (_, order) => {
    const members = { one: ['a', 'b'], two: ['b', 'c', 'd'] };
    stage(Object.fromEntries(order.map((name) => [name, []])), members);
    sim.disk.libraries.get('b')!.files.clear();
    joins('a');
    for (const [library, value] of Object.entries({ a: 'Harbour', c: 'Regatta', d: 'Regatta' }))
      says(library, value);
    look();
    await sim.sync();
    expect(headline('a', 'p copy.jpg')).toBe('Harbour');
    says('a', 'Regatta');
    says('d', 'Storm');
    joins('b');
    await sim.sync();
    expect(['a', 'c', 'd'].map((name) => headline(name))).toEqual(['Regatta', 'Regatta', 'Storm']);
  },
);

/** Every bridge that can, by itself, one after the other. */
async function byThemselves(): Promise<void> {
  const photos = all<{ id: number }>(index.db, 'SELECT id FROM photo').map(({ id }) => id);
  const automation = createAutomation(sim.services);
  automation.seen({ library: 'b', photos, returned: false });
  await vi.waitUntil(() => keywords('b', 'p copy.jpg') !== null);
  await automation.close();
}

/** What only fills blanks in the keywords comes last there, whatever it or others do with the headline. */
const blanksOf = (field: Rule['field']): Rule => ({ kind: 'fillBlanks', field });

test.each([
  ['home, nas', 'in one sync', blanksOf('*'), undefined, () => sim.sync()],
  ['nas, home', 'in one sync', blanksOf('*'), undefined, () => sim.sync()],
  ['home, nas', 'each by itself', blanksOf('*'), undefined, byThemselves],
  ['nas, home', 'each by itself', blanksOf('*'), undefined, byThemselves],
  ['home, nas', 'the other fills headlines', blanksOf('keywords'), blanksOf('headline'), () => sim.sync()],
  ['nas, home', 'the other fills headlines', blanksOf('keywords'), blanksOf('headline'), () => sim.sync()],
])(
  'a blank copy takes the keywords its library agrees on, not more that another bridge only fills blanks with (%s, %s)',
  async (order, _, filling, other, sync) => {
    // The first of two that are equal otherwise is the one whose name comes first.
    const [first, second] = order.split(', ') as [string, string];
    const members = { home: ['a', 'b', 'c'], nas: ['b', 'c'] };
    const rules: PerBridge<Rule> = { home: [filling], nas: other ? [other] : [] };
    const as = (name: string) => (name === first ? 'one' : 'two');
    stage(
      Object.fromEntries([first, second].map((name) => [as(name), rules[name]!])),
      Object.fromEntries(Object.entries(members).map(([name, libraries]) => [as(name), libraries])),
    );
    tags('a', ['heron']);
    await sim.sync();
    tags('a', ['heron', 'paris']);
    await sim.sync();
    joins('b');
    await sync();
    for (let again = 0; again < 2; again++) {
      expect(keywords('a')).toEqual(['heron', 'paris']);
      expect([keywords('b'), keywords('b', 'p copy.jpg'), keywords('c')]).toEqual(Array(3).fill(['heron']));
      look();
      await sim.sync();
    }
  },
);
