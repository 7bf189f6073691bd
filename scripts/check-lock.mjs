// npm leaves a package out of the lock without a word when the registry lacks it for another platform;
// `npm ci` then fails there. Run this after changing dependencies.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './lib/tree.mjs';

const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));

/** Whether Node would find `name` from the package at `from`. @param {string} from @param {string} name */
function isLocked(from, name) {
  for (let at = from; ; at = at.slice(0, Math.max(0, at.lastIndexOf('/node_modules/')))) {
    if (packages[`${at ? `${at}/` : ''}node_modules/${name}`]) return true;
    if (!at) return false;
  }
}

const faults = [];
for (const [path, entry] of Object.entries(packages)) {
  if (entry.resolved) faults.push(`${path} names the host it came from`);
  for (const name of Object.keys({ ...entry.dependencies, ...entry.optionalDependencies })) {
    if (!isLocked(path, name)) faults.push(`${name} is missing, wanted by ${path || 'package.json'}`);
  }
}
for (const fault of faults) process.stderr.write(`package-lock.json: ${fault}\n`);
process.exitCode = faults.length > 0 ? 1 : 0;
