import { existsSync, mkdirSync, readdirSync, rmdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { hiddenName } from '../../../shared/engine/metadata/hidden-place.ts';
import { pruneUndo } from '../../../shared/engine/metadata/undo-store.ts';
import { tempFolder } from '../../support/pictures.ts';

test('the empty folder of a run that is about to write stays; one that is long idle goes', async () => {
  using folder = tempFolder('tagbridge-prune-');
  const [fresh, idle] = ['fresh', 'idle'].map((run) => join(folder.path, '.tagbridge', 'undo', run));
  for (const path of [fresh!, idle!]) mkdirSync(path, { recursive: true });
  const yesterday = Date.now() / 1000 - 86_400;
  utimesSync(idle!, yesterday, yesterday);
  await pruneUndo(folder.path, { days: 0, bytes: 0 }, Date.now());
  expect([existsSync(fresh!), existsSync(idle!)]).toEqual([true, false]);
});

test('a clock that is years ahead of the volume’s takes neither fresh copies nor a folder that is about to be used', async () => {
  using folder = tempFolder('tagbridge-prune-');
  const undo = join(folder.path, '.tagbridge', 'undo');
  for (const run of ['written', 'begun']) mkdirSync(join(undo, run), { recursive: true });
  writeFileSync(join(undo, 'written', '0123456789abcdef01.jpg'), 'bytes');
  const tenYears = 10 * 365 * 86_400_000;
  const gone = await pruneUndo(folder.path, { days: 90, bytes: 1_000_000 }, Date.now() + tenYears);
  expect(gone).toEqual({ files: 0, bytes: 0, gone: [] });
  expect(readdirSync(undo).sort()).toEqual(['begun', 'written']);
});

test('a clock that is a day behind the volume’s takes no folder that is about to be used', async () => {
  using folder = tempFolder('tagbridge-prune-');
  const begun = join(folder.path, '.tagbridge', 'undo', 'begun');
  mkdirSync(begun, { recursive: true });
  await pruneUndo(folder.path, { days: 90, bytes: 1_000_000 }, Date.now() - 86_400_000);
  expect(existsSync(begun)).toBe(true);
});

test('a folder that is tidied away as soon as it is made is made again: no copy goes beside the photo for it', async () => {
  using folder = tempFolder('tagbridge-prune-');
  const [photo, begun] = [join(folder.path, 'a.jpg'), join(folder.path, '.tagbridge', 'undo', 'begun')];
  writeFileSync(photo, 'bytes');
  let removed = 0;
  const tidy = () => {
    try {
      rmdirSync(begun);
      removed += 1;
    } catch {
      // It is not there yet.
    }
    if (removed < 2) setImmediate(tidy);
  };
  tidy();
  expect(await hiddenName(folder.path, photo, 'undo', 'begun')).toMatch(/^\.tagbridge\/undo\/begun\//);
  removed = 2;
});

test('copies beside photos of another mount go by the same rule; what is not ours, and what is away, stays', async () => {
  using folder = tempFolder('tagbridge-prune-');
  for (const name of ['drive', 'away']) mkdirSync(join(folder.path, name));
  const [copy, photo] = ['drive/.tagbridge-0123456789abcdef01', 'drive/photo.jpg'];
  for (const name of [copy, photo]) writeFileSync(join(folder.path, name), 'bytes');
  const beside = [copy, photo, 'drive/.tagbridge-00000000000000000a', 'away/.tagbridge-0123456789abcdef02'];
  expect(await pruneUndo(folder.path, { days: 90, bytes: 4 }, Date.now(), beside)).toEqual({
    ...{ files: 1, bytes: 5 },
    gone: [copy, 'drive/.tagbridge-00000000000000000a'],
  });
  expect(readdirSync(join(folder.path, 'drive'))).toEqual(['photo.jpg']);
});
