import { afterAll, beforeAll, expect, test } from 'vitest';
import { simIndex } from '../support/simulation/engine.ts';
import { playHistory } from '../support/simulation/history.ts';

const histories = Number(process.env['TAGBRIDGE_HISTORIES'] ?? 2000);
const first = Number(process.env['TAGBRIDGE_SEED'] ?? 1);

let index: ReturnType<typeof simIndex>;
beforeAll(() => {
  index = simIndex();
});
afterAll(() => index.close());

const play = async (seed: number, options = {}) => {
  index.clear();
  try {
    return await playHistory(index.db, seed, options);
  } catch (error) {
    throw new Error(`seed ${seed}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
};

test(`${histories} histories of libraries, programs, crashes and drives`, { timeout: 600_000 }, async () => {
  let [conflicts, crashes, writes] = [0, 0, 0];
  for (let seed = first; seed < first + histories; seed++) {
    const history = await play(seed);
    conflicts += history.conflicts;
    crashes += history.crashes;
    writes += history.writes;
  }
  // Histories in which nothing happens prove nothing.
  expect(conflicts).toBeGreaterThan(histories / 10);
  expect(crashes).toBeGreaterThan(histories / 10);
  expect(writes).toBeGreaterThan(histories);
});

test('the same seed gives the same trace', async () => {
  for (const seed of [3, 77, 1234]) expect((await play(seed)).trace).toBe((await play(seed)).trace);
  expect((await play(3)).trace).not.toBe((await play(4)).trace);
});

test('missed events change when something is found out, not what comes of it', { timeout: 120_000 }, async () => {
  for (let seed = 1; seed <= 100; seed++) {
    const ends = [];
    for (const dropped of [0, 10, 50, 100]) ends.push((await play(seed, { dropped, calm: true })).end);
    expect(new Set(ends).size, `seed ${seed}`).toBe(1);
  }
});
