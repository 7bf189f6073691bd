import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** Thumbnails on disk, named by what they were made from. Losing one costs only making it again. */
export interface ThumbnailCache {
  keyOf(what: string): string;
  get(key: string): Promise<Buffer | undefined>;
  put(key: string, bytes: Buffer): Promise<void>;
}

/** How many new thumbnails before the folder is looked through for the oldest. */
const sweepEvery = 1_000;
const dayMs = 86_400_000;

/** Removes what was not looked at for longest until nine tenths of the limit remain. */
async function sweep(folder: string, limit: number): Promise<void> {
  const names = await readdir(folder, { recursive: true }).catch(() => []);
  const files = await Promise.all(
    names
      .filter((name) => name.endsWith('.jpg'))
      .map(async (name) => {
        const path = join(folder, name);
        const stats = await stat(path).catch(() => undefined);
        return { path, size: stats?.size ?? 0, used: stats?.mtimeMs ?? 0 };
      }),
  );
  let bytes = files.reduce((sum, { size }) => sum + size, 0);
  if (bytes <= limit) return;
  for (const { path, size } of files.toSorted((a, b) => a.used - b.used)) {
    if (bytes <= limit * 0.9) return;
    await rm(path, { force: true });
    bytes -= size;
  }
}

export function createThumbnailCache(dataDir: string, limit: number): ThumbnailCache {
  const folder = join(dataDir, 'thumbs');
  let puts = 0;
  const pathOf = (key: string): string => join(folder, key.slice(0, 2), `${key}.jpg`);
  return {
    keyOf: (what) => createHash('sha256').update(what).digest('hex').slice(0, 40),
    async get(key) {
      const path = pathOf(key);
      const bytes = await readFile(path).catch(() => undefined);
      if (bytes === undefined || bytes.length === 0) return undefined;
      const { mtimeMs } = await stat(path);
      const now = new Date();
      if (now.getTime() - mtimeMs > dayMs) await utimes(path, now, now).catch(() => undefined);
      return bytes;
    },
    async put(key, bytes) {
      const path = pathOf(key);
      await mkdir(dirname(path), { recursive: true });
      const fresh = `${path}.${randomUUID()}`;
      await writeFile(fresh, bytes);
      await rename(fresh, path);
      puts += 1;
      if (puts % sweepEvery === 1) await sweep(folder, limit);
    },
  };
}
