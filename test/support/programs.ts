// How other programs read a file, by fields.md §2, §3 and §8: each by its own order, some the first store only.
import { fromAcdsee } from '../../shared/core/keyword-paths.ts';
import type { RawStore, RawTags, RawValue } from '../../shared/core/raw-tags.ts';

type Tags = RawStore['tags'];

const list = (value: RawValue | undefined): string[] =>
  value === undefined ? [] : (Array.isArray(value) ? value : [value]).map(String);
const split = (value: RawValue | undefined, by: string): string[] =>
  list(value)
    .flatMap((text) => text.split(by))
    .map((text) => text.trim())
    .filter((text) => text !== '');
const firstOf = (...lists: string[][]): string[] => lists.find((one) => one.length > 0) ?? [];
const levels = (paths: readonly string[], separator: string): string[] =>
  paths.map((path) => path.split(separator).join('|'));
const text = (tags: Tags, ...names: string[]): string | undefined =>
  names.map((name) => list(tags[name])[0]).find((value) => value !== undefined && value !== '');
const names = (paths: readonly string[]): string[] => paths.map((path) => path.split('|').at(-1)!);
const sorted = (items: Iterable<string>): string[] => [...new Set(items)].sort();

/** What one program shows of a file; keywords are paths where it knows levels, names where it does not. */
export interface Program {
  readonly name: string;
  /** Reads levels of keywords. */
  readonly hierarchical: boolean;
  /** Looks at sidecars. */
  readonly sidecars: boolean;
  readonly keywords: (tags: Tags) => string[];
  readonly rating?: (tags: Tags) => number | undefined;
  readonly label?: (tags: Tags) => string | undefined;
  readonly title?: (tags: Tags) => string | undefined;
  readonly description?: (tags: Tags) => string | undefined;
  readonly creator?: (tags: Tags) => string | undefined;
  readonly copyright?: (tags: Tags) => string | undefined;
}

const number = (value: string | undefined): number | undefined => {
  const found = value === undefined ? Number.NaN : Number(value);
  return Number.isFinite(found) ? found : undefined;
};
const percent = (value: string | undefined): number | undefined => {
  const found = number(value);
  return found === undefined ? undefined : [1, 13, 38, 63, 88].filter((least) => found >= least).length;
};
const digiKamColours = [
  'none',
  'red',
  'orange',
  'yellow',
  'green',
  'blue',
  'purple',
  'gray',
  'black',
  'white',
];
const english = ['Red', 'Yellow', 'Green', 'Blue', 'Purple'];

export const digiKam: Program = {
  name: 'digiKam',
  hierarchical: true,
  sidecars: true,
  keywords: (tags) =>
    sorted(
      firstOf(
        levels(list(tags['XMP-digiKam:TagsList']), '/'),
        levels(list(tags['XMP-microsoft:LastKeywordXMP']), '/'),
        list(tags['XMP-lr:HierarchicalSubject']),
        list(tags['XMP-mediapro:CatalogSets']),
        list(tags['XMP-acdsee:Categories']).flatMap(fromAcdsee),
        list(tags['XMP-dc:Subject']),
        list(tags['IPTC:Keywords']),
        split(tags['IFD0:XPKeywords'], ';'),
      ),
    ),
  rating: (tags) =>
    number(text(tags, 'XMP-xmp:Rating', 'XMP-acdsee:Rating')) ??
    percent(text(tags, 'XMP-microsoft:RatingPercent')) ??
    number(text(tags, 'IFD0:Rating')) ??
    percent(text(tags, 'IFD0:RatingPercent')),
  label: (tags) => {
    const code = text(tags, 'XMP-digiKam:ColorLabel', 'XMP-photoshop:Urgency');
    if (code !== undefined) return digiKamColours[Number(code)];
    const word = text(tags, 'XMP-xmp:Label');
    return word !== undefined && english.includes(word) ? word.toLowerCase() : undefined;
  },
  description: (tags) =>
    text(
      tags,
      'XMP-dc:Description',
      'XMP-exif:UserComment',
      'XMP-tiff:ImageDescription',
      'XMP-acdsee:Notes',
      'IFD0:ImageDescription',
      'IPTC:Caption-Abstract',
    ),
};

