import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { MaybeValue } from '../../shared/core/value.ts';
import { putBases, putHubs } from '../../shared/engine/db/hubs.ts';
import { blankFile, change } from '../support/simulation/disk.ts';
import { simEngine } from '../support/simulation/engine.ts';
import { simIndex } from '../support/simulation/index.ts';
import { fileOf, photoOf } from '../support/simulation/known.ts';
import { play } from '../support/simulation/play.ts';
import { newRecord } from '../support/simulation/record.ts';
import { judgeRest, type Rest } from '../support/simulation/rest.ts';
import type { Stage } from '../support/simulation/stage.ts';
import { keywordsOf, sameWords } from '../support/simulation/values.ts';
import { judgeSaved, watchWrite } from '../support/simulation/watch-writes.ts';
import { judgeSince } from '../support/simulation/while-down.ts';

// Who judges the simulated histories is judged here: what it must let pass, and what it must not.
let index: ReturnType<typeof simIndex>;
beforeAll(() => {
  index = simIndex();
});
afterAll(() => index.close());

const stage: Stage = {
  libraries: ['a', 'b'].map((name) => ({ name, mark: name.toUpperCase(), cut: undefined })),
  bridges: [
    {
      ...{ name: 'home', fields: null, filter: null, rules: [] },
      members: ['a', 'b'].map((library) => ({ library, role: 'both' as const })),
    },
  ],
  ...{ photos: 1, twice: 0, brake: undefined },
};

/** One picture in two libraries, of which `birds` was taken away while both were in step. */
async function withoutBirds(): Promise<Rest> {
  index.clear();
  const same = sameWords([]);
  const rest: Rest = {
    ...{ stage, same, record: newRecord(same) },
    sim: simEngine(index.db, () => index.clear(), stage),
  };
  for (const { files } of rest.sim.disk.libraries.values()) files.set('p1.jpg', blankFile(1));
  await says(rest, 'a', ['birds', 'lake']);
  await says(rest, 'b', ['lake']);
  return rest;
}

/** These keywords are in a copy, whoever put them there. */
function put({ sim }: Rest, library: string, words: readonly string[]): readonly string[] {
  const before = keywordsOf(sim.disk.valuesOf(library, 'p1.jpg').keywords ?? null);
  sim.disk.edit(library, 'p1.jpg', [change('keywords', before, words.length > 0 ? words : null)]);
  return before;
}

async function syncs({ sim }: Rest): Promise<void> {
  for (const { name } of stage.libraries) sim.scan(name);
  await sim.sync();
}

/** A program leaves these keywords in a copy. */
function edits(rest: Rest, library: string, words: readonly string[]): void {
  const at = { picture: 1, file: `${library}/p1.jpg`, field: 'keywords' as const };
  rest.record.edited(at, put(rest, library, words), words, () => true);
}

/** The same, and everybody hears of it. */
async function says(rest: Rest, library: string, words: readonly string[]): Promise<void> {
  edits(rest, library, words);
  await syncs(rest);
}

describe('a keyword that was removed (12)', () => {
  let rest: Rest;
  beforeEach(async () => {
    rest = await withoutBirds();
    expect(rest.record.gone(1)).toEqual(['birds']);
  });

  test('stays away', () => judgeRest(rest));

  test('is not back because a path that is added has a level of its name', async () => {
    await says(rest, 'a', ['animals|birds|heron', 'lake']);
    await judgeRest(rest);
  });

  test('may be added again', async () => {
    await says(rest, 'a', ['birds', 'lake']);
    await judgeRest(rest);
  });

  test.each([
    ['as it was', ['birds', 'lake']],
    ['as the end of a path', ['animals|birds', 'lake']],
  ])('is back, and nobody added it: %s', async (_, words) => {
    put(rest, 'a', words);
    await syncs(rest);
    await expect(judgeRest(rest)).rejects.toThrow('invariant 12: birds in keywords of a/p1.jpg');
  });
});

