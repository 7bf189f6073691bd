import type { Change } from '../core/change.ts';
import type { IptcText, SidecarNaming, WritePolicy } from '../core/library.ts';
import type { Problem } from '../core/problem.ts';
import type { RawTags, StoreKind } from '../core/raw-tags.ts';
import type { FieldValues } from '../core/snapshot.ts';

/** What is known of a file without opening it; decimal strings because nanoseconds and inodes exceed 2^53. */
export interface FileStat {
  readonly dev: string;
  readonly ino: string;
  readonly size: number;
  readonly mtimeNs: string;
  readonly ctimeNs: string;
}

/** The media file and every sidecar that belongs to it, by store. */
export interface Fingerprint {
  readonly media: FileStat;
  readonly sidecars: readonly { readonly store: StoreKind; readonly name: string; readonly stat: FileStat }[];
}

/** Facts of the file that are not fields: format, pixels, identity keys. */
export interface MediaFacts {
  /** ExifTool's FileType by content: JPEG, TIFF, DNG … */
  readonly format: string;
  readonly mime: string;
  readonly width?: number;
  readonly height?: number;
  /** EXIF orientation 1–8; never written. */
  readonly orientation?: number;
  /** Hash of the image data; absent where the format has none, or when there was no data to hash. */
  readonly imageHash?: { readonly algorithm: string; readonly value: string };
  /** SHA-256 of the whole file, only for formats without an image hash, when first seen. */
  readonly contentHash?: string;
  /** Keys of the lower rungs of the identity ladder, present only when all their parts are. */
  readonly shot?: { readonly serial: string; readonly captured: string; readonly number: string };
  readonly documentId?: string;
  /** The document it was made from (xmpMM:DerivedFrom). */
  readonly derivedFrom?: string;
  readonly camera?: { readonly model?: string; readonly serial?: string };
  /** True where the file has an IPTC block, Windows mirrors, digiKam tags … is decided from RawTags, not here. */
  readonly durationSeconds?: number;
}

/** A media file with its place, as the metadata layer needs it. */
export interface MediaFile {
  /** Absolute real path of the library root. */
  readonly root: string;
  /** Relative path below it. */
  readonly path: string;
  readonly writes: WritePolicy;
  readonly sidecar: SidecarNaming;
  readonly keepMtime: boolean;
  readonly iptc?: IptcText;
}

export type ReadResult =
  | {
      readonly ok: true;
      readonly raw: RawTags;
      readonly facts: MediaFacts;
      readonly fingerprint: Fingerprint;
    }
  | { readonly ok: false; readonly problem: Problem; readonly fingerprint?: Fingerprint };

export interface ReadOptions {
  /** Compute the image hash (first sight, or the bytes may have changed). */
  readonly hash: boolean;
  readonly signal?: AbortSignal;
}

/** Turns a file and its sidecars into RawTags. ExifTool is the reference implementation. */
export interface MetadataReader {
  /** Name and version, stored with what it read. */
  readonly id: string;
  read(file: MediaFile, options: ReadOptions): Promise<ReadResult>;
  close(): Promise<void>;
}

/** One physical file that a write replaces, creates or deletes. Paths are relative to the library root. */
export interface JournalTarget {
  readonly store: StoreKind;
  readonly path: string;
  readonly action: 'replace' | 'create' | 'delete';
  readonly temp?: string;
  readonly undo?: string;
  /** SHA-256 of the bytes before and after; absent where there is no file. */
  readonly beforeHash?: string;
  readonly afterHash?: string;
  readonly before?: FileStat;
  readonly after?: FileStat;
}

/** What is durable about one file's write before and while it happens. */
export interface JournalEntry {
  readonly root: string;
  readonly path: string;
  readonly changes: readonly Change[];
  readonly targets: readonly JournalTarget[];
  /** Field values expected (later: found) on reading back, for the changed fields. */
  readonly readBack?: FieldValues;
}
