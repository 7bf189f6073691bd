// `npm run soak`: hours of other programs' edits over watched libraries, with `tagbridge watch` killed and started,
// drives pulled and clocks put back, judged by a model of the merge.
//   --files N (5000)   --minutes N (60)   --seed S   --edits N a round (40)   --photos FOLDER of real JPEGs
//   --no-kills   --drives: pull b and c (needs the right to mount)   --jumps: needs libfaketime
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { soak } from './run.ts';
import { photosBelow } from './stage.ts';

const { values } = parseArgs({
  options: {
    files: { type: 'string', default: '5000' },
    minutes: { type: 'string', default: '60' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    edits: { type: 'string', default: '40' },
    photos: { type: 'string' },
    folder: { type: 'string' },
    'no-kills': { type: 'boolean', default: false },
    drives: { type: 'boolean', default: false },
    jumps: { type: 'boolean', default: false },
    keep: { type: 'boolean', default: false },
  },
});

const folder = mkdtempSync(join(values.folder ?? tmpdir(), 'tagbridge-soak-'));
try {
  await soak({
    folder,
    files: Number(values.files),
    minutes: Number(values.minutes),
    seed: Number(values.seed),
    edits: Number(values.edits),
    photos: values.photos === undefined ? [] : await photosBelow(values.photos),
    trouble: { kills: !values['no-kills'], drives: values.drives, jumps: values.jumps },
    say: (text) => process.stderr.write(`${text}\n`),
  });
} finally {
  if (values.keep) process.stderr.write(`Kept: ${folder}\n`);
  else rmSync(folder, { recursive: true, force: true });
}
