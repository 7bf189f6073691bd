import { canonicalJson } from '../core/equal/json.ts';
import { normalValue } from '../core/equal.ts';
import { type FieldName, fieldDef } from '../core/registry.ts';
import type { MaybeValue } from '../core/value.ts';
import { keywordsOfFiles } from './db/keywords.ts';
import type { ReadableDb } from './db/sql.ts';
import { allBridge, unwritable } from './sync/active-bridge.ts';
import { gatherPhotos } from './sync/gather.ts';

/** Different values named per field; the rest is only counted. */
const namedValues = 20;
const window = 500;

interface Tally {
  value: MaybeValue;
  files: number;
}

export interface SelectionSummary {
  photos: number;
  files: number;
  writable: number;
  fields: Record<string, { value?: unknown; distinct: number; values: { value: unknown; files: number }[] }>;
  keywords: { path: string; files: number }[];
}

function fieldSummary(tallies: ReadonlyMap<string, Tally>, files: number) {
  const values = [...tallies.values()].sort((a, b) => b.files - a.files);
  const counted = values.reduce((sum, tally) => sum + tally.files, 0);
  // Files without the field hold a value too: none.
  const all = counted < files ? [...values, { value: null, files: files - counted }] : values;
  const one = all.length === 1 ? { value: all[0]!.value } : {};
  return { ...one, distinct: all.length, values: all.slice(0, namedValues) };
}

/** What the copies of the selected photos have in common, and where they are mixed. */
export function summarize(db: ReadableDb, photos: readonly number[]): SelectionSummary {
  const roles = allBridge(db).roles;
  const tallies = new Map<FieldName, Map<string, Tally>>();
  const files: number[] = [];
  let writable = 0;
  for (let at = 0; at < photos.length; at += window) {
    for (const { copies } of gatherPhotos(db, photos.slice(at, at + window))) {
      for (const copy of copies) {
        files.push(copy.file.id);
        if (unwritable(copy, roles.get(copy.library.id)) === undefined) writable += 1;
        for (const [field, value] of copy.values) {
          const key = canonicalJson(normalValue(fieldDef(field), value));
          let values = tallies.get(field);
          if (!values) tallies.set(field, (values = new Map()));
          const tally = values.get(key);
          if (tally) tally.files += 1;
          else values.set(key, { value, files: 1 });
        }
      }
    }
  }
  const fields = [...tallies].map(([field, values]) => [field, fieldSummary(values, files.length)] as const);
  return {
    photos: photos.length,
    files: files.length,
    writable,
    fields: Object.fromEntries(fields),
    keywords: keywordsOfFiles(db, files),
  };
}
