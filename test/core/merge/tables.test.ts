import { describe, expect, test } from 'vitest';
import { core } from '../../support/merge/core.ts';
import { checkRow } from '../../support/merge/row.ts';
import { tables } from '../../support/merge/tables.ts';

describe.each(tables)('$title', ({ rows }) => {
  test.each(rows.map((row) => [row.name, row] as const))('%s', (_, row) => {
    expect(checkRow(core, row)).toBeUndefined();
  });

  test('no two rows share a name', () => {
    expect(new Set(rows.map((row) => row.name)).size).toBe(rows.length);
  });
});
