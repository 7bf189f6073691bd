import { canHold, formatOfType, type KnownFormat, type TagGroup } from '../formats.ts';
import type { Vocabulary } from '../labels.ts';
import { memo } from '../memo.ts';
import type { RawStore, RawTags, StoreKind } from '../raw-tags.ts';
import type { FieldName } from '../registry.ts';
import type { Source } from '../snapshot.ts';
import { usesDigiKam } from './flags.ts';
import { type TagView, viewOf } from './view.ts';

export interface InterpretOptions {
  /** ExifTool's FileType, where the embedded store does not tell it (`File:FileType`). */
  readonly format?: string;
  /** The user's own words for the colours. */
  readonly labels?: Vocabulary;
}

/** One store, ready to be read. */
export interface StoreView {
  readonly raw: RawStore;
  readonly view: TagView;
  /** IPTC against XMP by the digest that Photoshop started: `none` where nothing is stored. */
  readonly digest: 'none' | 'current' | 'edited';
}

/** What is true of every file of a format. */
interface FileKind {
  readonly isRaw: boolean;
  /** Nobody writes into the file itself unless asked to: its values of old stay beside those of a sidecar. */
  readonly isWrittenBeside: boolean;
  /** Whether a tag lies in a block of the file that nobody can write there, so that what it says may be of old. */
  readonly isFixed: (source: Source) => boolean;
}

/** A file's stores in the order of truth, and what is true of the file as a whole. */
export interface FileView {
  readonly stores: readonly StoreView[];
  /** The same object for all files of a format. */
  readonly kind: FileKind;
  readonly labels: Vocabulary | undefined;
}

/** Sidecars before the file itself, the full name first (fields.md §4). */
const ORDER: readonly StoreKind[] = ['sidecarFull', 'sidecar', 'embedded'];

const NO_IPTC = /^0+$/;

/** Whether the IPTC block is as it was when XMP and IPTC were last made to agree (fields.md §1.1). */
export const digestOf = (view: TagView): StoreView['digest'] => {
  const stored = view.text('Photoshop:IPTCDigest');
  const current = view.text('File:CurrentIPTCDigest');
  if (stored === undefined || current === undefined || NO_IPTC.test(stored)) return 'none';
  return stored.toLowerCase() === current.toLowerCase() ? 'current' : 'edited';
};

const storeView = (raw: RawStore): StoreView => {
  const view = viewOf(raw);
  return { raw, view, digest: digestOf(view) };
};

const groupOf = (tag: string): TagGroup =>
  /^IPTC\d*:/.test(tag) ? 'iptc' : /^(IFD0|ExifIFD|GPS):/.test(tag) ? 'exif' : 'xmp';

/** EXIF and IPTC inside a PDF, for example: ExifTool reads them and writes XMP alone (fields.md §4). */
const fixedIn = (format: KnownFormat): FileKind['isFixed'] => {
  if (format.embeds.length === 0) return () => false;
  return ({ store, tag }) => store === 'embedded' && !canHold(format, groupOf(tag));
};

const unknownKind: FileKind = { isRaw: false, isWrittenBeside: false, isFixed: () => false };

const kindOf = memo(
  (format: KnownFormat): FileKind => ({
    isRaw: format.raw,
    isWrittenBeside: format.auto !== 'embedded',
    isFixed: fixedIn(format),
  }),
);

export const fileView = (raw: RawTags, options: InterpretOptions = {}): FileView => {
  const stores = ORDER.flatMap((kind) => raw.stores.filter((store) => store.store === kind)).map(storeView);
  const embedded = raw.stores.find((store) => store.store === 'embedded')?.tags['File:FileType'];
  const type = typeof embedded === 'string' ? embedded : options.format;
  const format = type === undefined ? undefined : formatOfType(type);
  return {
    stores,
    kind: format === undefined ? unknownKind : kindOf(format),
    labels: options.labels,
  };
};

/** The tag in which a complete sidecar names its owner. */
export const OWNER = 'XMP-photoshop:SidecarForExtension';

/**
 * True for a sidecar that holds all its program knows of the picture, so that what is absent there was removed:
 * Lightroom's and Camera Raw's, digiKam's (it replaces the embedded XMP), and those that Tagbridge made complete
 * (they name their owner, as Lightroom's do). Others add to what the file itself says: Immich writes its one
 * digiKam tag and leaves out what it did not change.
 */
const isComplete = ({ raw, view }: StoreView): boolean =>
  raw.store !== 'embedded' && (view.has(OWNER) || view.has('XMP-crs:RawFileName') || usesDigiKam(view));

/**
 * True where a sidecar alone says what the picture's fields are: a complete one of a RAW file, or one that
 * Tagbridge made for any other file (only it names the owner there).
 */
export const decidesAlone = (store: StoreView, file: FileView): boolean =>
  isComplete(store) && (file.kind.isRaw || store.view.has(OWNER));

/** Facts that cameras put into the file and sidecars often leave out: no sidecar decides alone about them. */
export const alwaysFromFile: ReadonlySet<FieldName> = new Set(['captureTime', 'gps', 'regions']);
