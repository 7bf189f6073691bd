import { spawn } from 'node:child_process';
import { root } from './tree.mjs';

/** A line for the person; stdout stays free for results. @param {string} text */
export const note = (text) => process.stderr.write(`${text}\n`);

/**
 * Runs a program to its end with everything it says on stderr, or silently.
 * @param {string} program
 * @param {string[]} args
 * @param {import('node:child_process').SpawnOptions & { silent?: boolean }} [options]
 * @returns {Promise<number>} its exit status; 127 when it could not be started
 */
export function run(program, args, { silent = false, ...options } = {}) {
  return new Promise((resolve) => {
    const stdio = silent ? 'ignore' : /** @type {const} */ (['ignore', 2, 2]);
    const child = spawn(program, args, { cwd: root, stdio: /** @type {any} */ (stdio), ...options });
    child.on('error', () => resolve(127));
    child.on('exit', (code) => resolve(code ?? 1));
  });
}
