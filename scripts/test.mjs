// `npm test`: every stage in turn, each with its time, and the counts of all of them in the last line.
// `--long` runs the long tests instead. A stage that only passes or fails counts when it fails.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectEnv, projectNode, root } from './lib/tree.mjs';

const scratch = mkdtempSync(join(tmpdir(), 'tagbridge-test-'));
const node = projectNode();
const modules = join(root, 'node_modules');

/** @typedef {{ passed: number, failed: number, skipped: number }} Counts */

/** @param {string} name */
const report = (name) => JSON.parse(readFileSync(join(scratch, name), 'utf8'));

/** @param {string[]} projects */
function vitest(projects) {
  const file = join(scratch, 'vitest.json');
  const program = join(modules, 'vitest', 'vitest.mjs');
  const reporters = ['--reporter=dot', '--reporter=json', `--outputFile.json=${file}`];
  return {
    args: [program, 'run', ...reporters, ...projects.flatMap((name) => ['--project', name])],
    counts: () => {
      const { numPassedTests, numFailedTests, numPendingTests, numTodoTests } = report('vitest.json');
      return { passed: numPassedTests, failed: numFailedTests, skipped: numPendingTests + numTodoTests };
    },
  };
}

const playwright = {
  args: [
    join(modules, '@playwright', 'test', 'cli.js'),
    'test',
    '--pass-with-no-tests',
    '--reporter=list,json',
  ],
  env: { PLAYWRIGHT_JSON_OUTPUT_FILE: join(scratch, 'playwright.json') },
  counts: () => {
    const { expected, unexpected, flaky, skipped } = report('playwright.json').stats;
    return { passed: expected + flaky, failed: unexpected, skipped };
  },
};

/** @type {{ name: string, args: string[], env?: Record<string, string>, counts?: () => Counts }[]} */
const stages = process.argv.includes('--long')
  ? [{ name: 'long', ...vitest(['long']) }]
  : [
      { name: 'typecheck', args: ['--run', 'typecheck'] },
      { name: 'lint', args: ['--run', 'lint'] },
      // Before the tests: those of the command line run what was built.
      { name: 'build', args: [join(root, 'scripts', 'bootstrap.mjs'), '--build'] },
      { name: 'unit', ...vitest([]) },
      { name: 'e2e', ...playwright },
    ];

/** @param {string[]} args @param {Record<string, string>} env @returns {Promise<boolean>} */
function passes(args, env) {
  return new Promise((resolve) => {
    const child = spawn(node, args, { cwd: root, stdio: 'inherit', env: { ...projectEnv(), ...env } });
    child.on('error', () => resolve(false));
    child.on('exit', (code) => resolve(code === 0));
  });
}

/** @type {Counts} */
const total = { passed: 0, failed: 0, skipped: 0 };
for (const { name, args, env = {}, counts } of stages) {
  const start = performance.now();
  process.stdout.write(`\n== ${name}\n`);
  const ok = await passes(args, env);
  /** @type {Counts} */
  let found = { passed: 0, failed: 0, skipped: 0 };
  try {
    if (counts) found = counts();
  } catch {
    // No report: the stage broke before its first test, which the next line counts.
  }
  if (!ok && found.failed === 0) found.failed = 1;
  total.passed += found.passed;
  total.failed += found.failed;
  total.skipped += found.skipped;
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  process.stdout.write(`== ${name}: ${ok ? 'ok' : 'FAILED'}, ${seconds} s\n`);
}
rmSync(scratch, { recursive: true, force: true });

const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : '';
process.stdout.write(`\n${total.passed} passed, ${total.failed} failed${skipped}\n`);
process.exitCode = total.failed > 0 ? 1 : 0;
