// Where the tags that writes name lie in a JPEG: ExifTool's names on the left, the standards' on the right. A tag that
// is missing here is no error: a write that names it is judged by ExifTool.

export type XmpShape = 'text' | 'Bag' | 'Seq' | 'langAlt';
export type ExifShape = 'ascii' | 'short' | 'utf16' | 'removed';

export type TagPlace =
  | { readonly block: 'xmp'; readonly name: string; readonly shape: XmpShape }
  | { readonly block: 'exif'; readonly key: string; readonly shape: ExifShape }
  | { readonly block: 'iptc'; readonly key: string }
  | { readonly block: 'digest' };

interface Namespace {
  readonly uri: string;
  readonly shapes: { readonly [S in XmpShape]?: string };
}

/** `Tag` where the property is called the same, else `Tag=property`. */
const namespaces: Readonly<Record<string, Namespace>> = {
  'XMP-dc': {
    uri: 'http://purl.org/dc/elements/1.1/',
    shapes: {
      Bag: 'Subject=subject',
      Seq: 'Creator=creator',
      langAlt: 'Title=title Description=description Rights=rights',
    },
  },
  'XMP-xmp': { uri: 'http://ns.adobe.com/xap/1.0/', shapes: { text: 'Rating Label' } },
  'XMP-xmpRights': {
    uri: 'http://ns.adobe.com/xap/1.0/rights/',
    shapes: { text: 'WebStatement', langAlt: 'UsageTerms' },
  },
  'XMP-lr': {
    uri: 'http://ns.adobe.com/lightroom/1.0/',
    shapes: { Bag: 'HierarchicalSubject=hierarchicalSubject' },
  },
  'XMP-digiKam': {
    uri: 'http://www.digikam.org/ns/1.0/',
    shapes: { Seq: 'TagsList', text: 'ColorLabel PickLabel' },
  },
  'XMP-microsoft': {
    uri: 'http://ns.microsoft.com/photo/1.0',
    shapes: { Bag: 'LastKeywordXMP LastKeywordIPTC', text: 'RatingPercent=Rating' },
  },
  'XMP-photoshop': {
    uri: 'http://ns.adobe.com/photoshop/1.0/',
    shapes: {
      text: 'City State Country Headline Instructions TransmissionReference Credit Source AuthorsPosition CaptionWriter Urgency',
    },
  },
  'XMP-iptcCore': {
    uri: 'http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/',
    shapes: {
      text: 'Location CountryCode IntellectualGenre',
      Bag: 'Scene SubjectCode',
      langAlt: 'AltTextAccessibility ExtDescrAccessibility',
    },
  },
  'XMP-iptcExt': {
    uri: 'http://iptc.org/std/Iptc4xmpExt/2008-02-29/',
    shapes: { Bag: 'PersonInImage', langAlt: 'Event' },
  },
  'XMP-acdsee': { uri: 'http://ns.acdsee.com/iptc/1.0/', shapes: { text: 'Rating=rating' } },
};

/** Records and datasets of IIM 4.2. */
const datasets: Readonly<Record<string, string>> = {
  ObjectName: '2:5',
  Keywords: '2:25',
  SpecialInstructions: '2:40',
  'By-line': '2:80',
  'By-lineTitle': '2:85',
  City: '2:90',
  'Sub-location': '2:92',
  'Province-State': '2:95',
  'Country-PrimaryLocationCode': '2:100',
  'Country-PrimaryLocationName': '2:101',
  OriginalTransmissionReference: '2:103',
  Headline: '2:105',
  Credit: '2:110',
  Source: '2:115',
  CopyrightNotice: '2:116',
  'Caption-Abstract': '2:120',
  'Writer-Editor': '2:122',
};

/** Directory and number (EXIF 3.0; the XP tags and ratings are Microsoft's). */
const exif: Readonly<Record<string, readonly [string, ExifShape]>> = {
  'IFD0:ImageDescription': ['IFD0:270', 'ascii'],
  'IFD0:Artist': ['IFD0:315', 'ascii'],
  'IFD0:Copyright': ['IFD0:33432', 'ascii'],
  'IFD0:Rating': ['IFD0:18246', 'short'],
  'IFD0:RatingPercent': ['IFD0:18249', 'short'],
  'IFD0:XPTitle': ['IFD0:40091', 'utf16'],
  'IFD0:XPComment': ['IFD0:40092', 'utf16'],
  'IFD0:XPAuthor': ['IFD0:40093', 'utf16'],
  'IFD0:XPKeywords': ['IFD0:40094', 'utf16'],
  'IFD0:XPSubject': ['IFD0:40095', 'utf16'],
  'ExifIFD:UserComment': ['ExifIFD:37510', 'removed'],
};

function* xmpPlaces(): Generator<[string, TagPlace]> {
  for (const [group, { uri, shapes }] of Object.entries(namespaces))
    for (const [shape, tags] of Object.entries(shapes))
      for (const [tag, local = tag] of tags.split(' ').map((one) => one.split('=')))
        yield [`${group}:${tag}`, { block: 'xmp', name: `${uri} ${local}`, shape: shape as XmpShape }];
}

const places: ReadonlyMap<string, TagPlace> = new Map<string, TagPlace>([
  ...xmpPlaces(),
  ...Object.entries(datasets).map(([tag, key]): [string, TagPlace] => [
    `IPTC:${tag}`,
    { block: 'iptc', key },
  ]),
  ...Object.entries(exif).map(([tag, [key, shape]]): [string, TagPlace] => [
    tag,
    { block: 'exif', key, shape },
  ]),
  ['Photoshop:IPTCDigest', { block: 'digest' }],
]);

const language = /^(XMP-\w+:\w+)-([A-Za-z][\w-]*|\*)$/;

/** A tag as written, without its language. */
export const withoutLanguage = (tag: string): string => language.exec(tag)?.[1] ?? tag;

/** Where a tag lies; undefined where that is not known here. */
export const placeOfTag = (tag: string): TagPlace | undefined => places.get(withoutLanguage(tag));
