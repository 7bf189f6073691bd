import { type FieldName, fieldDef } from './registry.ts';

/**
 * Photos that are one shot without being copies. `rawJpeg`: RAW and JPEG (or HEIF) side by side, as a camera makes
 * them. `exports`: original and export, wherever they are.
 */
export const familyKinds = ['rawJpeg', 'exports'] as const;
export type FamilyKind = (typeof familyKinds)[number];

/** What of a file tells its family. Parts that are not known are absent. */
export interface FamilyFacts {
  readonly photo: number;
  /** Library id, and the folder in it. */
  readonly library: string;
  readonly folder: string;
  readonly name: string;
  /** RAW; what cameras make beside it; anything else. */
  readonly sort: 'raw' | 'camera' | 'other';
  /** Capture time as the field holds it: ISO, with sub-seconds and zone where they are known. */
  readonly captured?: string | undefined;
  readonly model?: string | undefined;
  readonly serial?: string | undefined;
  /** Serial, time with sub-seconds and number of the picture, all three. */
  readonly shot?: { readonly serial: string; readonly captured: string; readonly number: string } | undefined;
  /** XMP media management: the document it began as, and the one it was made from. */
  readonly documentId?: string | undefined;
  readonly derivedFrom?: string | undefined;
}

/** Two files of one family, or why something that looks like one is not taken for it. */
export type Kinship =
  | { readonly kind: FamilyKind; readonly why: string }
  | { readonly kind: null; readonly why: string };

interface Moment {
  /** Wall clock to the second. */
  readonly second: string;
  /** Digits of the second's fraction, without zeros at the end. */
  readonly fraction: string;
}

const momentOf = (captured: string | undefined): Moment | undefined => {
  const [, second, fraction = ''] =
    /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d+))?/.exec(captured ?? '') ?? [];
  return second === undefined ? undefined : { second, fraction: fraction.replace(/0+$/, '') };
};

/** The second a picture was taken in, without zone: what candidates for a family share. */
export const secondOf = (captured: string | undefined): string | undefined => momentOf(captured)?.second;

const stemOf = (name: string): string => name.replace(/\.[^.]*$/, '').toLowerCase();
const isKnown = (text: string | undefined): text is string => text !== undefined && text.trim() !== '';
const same = (a: string | undefined, b: string | undefined) =>
  isKnown(a) && isKnown(b) && a.trim() === b.trim();
const differ = (a: string | undefined, b: string | undefined) =>
  isKnown(a) && isKnown(b) && a.trim() !== b.trim();

/** A fraction may be known to fewer digits, or not at all. */
const fractionsFit = (a: string, b: string) => a.startsWith(b) || b.startsWith(a);

/** What speaks against one shot, though something speaks for it. */
function contradiction(a: FamilyFacts, b: FamilyFacts): string | undefined {
  const [one, two] = [momentOf(a.captured), momentOf(b.captured)];
  if (!one || !two) return 'at least one of them does not tell when it was taken';
  if (one.second !== two.second || !fractionsFit(one.fraction, two.fraction))
    return 'they were taken at different times';
  if (differ(a.serial, b.serial) || differ(a.model, b.model)) return 'they were taken by different cameras';
  return undefined;
}

/** RAW and something else in one folder under one name. */
const isBeside = (a: FamilyFacts, b: FamilyFacts): boolean =>
  a.library === b.library &&
  a.folder === b.folder &&
  (a.sort === 'raw') !== (b.sort === 'raw') &&
  stemOf(a.name) === stemOf(b.name);

const isSameShot = ({ shot: a }: FamilyFacts, { shot: b }: FamilyFacts): boolean =>
  same(a?.serial, b?.serial) && same(a?.captured, b?.captured) && same(a?.number, b?.number);

const isSameDocument = (a: FamilyFacts, b: FamilyFacts): boolean =>
  same(a.documentId, b.documentId) || same(a.documentId, b.derivedFrom) || same(a.derivedFrom, b.documentId);

const isSameMoment = (a: FamilyFacts, b: FamilyFacts): boolean => {
  const [one, two] = [momentOf(a.captured), momentOf(b.captured)];
  return one !== undefined && one.second === two?.second && one.fraction !== '' && two.fraction !== '';
};

