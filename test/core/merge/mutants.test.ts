import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, test } from 'vitest';
import type { MutantResult } from '../../support/merge/mutant-run.ts';
import { mutants } from '../../support/merge/mutants.ts';
import { tables } from '../../support/merge/tables.ts';

const script = fileURLToPath(new URL('../../support/merge/mutant-run.ts', import.meta.url));
let results: readonly MutantResult[] = [];

/*
 * The test of the tests: wrong merges, each made by replacing one piece of the core's source, and each caught by
 * the tables or the histories. They run in a process of their own, where Node loads the changed copies itself.
 */
beforeAll(async () => {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', script],
    {
      maxBuffer: 64 * 1024 * 1024,
    },
  );
  results = JSON.parse(stdout) as MutantResult[];
}, 300_000);

describe('wrong merges', () => {
  test('the right merge survives what the wrong ones are put through', () => {
    expect(results[0]).toEqual({ name: 'unchanged', occurrences: 1, rows: [] });
  });

  test('there are enough of them', () => {
    expect(mutants.length).toBeGreaterThanOrEqual(30);
    expect(new Set(mutants.map((mutant) => mutant.name)).size).toBe(mutants.length);
  });

  test.each(mutants.map((mutant, at) => [mutant.name, at] as const))('caught: %s', (name, at) => {
    const result = results[at + 1]!;
    expect(result.name).toBe(name);
    // The piece that is replaced must still be there, once: a mutant of code that moved on proves nothing.
    expect(result.occurrences).toBe(1);
    expect(result.rows.length > 0 || result.history !== undefined).toBe(true);
  });

  test.each(tables)('every row is broken by one of them: $title', ({ rows }) => {
    const broken = new Set(results.flatMap((result) => result.rows));
    expect(rows.map((row) => row.name).filter((name) => !broken.has(name))).toEqual([]);
  });
});
