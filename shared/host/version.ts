import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The version in package.json, which lies above `shared/host` as above `out/main`. */
export async function readVersion(): Promise<string> {
  const file = join(import.meta.dirname, '../../package.json');
  const { version } = JSON.parse(await readFile(file, 'utf8')) as { version: string };
  return version;
}