/** Why two files look like one shot, by the ladder of design.md; undefined: nothing says so. */
function evidence(a: FamilyFacts, b: FamilyFacts): Kinship | undefined {
  const isCameraPair = a.sort === 'camera' || b.sort === 'camera';
  if (isBeside(a, b))
    return { kind: isCameraPair ? 'rawJpeg' : 'exports', why: 'side by side under one name' };
  if (isSameShot(a, b)) return { kind: 'exports', why: 'one picture number of one camera' };
  if (isSameDocument(a, b)) return { kind: 'exports', why: 'one document id' };
  if (stemOf(a.name) !== stemOf(b.name) || secondOf(a.captured) === undefined) return undefined;
  if (secondOf(a.captured) !== secondOf(b.captured)) return undefined;
  return isSameMoment(a, b)
    ? { kind: 'exports', why: 'one name and one moment, to a part of a second' }
    : { kind: null, why: 'one name and one second, but no part of a second is known of both' };
}

/** Whether two files are one shot. Never a guess: what is doubtful is no family and says why. */
export function kinshipOf(a: FamilyFacts, b: FamilyFacts): Kinship | undefined {
  const found = evidence(a, b);
  if (!found || found.kind === null) return found;
  const against = contradiction(a, b);
  return against === undefined ? found : { kind: null, why: `${found.why}, but ${against}` };
}

/** More files than this taken in one second tell nothing: a clock that was never set, or scans. */
export const mostInOneSecond = 200;

function groupedBy<K>(files: readonly FamilyFacts[], keyOf: (file: FamilyFacts) => K): Map<K, FamilyFacts[]> {
  const groups = new Map<K, FamilyFacts[]>();
  for (const file of files) {
    const group = groups.get(keyOf(file));
    if (group) group.push(file);
    else groups.set(keyOf(file), [file]);
  }
  return groups;
}

/** Files that are joined, in any order of being looked at. */
function joined(files: readonly FamilyFacts[], kinds: readonly FamilyKind[]): FamilyFacts[][] {
  let groups: FamilyFacts[][] = [...groupedBy(files, (file) => file.photo).values()];
  const groupOf = (file: FamilyFacts) => groups.find((group) => group.includes(file))!;
  const join = (a: FamilyFacts, b: FamilyFacts) => {
    const [one, two] = [groupOf(a), groupOf(b)];
    if (one !== two) groups = [...groups.filter((group) => group !== one && group !== two), [...one, ...two]];
  };
  const seconds = groupedBy(files, (file) => secondOf(file.captured));
  seconds.delete(undefined);
  for (const taken of seconds.values())
    for (const [at, a] of taken.length > mostInOneSecond ? [] : taken.entries())
      for (const b of taken.slice(at + 1)) {
        const kind = a.photo === b.photo ? undefined : kinshipOf(a, b)?.kind;
        if (kind !== undefined && kind !== null && kinds.includes(kind)) join(a, b);
      }
  return groups;
}

/** Whoever could belong to two shots belongs to none. */
const isOneShot = (group: readonly FamilyFacts[]): boolean =>
  group.every((a) => group.every((b) => a.photo === b.photo || contradiction(a, b) === undefined));

/** The families among some photos, all of whose files are given: photos by id, ascending. */
export const familiesAmong = (files: readonly FamilyFacts[], kinds: readonly FamilyKind[]): number[][] =>
  joined(files, kinds)
    .filter(isOneShot)
    .map((group) => [...new Set(group.map((file) => file.photo))].sort((x, y) => x - y))
    .filter((photos) => photos.length > 1);

/** What belongs to one picture alone: its crop, and when it was taken, by which families are told. */
const ownFields: ReadonlySet<FieldName> = new Set(['regions', 'captureTime']);

/** Whether a field travels inside families: places and people do only where a bridge names its fields. */
export const travelsInFamily = (field: FieldName, named: boolean): boolean =>
  !ownFields.has(field) && (named || fieldDef(field).sensitive !== true);
