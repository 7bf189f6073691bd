// A seeded share (5 %) of the round trips in test/long/field-matrix.test.ts.
import { afterAll, beforeAll, describe, it } from 'vitest';
import { everyFormat, roundTrip } from '../support/round-trip.ts';
import { type Bench, openBench } from '../support/writing.ts';

const seed = Number(process.env['TAGBRIDGE_SEED'] ?? 20240501);

describe('fields × formats', () => {
  let bench: Bench;
  beforeAll(() => {
    bench = openBench();
  });
  afterAll(() => bench.close());

  it.each(everyFormat.map((row) => [row[0], row] as const))(
    '%s holds every field, then some others, then none',
    (_about, row) => roundTrip(bench, row, 13, seed),
    120_000,
  );
});
