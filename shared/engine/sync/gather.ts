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

type Bases = ReturnType<typeof basesOf>;

/** What a copy lost is no change of it: it takes what was decided, as if it had always been so. */
function withoutLost(bases: Bases, copies: readonly Copy[]): Bases {
  const ours = new Map(bases);
  for (const { file, found } of copies) {
    const lost = new Set(file.snapshot?.lost);
    const known = bases.get(file.id);
    if (lost.size === 0 || !known) continue;
    const unchanged = ([field, base]: [FieldName, MaybeValue]): [FieldName, MaybeValue] =>
      lost.has(field) ? [field, found.get(field) ?? null] : [field, base];
    ours.set(
      file.id,
      new Map([...known].map(([bridge, fields]) => [bridge, new Map([...fields].map(unchanged))])),
    );
  }
  return ours;
}

/** All that a decision on some photos needs, in a handful of queries: ask for a window, not for a library. */
export function gatherPhotos(db: ReadableDb, photos: readonly number[]): PhotoState[] {
  const libraries = new Map(listLibraries(db).map((library) => [library.id, library]));
  const files = copiesOfPhotos(db, photos);
  const ids = files.map((file) => file.id);
  const meant = meantOf(db, ids);
  const all = files.flatMap((file) => {
    const library = libraries.get(file.library);
    return library ? [copyOf(file, library, meant.get(file.id))] : [];
  });
  const bases = withoutLost(basesOf(db, ids), all);
  const [hubs, held] = [hubsOf(db, photos), heldOf(db, photos)];
  const appeared = appearedIn(db, ids);
  const renames = renamesOf(db, photos);
  const copies = Map.groupBy(all, ({ file }) => file.photo);
  return photos.map((photo) => ({
    photo,
    copies: copies.get(photo) ?? [],
    hubs: hubs.get(photo) ?? new Map(),
    bases,
    appeared,
    held: held.get(photo) ?? new Map(),
    renames: renames.get(photo) ?? [],
    moves: new Map(),
    kin: new Map(),
  }));
}
