import type { Change } from './change.ts';
import { encodeCopyrightStatus, encodeLabel, encodePick, encodeRating } from './encode/flags.ts';
import { iptcCare } from './encode/iptc.ts';
import { encodeKeywords } from './encode/keywords.ts';
import { encodeRegions } from './encode/regions.ts';
import { encodeContact, encodeLocationCreated, encodePlaces, isPlaceField } from './encode/structs.ts';
import {
  type EncodeTarget,
  type Encoding,
  encodingOf,
  set,
  type TagValue,
  type TagWrite,
} from './encode/target.ts';
import { encodeCreators, encodeItems, encodeLangAlt, encodeText } from './encode/texts.ts';
import { encodeGps, encodeTime } from './encode/units.ts';
import { OWNER } from './interpret/context.ts';
import { type FieldName, fieldDef, fieldNames } from './registry.ts';
import type { FieldValues } from './snapshot.ts';
import type { MaybeValue } from './value.ts';

export type { EncodeTarget, TagValue, TagWrite };

type Encoder = (encoding: Encoding, after: MaybeValue) => TagWrite[];

const special: { readonly [F in FieldName]?: Encoder } = {
  keywords: encodeKeywords,
  rating: encodeRating,
  label: encodeLabel,
  pick: encodePick,
  copyrightStatus: encodeCopyrightStatus,
  creators: (encoding, after) => encodeCreators(encoding, fieldDef('creators'), after),
  captureTime: encodeTime,
  gps: encodeGps,
  contact: encodeContact,
  locationCreated: encodeLocationCreated,
  regions: encodeRegions,
};

const encodeField = (encoding: Encoding, field: FieldName, after: MaybeValue): TagWrite[] => {
  const def = fieldDef(field);
  const encoder = special[field];
  if (encoder) return encoder(encoding, after);
  if (def.kind === 'langAlt') return encodeLangAlt(encoding, def, after);
  if (def.kind === 'set' || def.kind === 'list') return encodeItems(encoding, def, after);
  return encodeText(encoding, def, after);
};

/**
 * The tags that make a store say what the changes' `after` says: every tag of the field's write set that the
 * container can hold and the file uses, and deletes for what would contradict. Nothing for changes a store cannot
 * hold. Pure; `simulateWrites` tells what reading back must give.
 */
export const encodeChanges = (changes: readonly Change[], target: EncodeTarget): TagWrite[] => {
  const encoding = encodingOf(target);
  const places = Object.fromEntries(
    changes.filter(({ field }) => isPlaceField(field)).map(({ field, after }) => [field, after]),
  );
  const writes = [
    ...changes
      .filter(({ field }) => !isPlaceField(field))
      .flatMap(({ field, after }) => encodeField(encoding, field, after)),
    ...(Object.keys(places).length > 0 ? encodePlaces(encoding, places) : []),
  ];
  return [...writes, ...iptcCare(encoding, changes, writes)];
};

/**
 * A sidecar made complete: every value (the file's once the changes are made), so that programs that read the sidecar
 * instead of the file lose nothing (fields.md §4), and it can decide alone. It names the extension of its owner.
 */
export const encodeSidecar = (
  values: FieldValues,
  changes: readonly Change[],
  target: EncodeTarget,
): TagWrite[] => {
  const changed = new Set(changes.map(({ field }) => field));
  const others = fieldNames.flatMap((field): Change[] => {
    const after = values[field];
    return after === undefined || changed.has(field) ? [] : [{ field, before: null, after }];
  });
  const owner = target.extension;
  return [
    ...encodeChanges([...changes, ...others], target),
    ...(owner === undefined ? [] : [set(OWNER, owner.toUpperCase())]),
  ];
};
