import type { FieldName } from '../registry.ts';
import type { Value } from '../value.ts';
import {
  contactMembers,
  isRawStruct,
  locationMembers,
  rawStructs,
  readStruct,
  type Struct,
} from './structs.ts';
import { type Candidate, candidate, type TagView } from './view.ts';

/** Flat place fields and the member of a location that says the same. */
export const placeMembers = [
  'sublocation',
  'city',
  'state',
  'country',
  'countryCode',
] as const satisfies FieldName[];
export type PlaceName = (typeof placeMembers)[number];

export const isPlaceName = (field: string): field is PlaceName =>
  placeMembers.some((member) => member === field);

const locations = (view: TagView, tag: string): Struct[] =>
  rawStructs(view.raw(tag))
    .map((raw) => readStruct(raw, locationMembers))
    .filter((struct) => struct !== undefined);

const SHOWN = 'XMP-iptcExt:LocationShown';

/** A flat place: its own XMP tag, the first location shown, IPTC. */
export const readPlace = (view: TagView, name: PlaceName, tags: readonly string[]): Candidate[] =>
  tags.flatMap((tag) => {
    if (tag !== SHOWN) return candidate(view, tag, view.text(tag));
    const text = locations(view, tag)[0]?.[name];
    return candidate(view, tag, typeof text === 'string' ? text : undefined);
  });

/**
 * All locations shown. The first one's place is that of the flat tags where they say something: the two are views
 * of the same thing (design.md, decision 8).
 */
export const readLocationShown = (
  view: TagView,
  flat: (name: PlaceName) => string | undefined,
): Candidate[] => {
  const [first, ...others] = locations(view, SHOWN);
  if (first === undefined) return [];
  const place = placeMembers.flatMap((name) => {
    const text = flat(name);
    return text === undefined ? [] : [[name, text] as const];
  });
  return candidate(view, SHOWN, [{ ...first, ...Object.fromEntries(place) }, ...others]);
};

/** Where the camera stood: the first of the list (the standard allows one). */
export const readLocationCreated = (view: TagView): Candidate[] =>
  candidate(view, 'XMP-iptcExt:LocationCreated', locations(view, 'XMP-iptcExt:LocationCreated')[0]);

export const readContact = (view: TagView): Candidate[] => {
  const tag = 'XMP-iptcCore:CreatorContactInfo';
  const raw = view.raw(tag);
  const value: Value | undefined = isRawStruct(raw) ? readStruct(raw, contactMembers) : undefined;
  return candidate(view, tag, value);
};

/** A genre in words: plain, else the name of the first CV term. */
export const readGenre = (view: TagView): Candidate[] => {
  const term = rawStructs(view.raw('XMP-iptcExt:Genre'))[0]?.['CvTermName'];
  return [
    ...candidate(view, 'XMP-iptcCore:IntellectualGenre', view.text('XMP-iptcCore:IntellectualGenre')),
    ...candidate(view, 'XMP-iptcExt:Genre', typeof term === 'string' ? term : undefined),
  ];
};