export const lightroom: Program = {
  name: 'Lightroom',
  hierarchical: true,
  sidecars: true,
  keywords: (tags) => {
    const paths = list(tags['XMP-lr:HierarchicalSubject']);
    const above = new Set(paths.flatMap((path) => path.split('|')));
    return sorted([...paths, ...list(tags['XMP-dc:Subject']).filter((name) => !above.has(name))]);
  },
  rating: (tags) => number(text(tags, 'XMP-xmp:Rating')),
  label: (tags) => text(tags, 'XMP-xmp:Label')?.toLowerCase(),
  title: (tags) => text(tags, 'XMP-dc:Title', 'IPTC:ObjectName'),
  description: (tags) => text(tags, 'XMP-dc:Description', 'IPTC:Caption-Abstract', 'IFD0:ImageDescription'),
  creator: (tags) => text(tags, 'XMP-dc:Creator', 'IPTC:By-line', 'IFD0:Artist'),
  copyright: (tags) => text(tags, 'XMP-dc:Rights', 'IFD0:Copyright', 'IPTC:CopyrightNotice'),
};

export const darktable: Program = {
  name: 'darktable',
  hierarchical: true,
  sidecars: true,
  keywords: (tags) =>
    sorted(
      firstOf(
        list(tags['XMP-lr:HierarchicalSubject']),
        list(tags['XMP-dc:Subject']),
        list(tags['IPTC:Keywords']),
      ),
    ),
  rating: (tags) => number(text(tags, 'XMP-xmp:Rating', 'IFD0:Rating')),
  label: (tags) => {
    const word = text(tags, 'XMP-xmp:Label');
    return word !== undefined && english.includes(word) ? word.toLowerCase() : undefined;
  },
  title: (tags) => text(tags, 'XMP-dc:Title'),
  creator: (tags) => text(tags, 'XMP-dc:Creator', 'IFD0:Artist'),
};

export const immich: Program = {
  name: 'Immich',
  hierarchical: true,
  sidecars: true,
  keywords: (tags) =>
    sorted(
      firstOf(
        levels(list(tags['XMP-digiKam:TagsList']), '/'),
        list(tags['XMP-lr:HierarchicalSubject']),
        list(tags['IPTC:Keywords']),
        list(tags['XMP-dc:Subject']),
      ),
    ),
  rating: (tags) => number(text(tags, 'XMP-xmp:Rating', 'IFD0:Rating')),
  description: (tags) =>
    text(tags, 'IFD0:ImageDescription', 'XMP-tiff:ImageDescription', 'XMP-dc:Description'),
};

export const windows: Program = {
  name: 'Windows Explorer',
  hierarchical: false,
  sidecars: false,
  keywords: (tags) =>
    sorted([
      ...list(tags['XMP-dc:Subject']),
      ...list(tags['IPTC:Keywords']),
      ...split(tags['IFD0:XPKeywords'], ';'),
      ...list(tags['XMP-microsoft:LastKeywordIPTC']),
      ...names(levels(list(tags['XMP-microsoft:LastKeywordXMP']), '/')),
    ]),
  rating: (tags) =>
    percent(text(tags, 'IFD0:RatingPercent', 'XMP-microsoft:RatingPercent')) ??
    number(text(tags, 'IFD0:Rating', 'XMP-xmp:Rating')),
  title: (tags) => text(tags, 'IFD0:XPTitle', 'XMP-dc:Title', 'ExifIFD:UserComment', 'IFD0:ImageDescription'),
  creator: (tags) => text(tags, 'IFD0:Artist', 'IPTC:By-line', 'XMP-dc:Creator', 'IFD0:XPAuthor'),
  copyright: (tags) => text(tags, 'IFD0:Copyright', 'IPTC:CopyrightNotice', 'XMP-dc:Rights'),
};

export const programs: readonly Program[] = [digiKam, lightroom, darktable, immich, windows];

/** The tags that a program sees: a sidecar replaces the XMP of the file where there is one. */
export const seenTags = (raw: RawTags): Tags => {
  const sidecar = raw.stores.find(({ store }) => store !== 'embedded');
  const own = raw.stores.find(({ store }) => store === 'embedded')?.tags ?? {};
  if (sidecar === undefined) return own;
  const rest = Object.entries(own).filter(([tag]) => !/^(XMP|IPTC)/.test(tag));
  return { ...Object.fromEntries(rest), ...sidecar.tags };
};
