import type { MediaFacts } from '../api/media-facts.ts';
import type { CopyRef, FileView, FoundPhoto } from '../api/views.ts';
import { sameValue } from '../core/equal.ts';
import { isStaleRegions } from '../core/interpret/regions.ts';
import { type FieldName, fieldDef } from '../core/registry.ts';
import type { Value } from '../core/value.ts';
import type { FileRef, FileRow } from './db/files.ts';
import { type LibraryRow, listLibraries } from './db/libraries.ts';
import { findPhotos } from './db/photos.ts';
import { problemsOf } from './db/problems.ts';
import type { ReadableDb } from './db/sql.ts';
import { kinOfFile } from './families.ts';
import { allBridge, unwritable } from './sync/active-bridge.ts';
import { gatherPhotos } from './sync/gather.ts';
import type { Copy, PhotoState } from './sync/photo-state.ts';

type Fields = Partial<Record<FieldName, Value>>;

const namesOf = (db: ReadableDb) => new Map(listLibraries(db).map((library) => [library.id, library.name]));

const refOf = (names: ReadonlyMap<string, string>, file: FileRef): CopyRef => ({
  file: file.id,
  library: names.get(file.library) ?? '',
  path: file.path,
});

const valuesOf = (copy: Copy): Fields =>
  Object.fromEntries([...copy.values].filter(([, value]) => value !== null));

/** Fields on which all readable copies agree, and those on which they do not. Values are as meant. */
export function agreement(state: PhotoState): { fields: Fields; differs: FieldName[] } {
  const copies = state.copies.filter((copy) => copy.file.snapshot !== null && copy.file.state === 'ok');
  const names = new Set(copies.flatMap((copy) => [...copy.values.keys()]));
  const fields: Fields = {};
  const differs: FieldName[] = [];
  for (const name of names) {
    const first = copies[0]!.values.get(name) ?? null;
    const same = copies.every((copy) => sameValue(fieldDef(name), first, copy.values.get(name) ?? null));
    if (!same) differs.push(name);
    else if (first !== null) fields[name] = first;
  }
  return { fields, differs };
}

/** Photos with a copy that matches, a page at a time. */
export function foundPhotos(
  db: ReadableDb,
  input: { readonly query: string; readonly limit?: number | undefined; readonly after?: string | undefined },
): { total: number; next?: string; photos: FoundPhoto[] } {
  const names = namesOf(db);
  const page = findPhotos(db, { query: input.query, limit: input.limit ?? 100, after: input.after });
  const photos = gatherPhotos(db, page.photos).map((state) => ({
    photo: state.photo,
    copies: state.copies.map((copy) => refOf(names, copy.file)),
    ...agreement(state),
  }));
  return { total: page.total, ...(page.next === undefined ? {} : { next: page.next }), photos };
}

function factsOf(file: FileRow): MediaFacts {
  const { format = '', mime = '', width, height, orientation, imageHash } = file.facts ?? {};
  return {
    ...{ format, mime, size: file.size, mtime: file.mtime },
    ...(width === undefined ? {} : { width }),
    ...(height === undefined ? {} : { height }),
    ...(orientation === undefined ? {} : { orientation }),
    ...(imageHash === undefined ? {} : { imageHash }),
  };
}

/** Fields whose text nobody can decode. */
const unreadableIn = ({ snapshot }: FileRow): Pick<FileView, 'unreadable'> =>
  snapshot?.unreadable ? { unreadable: [...snapshot.unreadable] } : {};

const reasons: Record<string, (library: LibraryRow) => string> = {
  readOnly: (library) => `${library.name} is read-only here.`,
  source: (library) => `${library.name} is only a source in one of its bridges.`,
  offline: (library) => `${library.name} is offline. ${library.stateReason ?? ''}`.trim(),
  unreadable: () => 'The file cannot be read now.',
  failing: () => 'Writing it failed lately; it is tried again later.',
  unsupported: (library) =>
    `Tags cannot be written into files of this kind. ${library.name} could keep them in sidecars.`,
};

const stateOf = (copy: Copy): FileView['copies'][number]['state'] => {
  if (copy.library.state === 'offline') return 'offline';
  return copy.file.state;
};

/** Files of the same shot that are no copies, and those that only look like it, with the reason. */
function familyView(
  db: ReadableDb,
  row: FileRow,
  names: ReadonlyMap<string, string>,
): Pick<FileView, 'family' | 'notFamily'> {
  const kin = kinOfFile(db, row);
  const doubtful = kin.flatMap(({ file, kind, why }) =>
    kind === null ? [{ ...refOf(names, file), why }] : [],
  );
  return {
    family: kin.flatMap(({ file, kind, why }) =>
      kind === null ? [] : [{ ...refOf(names, file), kind, why }],
    ),
    ...(doubtful.length > 0 ? { notFamily: doubtful } : {}),
  };
}

/** All that is known of a file and of the photo's other copies. */
export function fileView(db: ReadableDb, file: FileRow): FileView {
  const names = namesOf(db);
  const state = file.photo === null ? undefined : gatherPhotos(db, [file.photo])[0];
  const own = state?.copies.find((copy) => copy.file.id === file.id);
  const reason = own ? unwritable(own, allBridge(db).roles.get(own.library.id)) : 'unreadable';
  const problem = problemsOf(db, file.library, file.path)[0];
  const { match, confidence } = file;
  return {
    ...{ ...refOf(names, file), photo: file.photo ?? 0, facts: factsOf(file) },
    fields: file.snapshot?.values ?? {},
    sources: (file.snapshot?.sources ?? {}) as FileView['sources'],
    disagreements: (file.snapshot?.disagreements ?? {}) as FileView['disagreements'],
    ...unreadableIn(file),
    ...(isStaleRegions(file.snapshot?.values.regions, file.facts ?? {}) ? { staleRegions: true } : {}),
    copies: (state?.copies ?? [])
      .filter((copy) => copy.file.id !== file.id)
      .map((copy) => ({
        ...{ ...refOf(names, copy.file), fields: valuesOf(copy), state: stateOf(copy) },
        ...unreadableIn(copy.file),
      })),
    ...(match === null ? {} : { match: { how: match, confidence: confidence ?? 1 } }),
    ...familyView(db, file, names),
    ...(problem === undefined ? {} : { problem }),
    writable: reason === undefined,
    ...(reason && own ? { readOnlyReason: reasons[reason]!(own.library) } : {}),
  };
}
