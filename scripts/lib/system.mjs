// Programs of the system that Tagbridge or its tests use.
import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { findChromium, onPath } from './chromium.mjs';
import { electronProgram } from './electron.mjs';
import { note, run } from './shell.mjs';
import { projectEnv, projectNode, root } from './tree.mjs';

const modules = join(root, 'node_modules');
const canInstall = process.platform === 'linux' && process.getuid?.() === 0 && Boolean(onPath('apt-get'));
let listsAreNew = false;

/** @param {string[]} packages Installs Debian packages, as root on Debian only. */
async function aptGet(packages) {
  if (!canInstall) return false;
  note(`Installing ${packages.join(', ')} from the system's packages…`);
  const options = {
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    silent: true,
    timeout: 300_000,
  };
  const quick = ['-qq', '-o', 'Acquire::Retries=1', '-o', 'Acquire::http::Timeout=15'];
  if (!listsAreNew) await run('apt-get', [...quick, 'update'], options);
  listsAreNew = true;
  const args = [...quick, 'install', '-y', '--no-install-recommends', ...packages];
  return (await run('apt-get', args, options)) === 0;
}

/** ExifTool is a Perl program. */
export async function ensurePerl() {
  if (process.platform === 'win32' || onPath('perl')) return;
  if ((await aptGet(['perl'])) && onPath('perl')) return;
  throw new Error(
    'Tagbridge reads and writes metadata with ExifTool, which needs Perl. Install it (Debian, Ubuntu: apt install perl) and try again.',
  );
}

const tools = { strace: 'strace', exiv2: 'exiv2', setfacl: 'acl', setfattr: 'attr' };

/** What only some tests use: those are skipped without it, so a failure here is no failure. */
export async function ensureTools() {
  const missing = Object.entries(tools).filter(([program]) => !onPath(program));
  if (missing.length === 0 || !canInstall) return;
  // Not at every start when it did not work a moment ago.
  const tried = join(modules, '.tagbridge-tools-tried');
  const last = statSync(tried, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  if (Date.now() - last < 3_600_000) return;
  if (await aptGet(missing.map(([, name]) => name))) rmSync(tried, { force: true });
  else writeFileSync(tried, '');
}

/** The browser of the end-to-end tests. */
export async function ensureChromium() {
  if (findChromium()) return;
  if ((await aptGet(['chromium'])) && findChromium()) return;
  const playwright = join(modules, '@playwright', 'test', 'cli.js');
  if ((await run(projectNode(), [playwright, 'install', 'chromium'], { env: projectEnv() })) !== 0) {
    note(
      'No Chromium could be installed. Name one with CHROMIUM=/path/to/chromium to run the browser tests.',
    );
  }
}

/** Fetches Electron's program when its server answers; without it Tagbridge opens in the browser. */
export async function ensureElectron() {
  if (electronProgram()) return;
  try {
    const { version } = JSON.parse(readFileSync(join(modules, 'electron', 'package.json'), 'utf8'));
    const urls = join(modules, '@electron', 'get', 'dist', 'artifact-utils.js');
    const { getArtifactRemoteURL } = await import(pathToFileURL(urls).href);
    const url = await getArtifactRemoteURL({
      version: `v${version}`,
      platform: process.platform,
      arch: process.arch,
      artifactName: 'electron',
    });
    const answer = await fetch(url, { method: 'HEAD', signal: AbortSignal.timeout(3000) });
    if (!answer.ok) return;
  } catch {
    return;
  }
  const install = join(modules, 'electron', 'install.js');
  if (!existsSync(install)) return;
  note("Fetching Electron's program (once)…");
  await run(process.execPath, [install], { silent: true, timeout: 300_000 });
}
