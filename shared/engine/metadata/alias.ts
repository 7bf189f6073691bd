import { createHash } from 'node:crypto';
import { rmSync, symlinkSync } from 'node:fs';
import { extname, join } from 'node:path';
import { makeExifToolHome } from './exiftool-home.ts';
import { isErrno } from './system-problem.ts';

let folder: string | undefined;

function aliases(): string {
  if (folder !== undefined) return folder;
  const made = makeExifToolHome();
  process.once('exit', () => rmSync(made, { recursive: true, force: true }));
  folder = made;
  return made;
}

/**
 * Another name for a file that is there (absolute path), always the same one: a link in a folder of ours that nobody
 * else may enter. For reading only. Throws the system's error.
 */
export function aliasOf(path: string): string {
  const name = createHash('sha256').update(path).digest('hex').slice(0, 32);
  const alias = join(aliases(), `${name}${extname(path)}`);
  try {
    symlinkSync(path, alias);
  } catch (error) {
    if (!isErrno(error, 'EEXIST')) throw error;
  }
  return alias;
}
