import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

export interface Surroundings {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly home: string;
}

const here = (): Surroundings => ({ platform: process.platform, env: process.env, home: homedir() });

/**
 * The data folder: what was asked for, else `TAGBRIDGE_DATA`, else where the platform keeps an application's data
 * (XDG Base Directory, `~/Library/Application Support`, `%APPDATA%`). Absolute.
 */
export function dataDir(asked: string | undefined, { platform, env, home }: Surroundings = here()): string {
  const named = asked ?? env['TAGBRIDGE_DATA'];
  if (named !== undefined && named !== '') return resolve(named);
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'Tagbridge');
  if (platform === 'win32') return join(env['APPDATA'] ?? join(home, 'AppData', 'Roaming'), 'Tagbridge');
  const xdg = env['XDG_DATA_HOME'];
  // The specification says to ignore a relative path.
  return join(xdg?.startsWith('/') ? xdg : join(home, '.local', 'share'), 'tagbridge');
}
