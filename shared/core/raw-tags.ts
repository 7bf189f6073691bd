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
  /**
   * Values that another program gave to tags of the file although a sidecar decides alone: they count against that
   * sidecar for as long as the tag holds them and the sidecar does not change.
   */
  readonly edited?: { readonly [tag: string]: RawValue };
  /** The same for single keywords of a tag. */
  readonly addedKeywords?: { readonly [tag: string]: readonly string[] };
  /** Values that a write of ours knowingly left where it does not write: no disagreement while the tag holds them. */
  readonly left?: { readonly [tag: string]: RawValue };
}

/** All that a reader got out of a file, embedded store first. */
export interface RawTags {
  readonly stores: readonly RawStore[];
}
