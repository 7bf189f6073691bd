/** Every leaf comes back as a string, structures as objects, duplicates under their own name (`Group1:Copy1:Tag`). */
export const dumpArgs = [
  '-json',
  '-G1:4',
  '-a',
  '-struct',
  '-n',
  '-api',
  'StructFormat=JSONQ',
  // Not what the texts are in, but what loses nothing: see exif-text.ts.
  '-charset',
  'exif=Latin',
] as const;

/** The tags that fields and facts come from (fields.md §7). */
export const readTags = [
  '-XMP:all',
  '-IPTC:all',
  '-IFD0:all',
  '-ExifIFD:all',
  '-GPS:all',
  '-Composite:GPS*',
  '-Composite:ImageSize',
  '-Composite:SubSecDateTimeOriginal',
  '-Keys:all',
  '-ItemList:all',
  '-UserData:all',
  '-QuickTime:all',
  '-Photoshop:IPTCDigest',
  '-File:all',
  '-PNG:all',
  '-MakerNotes:SerialNumber',
  '-MakerNotes:InternalSerialNumber',
  '-MakerNotes:ImageUniqueID',
  '-MakerNotes:ImageNumber',
  '-MakerNotes:FileNumber',
  '-MakerNotes:ShutterCount',
  '-ExifTool:Warning',
  '-ExifTool:Error',
] as const;

/** What the image hash is computed with; stored with it. */
export const hashAlgorithm = 'MD5';
export const hashArgs = ['-api', `ImageHashType=${hashAlgorithm}`] as const;

/** Sees metadata at the end of files that `-fast2` would miss, skips trailers (fields.md §6.23). */
export const scanArgs = (hash: boolean): string[] => [
  '-fast',
  ...dumpArgs,
  ...(hash ? hashArgs : []),
  ...readTags,
  ...(hash ? ['-File:ImageDataHash', '-ImageDataHash'] : []),
];

/** Everything there is, unknown tags too: what a write compares before and after. */
export const wholeArgs = [...dumpArgs, '-u', '-all'] as const;

/** Adds the image hash to `wholeArgs`. */
export const hashRequest = ['-api', 'RequestTags=ImageDataHash', ...hashArgs] as const;
