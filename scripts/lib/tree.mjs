import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The top of the repository. */
export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

const oldest = { major: 22, minor: 22 };

/** The Node that runs Tagbridge: the one npm installed, else this one when it is new enough. */
export function projectNode() {
  const windows = process.platform === 'win32';
  const name = `node-${windows ? 'win' : process.platform}-${process.arch}`;
  const own = join(root, 'node_modules', name, 'bin', windows ? 'node.exe' : 'node');
  if (existsSync(own)) return own;
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > oldest.major || (major === oldest.major && minor >= oldest.minor)) return process.execPath;
  throw new Error(
    `Tagbridge needs Node ${oldest.major}.${oldest.minor} or newer; this is ${process.versions.node}.`,
  );
}

/**
 * How a Node that runs the engine is started: with room for what lives briefly (16 MiB from the start instead of 1).
 * Scans and writes make much that is gone a moment later; moved on where there is no room for it, it costs time and, in
 * the end, more memory. The desktop app's engine is started by Electron, without them.
 */
export const engineFlags = ['--min-semi-space-size=16', '--max-semi-space-size=32'];

/**
 * The environment of our child processes: `node` and the tools mean those of node_modules, and what Node has compiled
 * or stripped of its types once is kept there: the tests and campaigns start thousands of processes.
 */
export function projectEnv() {
  const key = Object.keys(process.env).find((name) => name.toUpperCase() === 'PATH') ?? 'PATH';
  const path = [dirname(projectNode()), join(root, 'node_modules', '.bin'), process.env[key] ?? ''];
  const compiled = join(root, 'node_modules', '.cache', 'node');
  return { NODE_COMPILE_CACHE: compiled, ...process.env, [key]: path.join(delimiter) };
}

/**
 * Runs a program in place of this one: its terminal, signals and exit status are ours.
 * @param {string} program
 * @param {string[]} args
 * @param {import('node:child_process').SpawnOptions} [options]
 */
export function become(program, args, options = {}) {
  const child = spawn(program, args, { stdio: 'inherit', ...options });
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    process.on(signal, () => child.kill(signal));
  }
  child.on('error', (error) => {
    process.stderr.write(`${program} did not start: ${error.message}\n`);
    process.exit(1);
  });
  child.on('exit', (code, signal) => {
    if (!signal) process.exit(code ?? 1);
    process.removeAllListeners(signal);
    process.kill(process.pid, signal);
  });
}

/**
 * Runs a program of ours on the project's Node in place of this one. It holds a line to us (`process.channel`), is told
 * so (`TAGBRIDGE_LAUNCHED`), and ends when that breaks: who kills us so that we can pass nothing on means the program.
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} [env]
 */
export function becomeOurs(args, env = process.env) {
  become(projectNode(), [...engineFlags, ...args], {
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    env: { ...env, TAGBRIDGE_LAUNCHED: '1' },
  });
}
