// Real files of real cameras and programs, where a collection of them is at hand (TAGBRIDGE_CORPUS, or `shared/corpus`
// beside the project): each is read, and a copy of it is written. They are no part of the project.
import { chmodSync, copyFileSync, existsSync, readdirSync, rmSync } from 'node:fs';
import { extname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Change } from '../../shared/core/change.ts';
import { sameValue } from '../../shared/core/equal.ts';
import { formatOfExtension, formatOfType } from '../../shared/core/formats.ts';
import { interpret } from '../../shared/core/interpret.ts';
import type { ProblemCode } from '../../shared/core/problem.ts';
import { fieldDef } from '../../shared/core/registry.ts';
import { exiv2Complaints, hasExiv2 } from '../support/exiv2.ts';
import { type Bench, openBench } from '../support/writing.ts';

const corpus = process.env['TAGBRIDGE_CORPUS'] ?? join(import.meta.dirname, '../../../shared/corpus');
const files = existsSync(corpus)
  ? readdirSync(corpus, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && formatOfExtension(extname(entry.name)) !== undefined)
      .map((entry) => join(entry.parentPath, entry.name).slice(corpus.length + 1))
      .sort()
  : [];

/** Refusals that are right for a file that is broken in itself. */
const broken: readonly ProblemCode[] = ['corrupt', 'writeFailed', 'verifyFailed', 'misnamed', 'empty'];

const changes: readonly Change[] = [
  { field: 'title', before: null, after: { 'x-default': 'New "title"' } },
  { field: 'keywords', before: null, after: ['Zürich', 'animals|birds|heron'] },
  { field: 'rating', before: null, after: 4 },
  { field: 'gps', before: null, after: { lat: -33.5, lon: 151.25, alt: 12 } },
  { field: 'creators', before: null, after: ['Ann', 'Bob'] },
  { field: 'description', before: null, after: { 'x-default': 'Line\ntwo' } },
  { field: 'captureTime', before: null, after: '2020-01-02T03:04:05.5+02:00' },
];

describe.skipIf(files.length === 0)('real files (skipped where there are none)', () => {
  let bench: Bench;
  let refused = 0;
  beforeAll(() => {
    bench = openBench();
  });
  afterAll(() => bench.close());

  it.each(files)('%s', async (path) => {
    const name = `a${extname(path)}`;
    copyFileSync(join(corpus, path), join(bench.root, name));
    chmodSync(join(bench.root, name), 0o644);
    const file = bench.file(name);
    const read = await bench.reader.read(file, { hash: true });
    if (!read.ok) {
      refused += 1;
      expect(broken).toContain(read.problem.code);
      return;
    }
    expect(formatOfType(read.facts.format)).toBeDefined();
    const complaints = hasExiv2 ? exiv2Complaints(join(bench.root, name)) : [];
    const written = await bench.write(file, changes);
    if (!written.ok) {
      refused += 1;
      expect(broken).toContain(written.problem.code);
      return;
    }
    if (hasExiv2) {
      const now = exiv2Complaints(join(bench.root, name));
      expect(now.filter((line) => !complaints.includes(line))).toEqual([]);
    }
    const again = await bench.reader.read(file, { hash: true });
    if (!again.ok) throw new Error(again.problem.message);
    const { values, disagreements } = interpret(again.raw);
    for (const { field, after } of changes) {
      expect(sameValue(fieldDef(field), values[field], after), field).toBe(true);
      // A film whose pictures cannot be found gets a sidecar, and keeps its own texts of old beside it.
      if (again.facts.imageHash !== undefined || formatOfType(again.facts.format)?.hashable === false)
        expect(disagreements[field], field).toBeUndefined();
    }
    expect(again.facts.imageHash).toEqual(read.facts.imageHash);
    for (const left of readdirSync(bench.root)) if (left.endsWith('.xmp')) rmSync(join(bench.root, left));
  });

  it('few are refused', () => {
    expect(refused).toBeLessThanOrEqual(Math.ceil(files.length * 0.1));
  });
});
