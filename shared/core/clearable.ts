import { alwaysFromFile } from './interpret/context.ts';
import type { StoreKind } from './raw-tags.ts';
import { type FieldName, fieldDef } from './registry.ts';
import type { Snapshot, Source } from './snapshot.ts';

const sourcesOf = (field: FieldName, { sources, disagreements }: Snapshot): readonly Source[] => [
  ...(sources[field] ?? []),
  ...(disagreements[field] ?? []).map((side) => side.source),
];

/** A film's own clock is read, never written. */
const isClock = ({ tag }: Source): boolean => tag.startsWith('QuickTime:');

/**
 * Whether a write of these stores can make the field empty. Facts that cameras put into the file (time, position,
 * regions) are read from it whatever its sidecars leave out, here and in other programs: no sidecar takes them away,
 * and a mark of our own that says so would hide from its owner what the file still tells others.
 */
export const isClearable = (field: FieldName, snapshot: Snapshot, stores: readonly StoreKind[]): boolean =>
  !alwaysFromFile.has(field) ||
  !sourcesOf(field, snapshot).some((source) => !stores.includes(source.store) || isClock(source));

/** Why it cannot, and what to do. */
export const notClearable = (field: FieldName, stores: readonly StoreKind[]): string => {
  const { label } = fieldDef(field);
  if (stores.includes('embedded'))
    return `${label} is told by the film's own clock, which is not changed. It was left as it is.`;
  return `${label} is in the file itself, and only its sidecar is written here: that cannot take it away, and other programs would go on reading it. It was left as it is; to clear it, let the library write inside files (--writes embedded).`;
};
