import type { FieldSummary, SelectionSummary } from '../api/selection-summary.ts';
import { canonicalJson } from '../core/equal/json.ts';
import { normalValue } from '../core/equal.ts';
import { type FieldName, fieldDef } from '../core/registry.ts';
import type { MaybeValue } from '../core/value.ts';
import { keywordsOfFiles } from './db/keywords.ts';
import type { ReadableDb } from './db/sql.ts';
import { allBridge, unwritable } from './sync/active-bridge.ts';
import { gatherPhotos } from './sync/gather.ts';
import type { Copy } from './sync/photo-state.ts';

/** Different values named per field; the rest is only counted. */
const namedValues = 20;
const window = 500;

interface Tally {
  value: MaybeValue;
  files: number;
}

/** What is counted of a field: how often each value is held, and in how many files it cannot be read. */
interface Count {
  readonly values: Map<string, Tally>;
  unreadable: number;
}

/** `known`: files that could be read at all. */
function fieldSummary({ values: tallies, unreadable }: Count, known: number): FieldSummary {
  const values = [...tallies.values()].sort((a, b) => b.files - a.files);
  const counted = values.reduce((sum, tally) => sum + tally.files, 0) + unreadable;
  // Files without the field hold a value too: none. What cannot be read is not that.
  const all = counted < known ? [...values, { value: null, files: known - counted }] : values;
  return {
    ...(all.length === 1 ? { value: all[0]!.value } : {}),
    ...{ distinct: all.length, values: all.slice(0, namedValues) },
    ...(unreadable > 0 ? { unreadable } : {}),
  };
}

function countCopy(fields: Map<FieldName, Count>, copy: Copy): void {
  const countOf = (field: FieldName): Count => {
    let count = fields.get(field);
    if (!count) fields.set(field, (count = { values: new Map(), unreadable: 0 }));
    return count;
  };
  for (const field of copy.file.snapshot?.unreadable ?? []) countOf(field).unreadable += 1;
  for (const [field, value] of copy.values) {
    const { values } = countOf(field);
    const key = canonicalJson(normalValue(fieldDef(field), value));
    const tally = values.get(key);
    if (tally) tally.files += 1;
    else values.set(key, { value, files: 1 });
  }
}

/** What the copies of the selected photos have in common, and where they are mixed. */
export function summarize(db: ReadableDb, photos: readonly number[]): SelectionSummary {
  const roles = allBridge(db).roles;
  const counts = new Map<FieldName, Count>();
  const files: number[] = [];
  let [writable, unreadable] = [0, 0];
  for (let at = 0; at < photos.length; at += window) {
    for (const { copies } of gatherPhotos(db, photos.slice(at, at + window))) {
      for (const copy of copies) {
        files.push(copy.file.id);
        if (unwritable(copy, roles.get(copy.library.id)) === undefined) writable += 1;
        if (copy.file.snapshot === null || copy.file.state !== 'ok') unreadable += 1;
        else countCopy(counts, copy);
      }
    }
  }
  const known = files.length - unreadable;
  const fields = [...counts].map(([field, count]) => [field, fieldSummary(count, known)] as const);
  return {
    photos: photos.length,
    files: files.length,
    writable,
    ...(unreadable > 0 ? { unreadable } : {}),
    fields: Object.fromEntries(fields),
    keywords: keywordsOfFiles(db, files),
  };
}
