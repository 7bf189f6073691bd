import { canHold, formatOfType } from '../formats.ts';
import { type TagView, viewOf } from '../interpret/view.ts';
import type { Vocabulary } from '../labels.ts';
import type { RawStore, RawValue, StoreKind } from '../raw-tags.ts';

/** A value to write: a text, or a struct whose leaves are texts. One per item of a list. */
export type TagValue = RawValue;

/**
 * One tag to write. `tag` is `Group1:Tag`, with a language where the value has one (`XMP-dc:Title-de`), or with
 * `*` or `all` in deletes (`GPS:all`, `XMP-exif:GPS*`). No values: delete. `Photoshop:IPTCDigest` = `new` asks for
 * the digest of the IPTC block as it is after the write (in TIFF-based files: in a second pass, fields.md §1.1).
 */
export interface TagWrite {
  readonly tag: string;
  readonly values: readonly TagValue[];
}

/** Where changes are written. */
export interface EncodeTarget {
  readonly store: StoreKind;
  /** ExifTool FileType of the media file. */
  readonly format: string;
  /** The store as it is; undefined where it does not exist yet. */
  readonly raw: RawStore | undefined;
  /** Write the tags that Windows Explorer reads also where the file has none of them. */
  readonly windows?: boolean;
  /** The user's own words for the colours. */
  readonly labels?: Vocabulary;
  /** Pixels of the stored picture, for the frame of regions. */
  readonly size?: { readonly width: number; readonly height: number };
  /** Extension of the media file, recorded in a new sidecar as its owner. */
  readonly extension?: string;
}

/** What encoders ask of a target. */
export interface Encoding {
  readonly target: EncodeTarget;
  readonly view: TagView;
  /** EXIF can be written here. */
  readonly exif: boolean;
  /** The file has an IPTC block, and IPTC can be written. */
  readonly iptc: boolean;
  /** QuickTime containers, which keep some fields in boxes of their own. */
  readonly quickTime: boolean;
  has(tag: string): boolean;
}

const empty = (store: StoreKind): RawStore => ({ store, tags: {}, warnings: [] });

export const encodingOf = (target: EncodeTarget): Encoding => {
  const raw = target.raw ?? empty(target.store);
  const view = viewOf(raw);
  const embedded = target.store === 'embedded' ? formatOfType(target.format) : undefined;
  const tags = Object.keys(raw.tags);
  return {
    target,
    view,
    exif:
      embedded?.embeds.includes('exif') === true ||
      (embedded?.follows?.includes('exif') === true && view.hasGroup('ExifIFD')),
    iptc: embedded !== undefined && canHold(embedded, 'iptc') && view.hasGroup('IPTC'),
    quickTime: embedded?.kind === 'video',
    has: (tag) => view.has(tag) || (tag.startsWith('XMP-') && tags.some((own) => own.startsWith(`${tag}-`))),
  };
};

export const set = (tag: string, ...values: readonly TagValue[]): TagWrite => ({ tag, values });

/** A delete, where there is something to delete. */
export const remove = (encoding: Encoding, ...tags: readonly string[]): TagWrite[] =>
  tags.filter((tag) => encoding.has(tag)).map((tag) => ({ tag, values: [] }));
