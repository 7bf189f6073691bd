import { countryAlpha3 } from '../countries.ts';
import { isPlaceName, type PlaceName, placeMembers } from '../interpret/places.ts';
import type { RawStruct } from '../interpret/structs.ts';
import {
  contactMembers,
  locationMembers,
  rawStructs,
  readStruct,
  type Struct,
  writeStruct,
} from '../interpret/structs.ts';
import { cleanText } from '../interpret/text.ts';
import { fieldDef } from '../registry.ts';
import type { MaybeValue } from '../value.ts';
import { type Encoding, remove, set, type TagWrite } from './target.ts';
import { encodeText } from './texts.ts';

const SHOWN = 'XMP-iptcExt:LocationShown';
const CREATED = 'XMP-iptcExt:LocationCreated';

const isStruct = (value: unknown): value is Struct =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const structs = (value: MaybeValue | undefined): Struct[] =>
  Array.isArray(value) ? value.filter(isStruct) : [];

export const encodeContact = (encoding: Encoding, after: MaybeValue): TagWrite[] => {
  const tag = 'XMP-iptcCore:CreatorContactInfo';
  const struct = isStruct(after) ? writeStruct(after, contactMembers) : {};
  return Object.keys(struct).length === 0 ? remove(encoding, tag) : [set(tag, struct)];
};

/** The first location created; further ones, which the standard does not allow, stay. */
export const encodeLocationCreated = (encoding: Encoding, after: MaybeValue): TagWrite[] => {
  const others = rawStructs(encoding.view.raw(CREATED)).slice(1);
  const all = isStruct(after) ? [writeStruct(after, locationMembers), ...others] : [];
  return all.length === 0 ? remove(encoding, CREATED) : [set(CREATED, ...all)];
};

/** A flat place. IPTC holds three-letter country codes only (fields.md §1). */
const flatPlace = (encoding: Encoding, name: PlaceName, after: MaybeValue): TagWrite[] => {
  const def = fieldDef(name);
  const writes = encodeText(encoding, { ...def, read: def.read.filter((tag) => tag !== SHOWN) }, after);
  if (name !== 'countryCode') return writes;
  const tag = 'IPTC:Country-PrimaryLocationCode';
  const code = countryAlpha3(String(after ?? ''));
  const others = writes.filter((write) => write.tag !== tag);
  if (!encoding.iptc) return others;
  return [...others, ...(/^[A-Z]{3}$/.test(code) ? [set(tag, code)] : remove(encoding, tag))];
};

const textOf = (struct: Struct | undefined, name: PlaceName): string | null => {
  const text = struct?.[name];
  return typeof text === 'string' && cleanText(text) !== '' ? text : null;
};

type PlaceChanges = { readonly [F in PlaceName | 'locationShown']?: MaybeValue };

const withPlace = (first: Struct, name: PlaceName, text: string | null): Struct => {
  const { [name]: _old, ...others } = first;
  return text === null ? others : { ...others, [name]: text };
};

/**
 * The flat places and the locations shown, together: the first location and the flat tags always say the same
 * (design.md, decision 8). Where both change, the flat fields decide for the first location.
 */
export const encodePlaces = (encoding: Encoding, changes: PlaceChanges): TagWrite[] => {
  const given = changes.locationShown;
  const before = rawStructs(encoding.view.raw(SHOWN)).map((raw) => readStruct(raw, locationMembers) ?? {});
  const [first, ...others] = given === undefined ? before : structs(given);
  const flats = placeMembers.filter((name) => changes[name] !== undefined);
  const fromFirst = given !== undefined && first !== undefined ? placeMembers : [];
  const flatWrites = [...new Set([...flats, ...fromFirst])].flatMap((name) =>
    flatPlace(encoding, name, changes[name] === undefined ? textOf(first, name) : changes[name]),
  );
  if (first === undefined) return [...flatWrites, ...remove(encoding, SHOWN)];
  const placed = flats.reduce((struct, name) => {
    const text = cleanText(String(changes[name] ?? ''));
    return withPlace(struct, name, text === '' ? null : text);
  }, first);
  const raws: RawStruct[] = [placed, ...others]
    .map((struct) => writeStruct(struct, locationMembers))
    .filter((struct) => Object.keys(struct).length > 0);
  return [...flatWrites, ...(raws.length === 0 ? remove(encoding, SHOWN) : [set(SHOWN, ...raws)])];
};

export const isPlaceField = (field: string): field is PlaceName | 'locationShown' =>
  field === 'locationShown' || isPlaceName(field);
