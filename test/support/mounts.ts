// Real mounts for tests of drives; only root on Linux may make them.
import { spawnSync } from 'node:child_process';
import { mkdirSync, rmdirSync } from 'node:fs';
import { tempFolder } from './pictures.ts';

function mount(...args: string[]): void {
  const { status, stderr } = spawnSync('mount', args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`mount: ${stderr}`);
}

/** Why drives cannot be mounted here, or undefined. */
export function noMounts(): string | undefined {
  if (process.platform !== 'linux') return 'it needs Linux';
  if (process.getuid?.() !== 0) return 'only root may mount';
  const folder = tempFolder();
  try {
    mount('-t', 'tmpfs', 'tmpfs', folder.path);
    spawnSync('umount', [folder.path]);
    return undefined;
  } catch {
    return 'this system lets nobody mount';
  } finally {
    folder.remove();
  }
}

/** Something mounted at `path`, until `end`. */
export interface Mounted {
  readonly path: string;
  readOnly(is: boolean): void;
  end(): void;
}

function mounted(path: string): Mounted {
  return {
    path,
    readOnly: (is) => mount('-o', `remount,${is ? 'ro' : 'rw'}`, path),
    end() {
      spawnSync('umount', ['-l', path]);
      rmdirSync(path);
    },
  };
}

/** An empty drive of so many bytes in memory. */
export function mountDrive(path: string, bytes: number): Mounted {
  mkdirSync(path, { recursive: true });
  mount('-t', 'tmpfs', '-o', `size=${bytes}`, 'tmpfs', path);
  return mounted(path);
}

/** Another folder of the same drive, seen at `path` as well. */
export function mountFolder(folder: string, path: string): Mounted {
  mkdirSync(path, { recursive: true });
  mount('--bind', folder, path);
  return mounted(path);
}
