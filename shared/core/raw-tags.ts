/** One tag's value exactly as stored: every leaf is a string. */
export type RawValue = string | readonly RawValue[] | { readonly [member: string]: RawValue };

/** Where tags were read from: the media file itself, or one of its sidecars by naming scheme. */
export type StoreKind = 'embedded' | 'sidecar' | 'sidecarFull';

/** The tags of one store. `sidecar` is `IMG.xmp`, `sidecarFull` is `IMG.EXT.xmp`. */
export interface RawStore {
  readonly store: StoreKind;
  /** `Group1:Tag` (as ExifTool prints with -G1) → value. */
  readonly tags: { readonly [tag: string]: RawValue };
  readonly warnings: readonly string[];
  /** Values that an edit elsewhere in the file overruled (`carry`): ignored for as long as the tag holds them. */
  readonly stale?: { readonly [tag: string]: RawValue };
  /** The same for single keywords of a tag. */
  readonly removedKeywords?: { readonly [tag: string]: readonly string[] };
}

/** All that a reader got out of a file, embedded store first. */
export interface RawTags {
  readonly stores: readonly RawStore[];
}
