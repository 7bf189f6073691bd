// Another program saves the photo while its new version is made.
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import type { Measure } from '../../../shared/engine/metadata/phases.ts';
import { exiftool, makePicture } from '../../support/pictures.ts';
import { type Bench, openBench, strays } from '../../support/writing.ts';

let bench: Bench;
afterEach(() => bench.close());

test.each(['jpg', 'png'])(
  'between the look at a %s and its new version: it changed since, and nothing is wrong',
  async (kind) => {
    let isSaved = false;
    const save: Measure = async (phase, part) => {
      if (phase === 'write' && !isSaved) {
        isSaved = true;
        await exiftool('-q', '-overwrite_original', '-XMP-photoshop:Headline=Theirs', join(bench.root, path));
      }
      return part();
    };
    bench = openBench({ measure: save });
    const path = `p.${kind}`;
    await makePicture(join(bench.root, path));
    const result = await bench.write(bench.file(path), [{ field: 'event', before: null, after: 'Ours' }]);
    expect(isSaved).toBe(true);
    expect(result.ok ? 'written' : result.problem.code).toBe('changedSince');
    expect(await exiftool('-s3', '-XMP-photoshop:Headline', join(bench.root, path))).toContain('Theirs');
    expect(strays(bench.root)).toEqual([]);
  },
);
