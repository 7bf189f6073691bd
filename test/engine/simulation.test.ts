import { afterAll, beforeAll, expect, test } from 'vitest';
import { simIndex } from '../support/simulation/index.ts';
import { play } from '../support/simulation/play.ts';
import { alike } from '../support/simulation/same-end.ts';

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

test('so does one in which programs go on between a crash and the next start', async () => {
  const whileDown = { whileDown: true };
  const [one, again] = [await play(index, 29, whileDown), await play(index, 29, whileDown)];
  expect(one.crashes).toBeGreaterThan(0);
  expect(one.trace).toBe(again.trace);
});

test(
  'missed events change when something is found out, not what comes of it',
  {
    timeout: 120_000,
  },
  () => alike(index, 'events', 1, 20),
);

test('names and order of libraries and the clock change nothing', { timeout: 120_000 }, () =>
  alike(index, 'names', 1, 15),
);

test('a crash that is gone on from comes to the end that no crash would have', { timeout: 120_000 }, () =>
  alike(index, 'crashes', 1, 20),
);
