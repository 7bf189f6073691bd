import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { makeExifToolHome } from '../../../shared/engine/metadata/exiftool-home.ts';
import { tempFolder } from '../../support/pictures.ts';

let folder: ReturnType<typeof tempFolder>;
const [name, before] = [process.platform === 'win32' ? 'TEMP' : 'TMPDIR', { ...process.env }];
beforeEach(() => {
  folder = tempFolder();
  process.env[name] = folder.path;
});
afterEach(() => {
  if (before[name] === undefined) delete process.env[name];
  else process.env[name] = before[name];
  folder.remove();
});

/** The number of a process that has ended. */
const dead = (): number => spawnSync(process.execPath, ['-e', '']).pid;

test.skipIf(process.platform === 'win32')(
  'a start takes away what killed engines left, and nothing else',
  () => {
    const gone = dead();
    const made = {
      [`tagbridge-exiftool-${gone}-abcDEF`]: false,
      [`tagbridge-exiftool-${gone}-filled`]: true,
      [`tagbridge-exiftool-${process.pid}-abcDEF`]: true,
      'tagbridge-exiftool-abcDEF': true,
      [`tagbridge-test-${gone}-abcDEF`]: true,
    };
    for (const one of Object.keys(made)) mkdirSync(join(folder.path, one));
    writeFileSync(join(folder.path, `tagbridge-exiftool-${gone}-filled`, 'x'), '');
    const home = makeExifToolHome();
    expect(existsSync(home)).toBe(true);
    for (const [one, stays] of Object.entries(made))
      expect([one, existsSync(join(folder.path, one))]).toEqual([one, stays]);
  },
);
