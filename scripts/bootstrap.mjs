// Makes a clone ready to run. Plain JavaScript for Node 20.19 and newer, without packages: nothing is
// installed yet when it starts. Everything it says goes to stderr.
//
//   --build     build out/ when it is missing or older than the sources
//   --chromium  find or install a browser for the end-to-end tests
//   --perl      make sure Perl is there, which ExifTool needs
//   --tools     install the programs that some tests compare with (best effort)
//   --electron  fetch Electron's program when its server answers (best effort)
import { join } from 'node:path';
import { isBuiltFrom, isFresh, sourceHash, stampBuild } from './lib/built.mjs';
import { oneAtATime } from './lib/lock.mjs';
import { installPackages } from './lib/packages.mjs';
import { note, run } from './lib/shell.mjs';
import { ensureChromium, ensureElectron, ensurePerl, ensureTools } from './lib/system.mjs';
import { projectEnv, projectNode, root } from './lib/tree.mjs';

const flags = new Set(process.argv.slice(2));

/** @param {boolean} always also when the build is up to date */
async function build(always) {
  if (!always && isFresh()) return;
  const at = new Date();
  const hash = sourceHash();
  if (always || !isBuiltFrom(hash)) {
    note('Building Tagbridge…');
    const program = join(root, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js');
    const env = { ...projectEnv(), NODE_ENV: 'production' };
    const code = await run(projectNode(), [program, 'build', '--logLevel', 'warn'], { env });
    if (code !== 0) throw new Error('The build failed; its own words are above.');
  }
  stampBuild(hash, at);
}

try {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    throw new Error(`Node 20.19 or newer is needed to set up Tagbridge; this is ${process.versions.node}.`);
  }
  await oneAtATime(async () => {
    await installPackages();
    if (flags.has('--perl')) await ensurePerl();
    if (flags.has('--tools')) await ensureTools();
    if (flags.has('--chromium')) await ensureChromium();
    if (flags.has('--electron')) await ensureElectron();
    if (flags.has('--build') || flags.has('--rebuild')) await build(flags.has('--rebuild'));
  });
} catch (error) {
  note(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
