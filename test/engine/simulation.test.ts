import { afterAll, beforeAll, expect, test } from 'vitest';
import { simIndex } from '../support/simulation/engine.ts';
import { play } from '../support/simulation/play.ts';

let index: ReturnType<typeof simIndex>;
beforeAll(() => {
  index = simIndex();
});
afterAll(() => index.close());

test('the same seed gives the same trace', async () => {
  for (const seed of [3, 77, 1234])
    expect((await play(index, seed)).trace).toBe((await play(index, seed)).trace);
  expect((await play(index, 3)).trace).not.toBe((await play(index, 4)).trace);
});

test('missed events change when something is found out, not what comes of it', {
  timeout: 120_000,
}, async () => {
  for (let seed = 1; seed <= 40; seed++) {
    const ends = [];
    for (const dropped of [0, 10, 50, 100]) ends.push((await play(index, seed, { dropped, calm: true })).end);
    expect(new Set(ends).size, `seed ${seed}`).toBe(1);
  }
});
