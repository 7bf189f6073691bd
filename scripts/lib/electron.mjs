import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './tree.mjs';

// Asking the package itself would start its download, so its files are looked at instead.
const home = join(root, 'node_modules', 'electron');

/** Where Electron's program is, when it is there. @returns {string | undefined} */
export function electronProgram() {
  try {
    const name = readFileSync(join(home, 'path.txt'), 'utf8');
    const program = join(process.env.ELECTRON_OVERRIDE_DIST_PATH ?? join(home, 'dist'), name);
    return existsSync(program) ? program : undefined;
  } catch {
    return undefined;
  }
}

/** Whether a window can be opened at all. */
export function hasDisplay() {
  if (process.platform !== 'linux') return true;
  return Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}
