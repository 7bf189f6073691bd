import { afterAll, beforeAll, expect, test } from 'vitest';
import { simIndex } from '../support/simulation/index.ts';
import { playMany } from '../support/simulation/play.ts';

// A half of the histories of every test run; the halves run beside each other.
let index: ReturnType<typeof simIndex>;
beforeAll(() => {
  index = simIndex();
});
afterAll(() => index.close());

test('1000 histories of libraries, programs, crashes and drives', { timeout: 600_000 }, async () => {
  const { conflicts, crashes, writes } = await playMany(index, 1, 1000, { trialEvery: 4 });
  // Histories in which nothing happens prove nothing.
  expect(conflicts).toBeGreaterThan(100);
  expect(crashes).toBeGreaterThan(100);
  expect(writes).toBeGreaterThan(1000);
});
