// The lock of a library on a drive that goes and comes back.
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createLibraryLocks, type LibraryLocks } from '../../../shared/engine/metadata/library-locks.ts';
import { tempFolder } from '../../support/pictures.ts';

let folder: ReturnType<typeof tempFolder>;
let locks: LibraryLocks;
beforeEach(() => {
  folder = tempFolder('tagbridge-locks-');
  locks = createLibraryLocks(300);
  mkdirSync(own());
});
afterEach(() => {
  locks.close();
  folder.remove();
});
const own = () => join(folder.path, '.tagbridge');
const away = () => join(folder.path, 'away');

test('a lock that was lost with its drive does not keep us out when the drive is back', async () => {
  const before = await locks.hold(folder.path);
  expect(before).toBeDefined();
  renameSync(own(), away());
  expect(locks.isHeld(folder.path)).toBe(false);
  // Something else is in its place for a while, and is written to.
  mkdirSync(own());
  const meanwhile = await locks.hold(folder.path);
  expect(meanwhile).toBeDefined();
  before!();
  meanwhile!();
  rmSync(own(), { recursive: true });
  renameSync(away(), own());
  expect(existsSync(join(own(), 'lock'))).toBe(true);
  const again = await locks.hold(folder.path);
  expect(again).toBeDefined();
  expect(locks.isHeld(folder.path)).toBe(true);
  again!();
});
