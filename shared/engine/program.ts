import type { RawTags, StoreKind } from '../core/raw-tags.ts';

/** Tags in which programs name themselves, the most telling first (XMP specification part 1, §8.4; Exif 2.32, §4.6.5). */
const tags = ['XMP-xmp:CreatorTool', 'IFD0:ProcessingSoftware', 'IFD0:Software', 'XMP-tiff:Software'];
/** A sidecar is what a program that does not touch the file wrote last. */
const stores: readonly StoreKind[] = ['sidecarFull', 'sidecar', 'embedded'];

const longest = 80;

/** The program that says it last wrote a file; undefined where none does. Camera firmware names itself here, too. */
export function programOf(raw: RawTags | undefined): string | undefined {
  for (const kind of stores) {
    const store = raw?.stores.find((one) => one.store === kind);
    for (const tag of tags) {
      const value = store?.tags[tag];
      if (typeof value === 'string' && value.trim() !== '') return value.trim().slice(0, longest);
    }
  }
  return undefined;
}
