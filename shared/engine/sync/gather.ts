import { asMeant } from '../../core/meant.ts';
import { type FieldName, fieldDef } from '../../core/registry.ts';
import type { MaybeValue } from '../../core/value.ts';
import { appearedIn } from '../db/appeared.ts';
import { copiesOfPhotos, type FileRow } from '../db/files.ts';
import { basesOf, heldOf, hubsOf } from '../db/hubs.ts';
import { type LibraryRow, listLibraries } from '../db/libraries.ts';
import { type Meant, meantOf } from '../db/meant.ts';
import { renamesOf } from '../db/renames.ts';
import type { ReadableDb } from '../db/sql.ts';
import type { Copy, PhotoState } from './photo-state.ts';

function valuesAsMeant(
  file: FileRow,
  meant: ReadonlyMap<FieldName, Meant> | undefined,
): Map<FieldName, MaybeValue> {
  const values = new Map(Object.entries(file.snapshot?.values ?? {}) as [FieldName, MaybeValue][]);
  for (const [field, write] of meant ?? []) {
    const value = asMeant(fieldDef(field), values.get(field) ?? null, write.meant, write.readBack);
    if (value === null) values.delete(field);
    else values.set(field, value);
  }
  return values;
}

/** A copy takes part in what is decided only where its file could be read and its library is there. */
export const isReadable = (file: FileRow, library: LibraryRow): boolean =>
  file.state === 'ok' && file.snapshot !== null && library.state !== 'offline';

function copyOf(file: FileRow, library: LibraryRow, meant: ReadonlyMap<FieldName, Meant> | undefined): Copy {
  const found = valuesAsMeant(file, meant);
  return {
    file,
    library,
    readable: isReadable(file, library),
    found,
    values: new Map(found),
    fromKin: new Set(),
  };
}

/** All that a decision on some photos needs, in a handful of queries: ask for a window, not for a library. */
export function gatherPhotos(db: ReadableDb, photos: readonly number[]): PhotoState[] {
  const libraries = new Map(listLibraries(db).map((library) => [library.id, library]));
  const files = copiesOfPhotos(db, photos);
  const ids = files.map((file) => file.id);
  const [meant, bases] = [meantOf(db, ids), basesOf(db, ids)];
  const [hubs, held] = [hubsOf(db, photos), heldOf(db, photos)];
  const appeared = appearedIn(db, ids);
  const renames = renamesOf(db, photos);
  const copies = Map.groupBy(files, (file) => file.photo);
  return photos.map((photo) => ({
    photo,
    copies: (copies.get(photo) ?? []).flatMap((file) => {
      const library = libraries.get(file.library);
      return library ? [copyOf(file, library, meant.get(file.id))] : [];
    }),
    hubs: hubs.get(photo) ?? new Map(),
    bases,
    appeared,
    held: held.get(photo) ?? new Map(),
    renames: renames.get(photo) ?? [],
    moves: new Map(),
    kin: new Map(),
  }));
}
