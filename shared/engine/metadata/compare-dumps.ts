import type { RawValue } from '../../core/raw-tags.ts';
import { messagesOf, type PrintedTags } from './printed-tags.ts';

/** What tags say about where things lie in the file, how it was read, and what any write renews. */
const movesWithEveryWrite = [
  /^(System|ExifTool):/,
  // Sizes and offsets of blocks that move when a block before them grows: all that ExifTool's tables call an offset
  // (`IsOffset`), and those that it mends without calling them so.
  /:(Copy\d+:)?(A100DataOffset|AlphaOffset|FreeOffsets|HiddenDataOffset|IDCPreviewStart|ImageOffset|JPEG(AC|DC|Q)Tables|JpgFromRawStart|MPImageStart|OriginalDecisionDataOffset|OtherImageStart|PreviewImageStart|PreviewJXLStart|RawDataOffset|SamsungRawPointersOffset|SharedData|StripOffsets|ThumbnailOffset|TileOffsets)$/i,
  /:(Copy\d+:)?(MPImageOffset|PreviewImageOffset|SubIFD\w*Offset|RawImageOffset|FreeByteCounts|MediaDataOffset|CRawImageOffset|ExifOffset|GPSInfo|SubIFD|InteropOffset|IPTC-NAA|ApplicationNotes|PhotoshopSettings)$/i,
  // The name under which a JPEG finds the rest of an XMP block that is too long for one segment: a digest of it.
  /^XMP-xmpNote:(Copy\d+:)?HasExtendedXMP$/,
  // Named by the writing library; the namespace list and the toolkit are no one's values.
  /^XMP-x:(Copy\d+:)?XMPToolkit$/,
  /^File:(Copy\d+:)?(CurrentIPTCDigest|ExifByteOrder|FileSize)$/,
  /^Photoshop:(Copy\d+:)?IPTCDigest$/,
  /^IPTC\d*:(Copy\d+:)?(EnvelopeRecordVersion|ApplicationRecordVersion)$/,
  /^(IPTC\d*|IPTCEnvelope|IPTC\w*):(Copy\d+:)?CodedCharacterSet$/,
  // GPS and EXIF blocks that did not exist get their version and defaults with the first tag.
  /^GPS:(Copy\d+:)?GPSVersionID$/,
  /^(IFD0):(Copy\d+:)?(XResolution|YResolution|ResolutionUnit|YCbCrPositioning)$/,
  /^ExifIFD:(Copy\d+:)?(ExifVersion|ComponentsConfiguration|FlashpixVersion|ColorSpace)$/,
  // What the container says of its blocks: which there are, and how long the one with the picture is (hashed).
  // A WebP becomes an extended one, which says its size once more; format and size are compared as facts.
  /^RIFF:(Copy\d+:)?(WebP_Flags|ImageWidth|ImageHeight)$/,
  /^File:(Copy\d+:)?FileType$/,
  /^QuickTime:(Copy\d+:)?MediaData(Size|Offset)?$/,
  // A film's first own texts (Keys) come with a box that says how they are kept; tracks have handlers of their own.
  /^QuickTime:(Copy\d+:)?Handler(Type|VendorID)$/,
];

/** Derived from other tags. */
const derived = /^Composite:/;

/** Tags that EXIF demands, as soon as there is any. */
const mandatory =
  /^(IFD0:(XResolution|YResolution|ResolutionUnit|YCbCrPositioning)|ExifIFD:(ExifVersion|ComponentsConfiguration|FlashpixVersion|ColorSpace)|GPS:GPSVersionID)$/;

/** Tags in which no field is kept: what the program that wrote and the container say of themselves. */
export const holdsNoField = (tag: string): boolean =>
  tag === 'XMP-x:XMPToolkit' || tag === 'File:ExifByteOrder' || mandatory.test(tag);

/** Without the number of a duplicate, and without the language of an XMP text. */
const baseName = (tag: string): string =>
  tag.replace(/:Copy\d+:/, ':').replace(/^(XMP-[^:]+:\w+)-(x|[a-z]{2,3})(-[A-Za-z0-9]+)*$/, '$1');

/** Whether a tag may differ without being named by the plan. */
function mayDiffer(tag: string, before: RawValue | undefined, after: RawValue | undefined): boolean {
  if (derived.test(tag)) return true;
  // Tags that EXIF demands may come with the first EXIF tag and go with the last; one that stays keeps its value.
  if (mandatory.test(tag)) return before === undefined || after === undefined;
  return movesWithEveryWrite.some((pattern) => pattern.test(tag));
}

/** Without what is empty: ExifTool drops empty lists of XMP (darktable writes one for pictures without masks). */
function filled(value: RawValue | undefined): RawValue | undefined {
  if (value === undefined || value === '') return undefined;
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) {
    const items = value.map(filled).filter((item) => item !== undefined);
    return items.length === 0 ? undefined : items;
  }
  const members = Object.entries(value).flatMap(([name, member]) => {
    const kept = filled(member);
    return kept === undefined ? [] : [[name, kept] as const];
  });
  return members.length === 0 ? undefined : Object.fromEntries(members);
}

const same = (tag: string, a: RawValue | undefined, b: RawValue | undefined): boolean =>
  JSON.stringify(a) === JSON.stringify(b) ||
  (tag.startsWith('XMP-') && JSON.stringify(filled(a)) === JSON.stringify(filled(b)));

/** `-XMP-dc:Title-de=` and `-GPS:all=` name tags too. */
function names(written: readonly string[]): (tag: string) => boolean {
  const exact = new Set(written.map(baseName));
  const whole = written
    .filter((tag) => /:all$|\*$/i.test(tag))
    .map((tag) => tag.replace(/(all|\*)$/i, '').toLowerCase());
  return (tag) => exact.has(baseName(tag)) || whole.some((start) => tag.toLowerCase().startsWith(start));
}

/**
 * The tags that differ between two dumps of one file although the plan did not name them (`written`: tags as
 * written). An empty list means: only what was planned, and the listed side effects, changed.
 */
export function unplannedChanges(
  before: PrintedTags,
  after: PrintedTags,
  written: readonly string[],
): string[] {
  const planned = names(written);
  const all = new Set([...before.keys(), ...after.keys()]);
  return [...all].filter(
    (tag) =>
      !same(tag, before.get(tag), after.get(tag)) &&
      !planned(tag) &&
      !mayDiffer(tag, before.get(tag), after.get(tag)),
  );
}

/** Notices that an edit itself may bring about, and that say nothing about harm. */
const harmless =
  /IPTCDigest is not current|Fixed incorrect URI|Adjusted MakerNotes base|Possibly incorrect maker notes offsets/;

/** Errors and warnings that reading the new file gives and reading the old one did not. */
export function newComplaints(before: PrintedTags, after: PrintedTags): string[] {
  const old = new Set([...messagesOf(before, 'Warning'), ...messagesOf(before, 'Error')]);
  const now = [...messagesOf(after, 'Warning'), ...messagesOf(after, 'Error')];
  return now.filter((text) => !old.has(text) && !harmless.test(text));
}
