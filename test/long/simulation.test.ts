import { afterAll, beforeAll, expect, test } from 'vitest';
import { simIndex } from '../support/simulation/engine.ts';
import { playMany } from '../support/simulation/play.ts';

let index: ReturnType<typeof simIndex>;
beforeAll(() => {
  index = simIndex();
});
afterAll(() => index.close());

test('100,000 histories of libraries, programs, crashes and drives', { timeout: 5 * 3_600_000 }, async () => {
  expect((await playMany(index, 10_000, 100_000)).conflicts).toBeGreaterThan(10_000);
});
