import { sameValue } from '../equal.ts';
import type { RawTags } from '../raw-tags.ts';
import { type FieldName, fieldDef, fieldNames } from '../registry.ts';
import type { Snapshot } from '../snapshot.ts';

/** What was read of a file at one time: its tags with the marks of `carry`, and what they say. */
export interface Read {
  readonly raw: RawTags;
  readonly snapshot: Snapshot;
}

const isSame = (field: FieldName, one: Snapshot, other: Snapshot): boolean =>
  sameValue(fieldDef(field), one.values[field] ?? null, other.values[field] ?? null);

/** Whether a sidecar that was there is gone. */
const isSidecarGone = (now: RawTags, before: RawTags): boolean =>
  before.stores.some(({ store }) => store !== 'embedded' && !now.stores.some((one) => one.store === store));

/**
 * Fields that are other than before only because a sidecar is gone: the rest of the file says of them what it said
 * beside it. Nobody decided that: a sidecar is cleaned up, or left behind where its photo was moved. They stay lost
 * until the file says something else of them. `rest`: what some tags say, read as those that follow `before`.
 */
export function lostFields(now: Read, before: Read, rest: (raw: RawTags) => Snapshot): FieldName[] {
  const still = (before.snapshot.lost ?? []).filter((field) => isSame(field, now.snapshot, before.snapshot));
  if (!isSidecarGone(now.raw, before.raw)) return still;
  const stores = before.raw.stores.filter(({ store }) => now.raw.stores.some((one) => one.store === store));
  const said = rest({ stores });
  const gone = fieldNames.filter(
    (field) => !isSame(field, now.snapshot, before.snapshot) && isSame(field, now.snapshot, said),
  );
  return [...new Set([...still, ...gone])];
}
