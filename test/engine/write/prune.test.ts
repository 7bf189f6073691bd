import { existsSync, mkdirSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
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
