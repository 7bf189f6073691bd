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

/** Fields that are other than before only because a sidecar is gone: the rest of the file says what it said beside it. */
function lostWithSidecar(now: Read, before: Read, rest: (raw: RawTags) => Snapshot): FieldName[] {
  if (!isSidecarGone(now.raw, before.raw)) return [];
  const stores = before.raw.stores.filter(({ store }) => now.raw.stores.some((one) => one.store === store));
  const said = rest({ stores });
  return fieldNames.filter(
    (field) => !isSame(field, now.snapshot, before.snapshot) && isSame(field, now.snapshot, said),
  );
}

const emptied = (now: Snapshot, before: Snapshot): FieldName[] =>
  fieldNames.filter((field) => before.values[field] !== undefined && now.values[field] === undefined);

/** How a file came to be other than it was. */
export interface Since {
  /** The picture is another one, too: a program saved it anew, and many of them leave out what they do not know. */
  readonly isSavedAnew: boolean;
  /** What some tags say, read as those that follow what was there before. */
  readonly rest: (raw: RawTags) => Snapshot;
}

/**
 * Fields that nobody decided to be as they are: their values went with a sidecar (it was cleaned up, or left behind
 * where its photo was moved), or when a program saved another picture in the old one's place. They stay lost until the
 * file says something else of them.
 */
export function lostFields(now: Read, before: Read, { isSavedAnew, rest }: Since): FieldName[] {
  const still = (before.snapshot.lost ?? []).filter((field) => isSame(field, now.snapshot, before.snapshot));
  const saved = isSavedAnew ? emptied(now.snapshot, before.snapshot) : [];
  return [...new Set([...still, ...saved, ...lostWithSidecar(now, before, rest)])];
}
