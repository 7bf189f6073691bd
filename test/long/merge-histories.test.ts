import { test } from 'vitest';
import { checkHistories } from '../support/merge/check-histories.ts';

/** Ten batches with a seed each: a failure names a batch that can be repeated in minutes. */
test.each(Array.from({ length: 10 }, (_, at) => at + 1))(
  'a hundred thousand histories, batch %i',
  { timeout: 1_800_000 },
  () => {
    checkHistories(100_000);
  },
);
