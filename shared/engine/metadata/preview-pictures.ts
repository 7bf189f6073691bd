import type { Dump } from './dump.ts';
import type { ExifToolPool } from './exiftool.ts';
import { jpegImageHash } from './jpeg-hash.ts';
import { nameArg } from './name-arg.ts';

/**
 * Previews that are whole JPEGs with the file's metadata in them once more: ExifTool renews it there with every write
 * (FujiFilm.pm `WriteRAF`, PanasonicRaw.pm `WriteJpgFromRaw`, SigmaRaw.pm `WriteX3F`), so their bytes differ after it
 * and their pictures must not.
 */
const carriers = /^(File:PreviewImage|IFD0:JpgFromRaw|SigmaRaw:(JpgFromRaw|PreviewImage))$/;

/** The dump of a file at `path` with a hash of such previews' pictures in the place of how many bytes they have. */
export async function withPreviewPictures(pool: ExifToolPool, dump: Dump, path: string): Promise<Dump> {
  const embedded = dump.get('embedded');
  const names = [...(embedded?.keys() ?? [])].filter((tag) => carriers.test(tag));
  if (embedded === undefined || names.length === 0) return dump;
  const { out } = await pool.run(['-json', '-b', '-G1', ...names.map((tag) => `-${tag}`), nameArg(path)]);
  const [row = {}] = JSON.parse(out.trim() || '[]') as Record<string, unknown>[];
  const tags = new Map(embedded);
  for (const name of names) {
    const bytes = Buffer.from(String(row[name] ?? '').replace(/^base64:/, ''), 'base64');
    const hash = jpegImageHash(bytes);
    if (hash !== undefined) tags.set(name, `picture ${hash}`);
  }
  return new Map(dump).set('embedded', tags);
}
