import { documentRows } from './documents.ts';
import { imageRows } from './images.ts';
import { rawRows } from './raws.ts';
import { soundAndVideoRows } from './video.ts';

export type MediaKind = 'image' | 'raw' | 'video' | 'document' | 'audio' | 'other';
export type TagGroup = 'exif' | 'iptc' | 'xmp';

/**
 * One media format. What it embeds is what ExifTool 13.59 really stores (fields.md §4, last table); `hashable`
 * is whether ExifTool has an ImageDataHash for it (fields.md §5).
 */
export interface Format {
  /** Short name, also shown to people. */
  readonly name: string;
  /** ExifTool `FileType` values, by content. */
  readonly fileTypes: readonly string[];
  /** Lower case, without the dot; the first one is the usual one. */
  readonly extensions: readonly string[];
  /** Extensions of other formats under which its files are found as well: a BigTIFF is often called `.tif`. */
  readonly alsoNamed?: readonly string[];
  /** FileTypes that ExifTool gives such a file where it sees only the wrapping; its name then says which it is. */
  readonly wrappings?: readonly string[];
  readonly mime: string;
  readonly kind: MediaKind;
  /** Groups that can be written inside the file; empty: sidecar only. */
  readonly embeds: readonly TagGroup[];
  /** Groups that are kept in step where they are there, and never made: `embeds` does not name them. */
  readonly follows?: readonly TagGroup[];
  readonly hashable: boolean;
  /** Where the policy `auto` writes. `embeddedUnlessSidecar`: DNG and GPR, as Lightroom does. */
  readonly auto: 'embedded' | 'sidecar' | 'embeddedUnlessSidecar';
  /** Why the file itself is not written, for people; present when `embeds` is empty. */
  readonly reason?: string;
}

/** A row of the table with what is asked most. */
export interface KnownFormat extends Format {
  /** Every format of the table is one that Tagbridge indexes. */
  readonly media: true;
  readonly raw: boolean;
}

/** Every format Tagbridge knows. */
export const formats: readonly KnownFormat[] = [
  ...imageRows,
  ...rawRows,
  ...soundAndVideoRows,
  ...documentRows,
].map((row) => ({ ...row, media: true, raw: row.kind === 'raw' }));
