import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { note, run } from './shell.mjs';
import { root } from './tree.mjs';

const stamp = join(root, 'node_modules', '.tagbridge-stamp');

/** @param {string} path */
const readJson = (path) => JSON.parse(readFileSync(join(root, path), 'utf8'));

function wanted() {
  const { dependencies, devDependencies, optionalDependencies, overrides, allowScripts } =
    readJson('package.json');
  return createHash('sha256')
    .update(
      JSON.stringify([dependencies, devDependencies, optionalDependencies, overrides, allowScripts ?? null]),
    )
    .update(readFileSync(join(root, 'package-lock.json')))
    .update(`${process.platform}-${process.arch}`)
    .digest('hex');
}

/** Whether a finished `npm install` of someone's own left just what the lock asks for. */
function isInstalled() {
  if (!existsSync(join(root, 'node_modules', '.package-lock.json'))) return false;
  const there = readJson('node_modules/.package-lock.json').packages;
  const asked = readJson('package-lock.json').packages;
  return Object.entries(asked).every(
    ([path, { version, optional }]) => !path || (there[path] ? there[path].version === version : optional),
  );
}

/** Brings node_modules in line with the lock, when it is not. */
export async function installPackages() {
  const hash = wanted();
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return;
  if (!isInstalled()) {
    note('Installing packages (once, about half a minute)…');
    // npm's own Node, not the one in node_modules, which npm is about to replace.
    const npm = process.env.npm_execpath;
    const args = ['ci', '--loglevel=error'];
    const code = npm?.endsWith('.js')
      ? await run(process.env.npm_node_execpath ?? process.execPath, [npm, ...args])
      : await run('npm', args, { shell: process.platform === 'win32' });
    if (code !== 0) throw new Error('npm ci failed; its own words are above.');
  }
  writeFileSync(stamp, hash);
}
