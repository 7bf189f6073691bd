import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { formats } from '../../shared/core/formats.ts';
import { formatsPage } from '../support/format-table.ts';

const page = join(import.meta.dirname, '../../docs/formats.md');

it('docs/formats.md says what the program does', () => {
  if (process.env['TAGBRIDGE_WRITE_DOCS'] === '1') writeFileSync(page, formatsPage());
  expect(readFileSync(page, 'utf8')).toBe(formatsPage());
});

it('names every format once', () => {
  const lines = formatsPage()
    .split('\n')
    .filter((line) => line.startsWith('| ') && !line.startsWith('| Format |'));
  expect(lines.map((line) => line.split(' | ')[0]!.slice(2)).sort()).toEqual(
    formats.map(({ name }) => name).sort(),
  );
});
