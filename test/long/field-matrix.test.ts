// Five thousand generated edits, over every format at hand, with a seed of their own each time (printed on failure).
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { everyFormat, roundTrip } from '../support/round-trip.ts';
import { type Bench, openBench } from '../support/writing.ts';

const given = process.env['TAGBRIDGE_SEED'];
const seed = given === undefined ? Date.now() % 2 ** 31 : Number(given);
const cases = Number(process.env['TAGBRIDGE_CASES'] ?? 5_000);
const each = Math.ceil(cases / everyFormat.length);

describe(`fields × formats, TAGBRIDGE_SEED=${seed}`, () => {
  let bench: Bench;
  beforeAll(() => {
    bench = openBench();
  });
  afterAll(() => bench.close());

  it.each(everyFormat.map((row) => [row[0], row] as const))(
    '%s: every edit reads back as meant, and nothing else changed',
    async (_about, row) => {
      await expect(roundTrip(bench, row, each, seed)).resolves.toBeUndefined();
    },
    3_600_000,
  );
});
