import type { ConflictShape, ConflictView, Page } from '../api/views.ts';
import { fieldDef } from '../core/registry.ts';
import { shapeOf } from '../core/shape.ts';
import { findBridge, requireBridge } from './db/bridges.ts';
import {
  type ConflictQuery,
  type ConflictRow,
  conflictPhotos,
  conflictShapes,
  countConflicts,
  listConflicts,
} from './db/conflicts.ts';
import { type FileRef, fileRefs } from './db/file-refs.ts';
import { lastRaw } from './db/files.ts';
import { listLibraries } from './db/libraries.ts';
import { photoMatches } from './db/photos.ts';
import type { ReadableDb } from './db/sql.ts';
import { programOf } from './program.ts';

/** Shapes shown; the rest has its conflicts in the list. */
const shapesShown = 500;
const sampleSize = 12;

interface Names {
  readonly file: (id: number) => (FileRef & { readonly mtime: number }) | undefined;
  readonly library: (id: number) => string;
  readonly bridge: (id: string) => string;
  /** The program that says it last wrote the file. */
  readonly program: (id: number) => string | undefined;
}

function namesFor(db: ReadableDb, rows: readonly ConflictRow[]): Names {
  const files = new Map(
    fileRefs(db, [...new Set(rows.flatMap((row) => row.sides.map((side) => side.file)))]).map((file) => [
      file.id,
      file,
    ]),
  );
  const libraries = new Map(listLibraries(db).map((library) => [library.id, library.name]));
  const programs = new Map<number, string | undefined>();
  return {
    file: (id) => files.get(id),
    library: (id) => libraries.get(files.get(id)?.library ?? '') ?? '',
    bridge: (id) => findBridge(db, id)?.name ?? id,
    program(id) {
      if (!programs.has(id)) programs.set(id, programOf(lastRaw(db, id)));
      return programs.get(id);
    },
  };
}

function sideView(names: Names, side: ConflictRow['sides'][number]): ConflictView['sides'][number] {
  const file = names.file(side.file);
  const program = names.program(side.file);
  return {
    ...{ file: side.file, library: names.library(side.file), path: file?.path ?? '' },
    ...{ store: side.store ?? '', value: side.value, changed: side.changed },
    ...(side.tag === undefined ? {} : { tag: side.tag }),
    ...(side.base === undefined ? {} : { base: side.base }),
    ...(program === undefined ? {} : { program }),
    ...(file === undefined ? {} : { at: file.mtime }),
  };
}

function viewOf(names: Names, row: ConflictRow): ConflictView {
  return {
    ...{ id: row.id, kind: row.kind, bridge: names.bridge(row.bridge), photo: row.photo, field: row.field },
    ...(row.hub === undefined ? {} : { hub: row.hub }),
    sides: row.sides.map((side) => sideView(names, side)),
  };
}

interface Input {
  readonly shape?: string | undefined;
  readonly photo?: number | undefined;
  readonly bridge?: string | undefined;
  readonly where?: string | undefined;
  readonly limit?: number | undefined;
  readonly after?: string | undefined;
}

const inBridge = (db: ReadableDb, { bridge }: Pick<Input, 'bridge'>): ConflictQuery =>
  bridge === undefined ? {} : { bridge: requireBridge(db, bridge).id };

function queryOf(db: ReadableDb, input: Input): ConflictQuery {
  const { shape, photo: at, where } = input;
  const query = { shape, at, ...inBridge(db, input) };
  if (!where?.trim()) return query;
  const photos = conflictPhotos(db, query).filter((one) => photoMatches(db, one, where));
  return { ...query, photos };
}

/** Every open conflict with each side's value. */
export function conflictPage(db: ReadableDb, input: Input): Page<ConflictView> {
  if (input.where?.trim()) photoMatches(db, 0, input.where);
  const query = queryOf(db, input);
  const limit = input.limit ?? 200;
  const rows = listConflicts(db, query, limit + 1, Number(input.after ?? 0));
  const items = rows.slice(0, limit);
  const names = namesFor(db, items);
  const last = rows.length > limit ? items.at(-1) : undefined;
  return {
    total: countConflicts(db, query),
    items: items.map((row) => viewOf(names, row)),
    ...(last ? { next: String(last.id) } : {}),
  };
}

function shapeView(db: ReadableDb, { shape, count }: { shape: string; count: number }): ConflictShape {
  const rows = listConflicts(db, { shape }, sampleSize);
  const first = rows[0]!;
  const names = namesFor(db, rows);
  return {
    ...{ shape, kind: first.kind, bridge: names.bridge(first.bridge), field: first.field, count },
    sides: shapeOf(fieldDef(first.field), first, names.library).sides.map((side) => ({ ...side })),
    sample: rows.map((row) => ({ photo: row.photo, file: row.sides[0]?.file ?? 0 })),
  };
}

/** Conflicts that one decision can resolve, together, largest first. */
export const shapeViews = (db: ReadableDb, input: Pick<Input, 'bridge'> = {}): ConflictShape[] =>
  conflictShapes(db, inBridge(db, input), shapesShown).map((shape) => shapeView(db, shape));
