// What tells whether `out/` belongs to the sources as they are: a hash to be sure, times to be quick.
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './tree.mjs';

const sources = [
  'shared',
  'electron',
  'renderer',
  'resources',
  'electron.vite.config.ts',
  'package.json',
  'package-lock.json',
];
const stamp = join(root, 'out', 'stamp.json');

/** Every path below the sources, folders too: a folder's time tells of files that went. */
function* walk() {
  const open = [...sources];
  for (let path = open.pop(); path !== undefined; path = open.pop()) {
    const info = statSync(join(root, path), { throwIfNoEntry: false });
    if (!info) continue;
    yield { path, info };
    if (!info.isDirectory()) continue;
    for (const name of readdirSync(join(root, path))) open.push(`${path}/${name}`);
  }
}

/** The hash of all that goes into the build. */
export function sourceHash() {
  const hash = createHash('sha256');
  const files = [...walk()].filter(({ info }) => info.isFile()).map(({ path }) => path);
  for (const path of files.sort()) hash.update(`${path}\0`).update(readFileSync(join(root, path)));
  return hash.digest('hex');
}

function readStamp() {
  try {
    return { hash: JSON.parse(readFileSync(stamp, 'utf8')).hash, at: statSync(stamp).mtimeMs };
  } catch {
    return undefined;
  }
}

/** Quick: nothing among the sources is newer than the build. */
export function isFresh() {
  const built = readStamp();
  if (!built) return false;
  for (const { info } of walk()) if (info.mtimeMs >= built.at) return false;
  return true;
}

/** Sure: the sources are byte for byte those that were built. */
export function isBuiltFrom(/** @type {string} */ hash) {
  return readStamp()?.hash === hash;
}

/**
 * Says that `out/` was built from these sources.
 * @param {string} hash
 * @param {Date} at when the sources were read
 */
export function stampBuild(hash, at) {
  mkdirSync(join(root, 'out'), { recursive: true });
  writeFileSync(stamp, `${JSON.stringify({ hash })}\n`);
  utimesSync(stamp, at, at);
}
