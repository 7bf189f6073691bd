// `npm start`: the desktop app, or the same app in the browser where Electron's program is not there.
import { join } from 'node:path';
import { electronProgram, hasDisplay } from './lib/electron.mjs';
import { note } from './lib/shell.mjs';
import { become, becomeOurs, projectEnv, root } from './lib/tree.mjs';

const args = process.argv.slice(2);
const web = args.includes('--web');
const rest = args.filter((word) => word !== '--web');
const electron = web ? undefined : electronProgram();

if (electron && hasDisplay()) {
  // Chromium's sandbox refuses to run as root.
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  become(electron, [...sandbox, root, ...rest], { env: projectEnv() });
} else {
  if (!web) {
    note(
      electron
        ? 'No display was found, so Tagbridge opens in your browser instead.'
        : "Electron's program is not available here, so Tagbridge opens in your browser instead.",
    );
  }
  const cli = join(root, 'out', 'main', 'cli.js');
  becomeOurs([cli, 'serve', '--open', ...rest], projectEnv());
}
