import { readFile, realpath, stat } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.map': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
};

export interface UiFile {
  readonly bytes: Buffer<ArrayBuffer>;
  readonly type: string;
  /** Vite puts a hash of the content into the names of assets: they never change. */
  readonly immutable: boolean;
}

/** The window's files, built to `out/renderer`. The program runs from `shared/host`, or bundled from `out/main`. */
export async function uiFolder(): Promise<string | undefined> {
  const here = import.meta.dirname;
  for (const folder of [join(here, '../../../out/renderer'), join(here, '../renderer')]) {
    const found = await stat(join(folder, 'index.html')).catch(() => undefined);
    if (found?.isFile()) return folder;
  }
  return undefined;
}

/** One file of the window by the path of an address; undefined when there is none, or it lies elsewhere. */
export async function readUiFile(folder: string, path: string): Promise<UiFile | undefined> {
  let name: string;
  try {
    name = decodeURIComponent(path);
  } catch {
    return undefined;
  }
  if (name.includes('\0') || name.includes('\\')) return undefined;
  const wanted = name === '/' ? '/index.html' : name;
  const type = types[extname(wanted)];
  if (type === undefined) return undefined;
  try {
    const root = await realpath(folder);
    const file = await realpath(join(root, wanted));
    if (!file.startsWith(root + sep)) return undefined;
    return { bytes: await readFile(file), type, immutable: wanted.startsWith('/assets/') };
  } catch {
    return undefined;
  }
}
