import type { FieldName } from '../core/registry.ts';
import type { Value } from '../core/value.ts';
import { listLibraries } from './db/libraries.ts';
import { photoPage } from './db/photos.ts';
import type { ReadableDb } from './db/sql.ts';
import { throwIfCancelled } from './jobs.ts';
import { gatherPhotos } from './sync/gather.ts';

const window = 200;

interface Exported {
  library: string;
  path: string;
  photo: number;
  fields: Record<string, unknown>;
}

/** Every copy of the photos that match, with its values, in index order. Read as the client takes them. */
export async function* exportCopies(
  db: ReadableDb,
  where: string | undefined,
  signal?: AbortSignal,
): AsyncGenerator<Exported, void, void> {
  const names = new Map(listLibraries(db).map((library) => [library.id, library.name]));
  for (let after = 0; ; ) {
    throwIfCancelled(signal);
    const photos = photoPage(db, where, after, window);
    if (photos.length === 0) return;
    for (const { photo, copies } of gatherPhotos(db, photos)) {
      for (const { file, values } of copies) {
        const fields = Object.fromEntries(values) as Record<FieldName, Value>;
        yield { library: names.get(file.library) ?? '', path: file.path, photo, fields };
      }
    }
    after = photos.at(-1)!;
  }
}
