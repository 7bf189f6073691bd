// `npm run soak` for a few minutes; the hours are its own.
import { expect, test } from 'vitest';
import { soak } from '../soak/run.ts';
import { hasExiv2 } from '../support/exiv2.ts';
import { tempFolder } from '../support/pictures.ts';

const trouble = { kills: true, drives: true, jumps: true };

test.skipIf(!hasExiv2)(
  'libraries that are edited, killed, pulled and put out of time come to the model’s end',
  async () => {
    using folder = tempFolder('tagbridge-soak-');
    const said: string[] = [];
    await soak({
      ...{ folder: folder.path, files: 300, minutes: 5, seed: 1, edits: 30, photos: [], trouble },
      say: (line) => void said.push(line),
    });
    expect(said.at(-1)).toBe('Everything is as the model has it, and the history explains it.');
  },
);
