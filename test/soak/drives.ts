// Drives that can be pulled: a folder bound to the place where its library is looked for.
import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';

export interface Drive {
  /** Where the library is looked for. */
  readonly mounted: string;
  /** Where the files are, drive or no drive. */
  readonly backing: string;
  readonly isThere: boolean;
  plug(): void;
  /** `lazy`: the name goes at once, files that are open stay open. Else it may be busy; false then. */
  pull(lazy: boolean): boolean;
  close(): void;
}

const mount = (...args: string[]) => execFileSync('mount', args, { stdio: 'ignore' });

/** True where this user may mount. */
export function mayMount(folder: string): boolean {
  const [from, to] = [`${folder}/may`, `${folder}/mount`];
  for (const path of [from, to]) mkdirSync(path, { recursive: true });
  try {
    mount('--bind', from, to);
    execFileSync('umount', [to], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** A drive of its own: a file system in memory, bound to the library's place. */
export function createDrive(mounted: string, backing: string): Drive {
  for (const path of [mounted, backing]) mkdirSync(path, { recursive: true });
  mount('-t', 'tmpfs', '-o', 'size=2g', 'tagbridge-soak', backing);
  let isThere = false;
  const drive: Drive = {
    mounted,
    backing,
    get isThere() {
      return isThere;
    },
    plug() {
      if (!isThere) mount('--bind', backing, mounted);
      isThere = true;
    },
    pull(lazy) {
      if (!isThere) return true;
      try {
        execFileSync('umount', lazy ? ['-l', mounted] : [mounted], { stdio: 'ignore' });
        isThere = false;
        return true;
      } catch {
        return false;
      }
    },
    close() {
      drive.pull(true);
      execFileSync('umount', ['-l', backing], { stdio: 'ignore' });
    },
  };
  return drive;
}

/** A library that is always there. */
export const fixedPlace = (path: string): Drive => {
  mkdirSync(path, { recursive: true });
  return {
    mounted: path,
    backing: path,
    isThere: true,
    plug: () => undefined,
    pull: () => true,
    close: () => undefined,
  };
};
