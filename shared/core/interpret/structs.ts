import type { RawValue } from '../raw-tags.ts';
import type { Value } from '../value.ts';
import { cleanText } from './text.ts';

export type RawStruct = { readonly [member: string]: RawValue };
export type Struct = { readonly [member: string]: Value };

export const isRawStruct = (value: RawValue | undefined): value is RawStruct =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The structs of a tag, a single one being a list of one. */
export const rawStructs = (value: RawValue | undefined): RawStruct[] =>
  (Array.isArray(value) ? value : [value]).filter(isRawStruct);

/** A member as it is, with clean texts; undefined where nothing is in it. */
export const cleanValue = (value: RawValue): Value | undefined => {
  if (typeof value === 'string') return cleanText(value) || undefined;
  if (Array.isArray(value)) {
    const items = value.map(cleanValue).filter((item): item is Value => item !== undefined);
    return items.length === 0 ? undefined : items;
  }
  const members = Object.entries(value)
    .map(([name, member]) => [name, cleanValue(member)] as const)
    .filter((entry): entry is readonly [string, Value] => entry[1] !== undefined);
  return members.length === 0 ? undefined : Object.fromEntries(members);
};

/** XMP member name → our name. Members that are not listed keep their XMP name, so that they survive an edit. */
export type MemberNames = { readonly [xmp: string]: string };

export const contactMembers: MemberNames = {
  CiAdrExtadr: 'address',
  CiAdrCity: 'city',
  CiAdrRegion: 'region',
  CiAdrPcode: 'postcode',
  CiAdrCtry: 'country',
  CiTelWork: 'phone',
  CiEmailWork: 'email',
  CiUrlWork: 'web',
};

export const locationMembers: MemberNames = {
  LocationName: 'name',
  Sublocation: 'sublocation',
  City: 'city',
  ProvinceState: 'state',
  CountryName: 'country',
  CountryCode: 'countryCode',
  WorldRegion: 'worldRegion',
};

/** A struct in our member names. */
export const readStruct = (raw: RawStruct, names: MemberNames): Struct | undefined => {
  const value = cleanValue(raw);
  if (value === undefined) return undefined;
  return Object.fromEntries(
    Object.entries(value as Struct).map(([name, member]) => [names[name] ?? name, member]),
  );
};

const own = (names: MemberNames): MemberNames =>
  Object.fromEntries(Object.entries(names).map(([xmp, name]) => [name, xmp]));

const leafTexts = (value: Value): RawValue => {
  if (typeof value !== 'object') return String(value);
  if (Array.isArray(value)) return value.map(leafTexts);
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, leafTexts(member)]));
};

/** A struct back in XMP member names, every leaf a string. */
export const writeStruct = (struct: Struct, names: MemberNames): RawStruct => {
  const xmp = own(names);
  return Object.fromEntries(
    Object.entries(struct).map(([name, member]) => [xmp[name] ?? name, leafTexts(member)]),
  );
};
