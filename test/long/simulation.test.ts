import { afterAll, beforeAll, expect, test } from 'vitest';
import { simIndex } from '../support/simulation/index.ts';
import { playMany } from '../support/simulation/play.ts';
import { alike } from '../support/simulation/same-end.ts';

let index: ReturnType<typeof simIndex>;
beforeAll(() => {
  index = simIndex();
});
afterAll(() => index.close());

const hours = (count: number) => ({ timeout: count * 3_600_000 });

test('100,000 histories of libraries, programs, crashes and drives', hours(12), async () => {
  let conflicts = 0;
  for (let from = 10_000; from < 110_000; from += 1_000) {
    conflicts += (await playMany(index, from, 1_000)).conflicts;
    if (from % 5_000 === 0) console.info(`${from - 9_000} histories`);
  }
  expect(conflicts).toBeGreaterThan(10_000);
});

test('5,000 histories in which programs go on between a crash and the next start', hours(2), async () => {
  const { crashes } = await playMany(index, 10_000, 5_000, { whileDown: true });
  expect(crashes).toBeGreaterThan(1_000);
});

test.each(['events', 'names', 'crashes'] as const)(
  '2,000 histories of other %s come to the same end',
  hours(3),
  (what) => alike(index, what, 10_000, 2_000),
);
