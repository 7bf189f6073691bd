import {
  canHold,
  extensionOf,
  fitsName,
  formatOfExtension,
  formatOfType,
  isMediaName,
  typeByName,
} from './formats/lookup.ts';
import {
  ownsShortName,
  type SidecarNames,
  type SidecarOwner,
  sidecarNames,
  sidecarOwner,
} from './formats/sidecars.ts';
import { type Format, formats, type KnownFormat, type MediaKind, type TagGroup } from './formats/table.ts';
import type { SidecarNaming, WritePolicy } from './library.ts';
import type { Problem } from './problem.ts';
import type { StoreKind } from './raw-tags.ts';

export type { Format, KnownFormat, MediaKind, SidecarNames, SidecarOwner, TagGroup };
export {
  canHold,
  extensionOf,
  fitsName,
  formatOfExtension,
  formatOfType,
  formats,
  isMediaName,
  ownsShortName,
  sidecarNames,
  sidecarOwner,
  typeByName,
};

const readOnly: Problem = {
  code: 'readOnlyLibrary',
  message: 'The library is read-only. Nothing was written; change its write policy to write here.',
};

const notEmbeddable = (format: Format): Problem => ({
  code: 'unsupported',
  message: `${format.name} files cannot be written inside. Nothing was written; set the library to write sidecars.`,
});

/**
 * The stores a change is written to, embedded first. Sidecars that exist are always written too, because they
 * win on reading; one of the library's naming is made where a sidecar is due and none exists. `provable`: the
 * file has an image hash, by which a write inside can be proven to leave the picture alone; what has none is not
 * written inside under `auto`.
 */
export const writeStores = (
  format: Format,
  policy: WritePolicy,
  naming: SidecarNaming,
  existing: readonly StoreKind[],
  provable = true,
): StoreKind[] | Problem => {
  if (policy === 'none') return readOnly;
  const sidecars = (['sidecar', 'sidecarFull'] as const).filter((store) => existing.includes(store));
  if (policy === 'embedded') {
    return format.embeds.length === 0 ? notEmbeddable(format) : ['embedded', ...sidecars];
  }
  if (policy === 'auto' && provable && embedsUnderAuto(format, sidecars.length > 0))
    return ['embedded', ...sidecars];
  if (sidecars.length > 0) return [...sidecars];
  return [naming === 'adobe' && format.kind === 'raw' ? 'sidecar' : 'sidecarFull'];
};

const embedsUnderAuto = (format: Format, hasSidecar: boolean): boolean =>
  format.auto === 'embedded' || (format.auto === 'embeddedUnlessSidecar' && !hasSidecar);
