import type { SidecarNaming } from '../library.ts';
import type { StoreKind } from '../raw-tags.ts';
import { extensionOf, formatOfExtension, isMediaName } from './lookup.ts';

/** The two possible sidecars of a media file; `preferred` is the one to create. */
export interface SidecarNames {
  /** `IMG.xmp` */
  readonly sidecar: string;
  /** `IMG.EXT.xmp` */
  readonly sidecarFull: string;
  readonly preferred: Exclude<StoreKind, 'embedded'>;
}

const stemOf = (fileName: string): string => {
  const dot = fileName.lastIndexOf('.');
  return dot > 0 ? fileName.slice(0, dot) : fileName;
};

const isRawName = (fileName: string): boolean => formatOfExtension(extensionOf(fileName))?.kind === 'raw';

/**
 * Names a file's sidecars can have, and which one is created. `IMG.xmp` is created for RAW only: beside
 * `IMG.CR2` it would be taken for the RAW's (fields.md §4, shared-name hazards).
 */
export const sidecarNames = (fileName: string, naming: SidecarNaming): SidecarNames => ({
  sidecar: `${stemOf(fileName)}.xmp`,
  sidecarFull: `${fileName}.xmp`,
  preferred: naming === 'adobe' && isRawName(fileName) ? 'sidecar' : 'sidecarFull',
});

/** Whose sidecar it is. `ambiguous`: several files claim it, so nobody reads or writes it. */
export type SidecarOwner =
  | { readonly kind: 'owned'; readonly file: string; readonly store: Exclude<StoreKind, 'embedded'> }
  | { readonly kind: 'ambiguous'; readonly files: readonly string[] }
  | { readonly kind: 'version'; readonly file: string }
  | { readonly kind: 'orphan' };

const sameName = (a: string, b: string): boolean =>
  a.normalize('NFC').toLowerCase() === b.normalize('NFC').toLowerCase();

/** `IMG_01.CR2` → `IMG.CR2`: the name darktable gives the sidecar of a duplicate. */
const versionOf = (fileName: string): string | undefined => {
  const match = /^(.+)_\d{2,}(\.[^.]+)$/.exec(fileName);
  return match ? `${match[1]}${match[2]}` : undefined;
};

/**
 * Which of the `files` in the same folder a sidecar belongs to. `IMG.EXT.xmp` is IMG.EXT's;
 * `IMG_nn.EXT.xmp` beside IMG.EXT alone is a darktable version, never read or written; `IMG.xmp` is the only
 * RAW's (a DNG beside its original gives way), else the only file's of that stem. `forExtension` is
 * XMP-photoshop:SidecarForExtension, where the sidecar has it: it decides first.
 */
export const sidecarOwner = (
  sidecarName: string,
  files: readonly string[],
  forExtension?: string,
): SidecarOwner => {
  if (!/\.xmp$/i.test(sidecarName)) return { kind: 'orphan' };
  const name = sidecarName.slice(0, -4);
  const full = files.find((file) => file === name) ?? files.find((file) => sameName(file, name));
  if (full !== undefined) return { kind: 'owned', file: full, store: 'sidecarFull' };
  const original = versionOf(name);
  const version = original === undefined ? undefined : files.find((file) => sameName(file, original));
  if (version !== undefined) return { kind: 'version', file: version };
  return ownerByStem(name, files, forExtension);
};

const ownerByStem = (stem: string, files: readonly string[], forExtension?: string): SidecarOwner => {
  const sharing = files.filter((file) => isMediaName(file) && sameName(stemOf(file), stem));
  const raws = sharing.filter(isRawName);
  const named = sharing.filter((file) => extensionOf(file) === forExtension?.toLowerCase());
  const makers = raws.filter((file) => extensionOf(file) !== 'dng');
  const claimants =
    [named, raws, makers].find((some) => some.length === 1) ?? (raws.length > 0 ? raws : sharing);
  const [only] = claimants;
  if (only === undefined) return { kind: 'orphan' };
  if (claimants.length > 1) return { kind: 'ambiguous', files: claimants };
  return { kind: 'owned', file: only, store: 'sidecar' };
};

/** Whether `IMG.xmp` beside this file would be its own: no other RAW of that stem claims it. `files`: the folder's. */
export const ownsShortName = (fileName: string, files: readonly string[]): boolean => {
  const owner = sidecarOwner(sidecarNames(fileName, 'adobe').sidecar, files);
  return owner.kind === 'owned' && owner.file === fileName;
};
