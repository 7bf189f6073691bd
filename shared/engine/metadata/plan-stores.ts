import { basename } from 'node:path';
import type { Change } from '../../core/change.ts';
import { encodeChanges, encodeSidecar, type TagWrite } from '../../core/encode.ts';
import { extensionOf, type Format, formatOfType, sidecarNames, writeStores } from '../../core/formats.ts';
import { interpret } from '../../core/interpret.ts';
import type { RawTags, StoreKind } from '../../core/raw-tags.ts';
import { simulateWrites } from '../../core/simulate.ts';
import type { FieldValues } from '../../core/snapshot.ts';
import type { MaybeValue } from '../../core/value.ts';
import type { MediaFacts, MediaFile } from '../types.ts';
import { beside } from './dump.ts';
import { pathOf } from './place.ts';
import { Refused } from './replace.ts';

/** What is written into one store. `path` is absolute; a `create` has no file there yet. */
export interface StorePlan {
  readonly store: StoreKind;
  readonly path: string;
  readonly action: 'replace' | 'create';
  readonly writes: readonly TagWrite[];
}

export interface FilePlan {
  readonly format: Format;
  /** Only stores whose tags change. */
  readonly stores: readonly StorePlan[];
  /** What reading every store back must give. */
  readonly expected: RawTags;
}

/** The values a file has once the changes are made. */
function valuesAfter(raw: RawTags, facts: MediaFacts, changes: readonly Change[]): FieldValues {
  const before = interpret(raw, undefined, { format: facts.format }).values;
  const after: Record<string, MaybeValue> = { ...before };
  for (const { field, after: value } of changes) after[field] = value;
  return Object.fromEntries(Object.entries(after).filter(([, value]) => value !== null));
}

function encodeStore(
  store: StoreKind,
  raw: RawTags,
  facts: MediaFacts,
  extension: string,
  changes: readonly Change[],
): TagWrite[] {
  const { format, width, height } = facts;
  const size = width === undefined || height === undefined ? {} : { size: { width, height } };
  const target = { store, format, extension, ...size };
  const own = raw.stores.find((one) => one.store === store);
  if (own !== undefined) return encodeChanges(changes, { ...target, raw: own });
  return encodeSidecar(valuesAfter(raw, facts, changes), target);
}

/**
 * Which stores of a file are written, and with which tags. A missing sidecar is made complete: with all that the file
 * itself says, or other programs would take what is absent for deleted (fields.md §4). Throws `Refused`.
 */
export function planStores(
  file: MediaFile,
  raw: RawTags,
  facts: MediaFacts,
  places: ReadonlyMap<StoreKind, string>,
  changes: readonly Change[],
): FilePlan {
  const format = formatOfType(facts.format);
  if (format === undefined) {
    throw new Refused({ code: 'unsupported', message: `${facts.format} files are not written.` });
  }
  const stores = writeStores(format, file.writes, file.sidecar, [...places.keys()]);
  if ('code' in stores) throw new Refused(stores);
  const path = pathOf(file);
  const names = sidecarNames(basename(path), file.sidecar);
  let expected = raw;
  const plans: StorePlan[] = [];
  for (const store of stores) {
    const there = places.get(store);
    const writes = encodeStore(store, raw, facts, extensionOf(path), changes);
    if (writes.length === 0) continue;
    const at = there ?? beside(path, names[store === 'embedded' ? 'sidecarFull' : store]);
    plans.push({ store, path: at, action: there === undefined ? 'create' : 'replace', writes });
    expected = simulateWrites(expected, store, writes);
  }
  return { format, stores: plans, expected };
}