describe('a keyword that was added (11)', () => {
  test('is there where a path that another copy adds implies it', async () => {
    const rest = await withoutBirds();
    edits(rest, 'a', ['heron', 'lake']);
    await says(rest, 'b', ['heron|grey', 'lake']);
    expect(rest.sim.disk.valuesOf('a', 'p1.jpg').keywords).toEqual(['heron|grey', 'lake']);
    expect(rest.record.owed(1, 'a/p1.jpg')).toContain('heron');
    await judgeRest(rest);
  });

  test('is lost, and nobody removed it', async () => {
    const rest = await withoutBirds();
    put(rest, 'b', []);
    await syncs(rest);
    await expect(judgeRest(rest)).rejects.toThrow('invariant 11: keywords of a/p1.jpg lost lake');
  });
});

describe('what is in conflict (18)', () => {
  test('is in no plan that waits for a person, unless it conflicts since then', async () => {
    const rest = await withoutBirds();
    const title = (library: string, text: string) =>
      rest.sim.disk.edit(library, 'p1.jpg', [change('title', null, { 'x-default': text })]);
    title('a', 'Bee');
    const { plan } = await rest.sim.plan();
    const judge = () => judgeSaved(rest, rest.sim.bridges[0]!.id, plan);
    judge();
    title('b', 'Ant');
    rest.sim.scan('b');
    expect(judge).toThrow('invariant 18: title is in conflict and planned');
  });

  test('a plan that the brake stopped is allowed when a copy changed: it writes the others (seed 66305)', () =>
    play(index, 66_305));
});

describe('what a program changed between a crash and the next start (11, 13)', () => {
  const changed = { library: stage.libraries[0]!, path: 'p1.jpg', bases: [null] };
  const rated = { ...changed, field: 'rating' as const, before: null, after: 3 };
  const tagged = { ...changed, field: 'keywords' as const, before: ['lake'], after: ['heron', 'lake'] };
  let rest: Rest;
  beforeEach(async () => {
    rest = await withoutBirds();
    rest.sim.disk.edit('a', 'p1.jpg', [
      change('rating', null, 3),
      change('keywords', ['lake'], tagged.after),
    ]);
  });

  /** Another bridge, or a start that goes wrong, takes what is there for what was in step. */
  function takesForOld(field: 'rating' | 'keywords', value: MaybeValue, decided: MaybeValue): void {
    const { db, bridges } = rest.sim;
    const [{ id }, photo] = [bridges[0]!, photoOf(db, 'a', 'p1.jpg')!];
    putBases(db, [{ bridge: id, file: fileOf(db, 'a', 'p1.jpg')!, field, value }]);
    putHubs(db, [{ bridge: id, photo, field, value: decided }]);
  }

  test('goes to the others', () => judgeSince(rest, [rated, tagged]));

  test.each([
    ['rating of a/p1.jpg was changed while nobody looked, and is to be 5', 'rating', 3, 5],
    ['heron was added to keywords of a/p1.jpg while nobody looked', 'keywords', tagged.after, ['lake']],
  ] as const)('%s', async (what, field, base, hub) => {
    takesForOld(field, base, hub);
    await expect(judgeSince(rest, [rated, tagged])).rejects.toThrow(what);
  });

  test('is written over by no plan from before', async () => {
    const watch = { ...rest, raced: false, stale: new Set(['b/p1.jpg']) };
    rest.sim.disk.onReplace = (library, path, changes) =>
      watchWrite(watch, { library, path, picture: 1, changes });
    await expect(rest.sim.sync()).rejects.toThrow('invariant 29: b/p1.jpg changed since, and was written');
  });
});

test('keywords that were only planned for a copy are not removed there', () => play(index, 46_497));

test('a conflict with a library that is away by now is none', () => play(index, 71_418));

test.each([
  ['a removed headline does not come back with a blank copy', 92_037],
  ['a blank copy is not filled with what its library was not given', 103_213],
])('%s (seed %i)', async (_, seed) => {
  await play(index, seed);
});

test('a history in which a path passes through the name of a keyword that was removed', () =>
  play(index, 42_842));
