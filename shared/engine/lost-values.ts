import type { LostValue } from '../api/lost-value.ts';
import { sameValue } from '../core/equal.ts';
import { type FieldName, fieldDef } from '../core/registry.ts';
import { listLibraries } from './db/libraries.ts';
import { losersOf } from './db/losers.ts';
import type { ReadableDb } from './db/sql.ts';

const most = 50;

/** What a field of a photo lost, newest first; the same value once, as it lost last. */
export function lostValues(db: ReadableDb, photo: number, field: FieldName): LostValue[] {
  const def = fieldDef(field);
  const names = new Map(listLibraries(db).map(({ id, name }) => [id, name]));
  const found: LostValue[] = [];
  for (const { value, library, at, run } of losersOf(db, photo, field)) {
    if (found.some((known) => sameValue(def, known.value, value))) continue;
    const name = library === null ? undefined : names.get(library);
    found.push({
      ...{ value, at },
      ...(name === undefined ? {} : { library: name }),
      ...(run === null ? {} : { run }),
    });
    if (found.length === most) break;
  }
  return found;
}
