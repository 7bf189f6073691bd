import type { TagWrite } from '../../../core/encode.ts';
import type { RawStore, RawValue } from '../../../core/raw-tags.ts';
import { jpegParts } from './jpeg-parts.ts';
import { placeOfTag, withoutLanguage } from './places.ts';
import { type PlannedEntry, proveExif } from './prove-exif.ts';
import { proveIptc } from './prove-iptc.ts';
import { type PlannedProperty, proveXmp } from './prove-xmp.ts';
import { need, Unproven } from './unproven.ts';

/** What was planned, sorted by the block it lies in. */
interface Planned {
  readonly xmp: Map<string, PlannedProperty>;
  readonly exif: Map<string, PlannedEntry>;
  readonly iptc: Map<string, RawValue | undefined>;
  digest: boolean;
}

function plannedOf(writes: readonly TagWrite[], expected: RawStore['tags']): Planned {
  const planned: Planned = { xmp: new Map(), exif: new Map(), iptc: new Map(), digest: false };
  for (const { tag } of writes) {
    const place = placeOfTag(tag);
    need(place !== undefined, `${tag} lies in no known place`);
    if (place.block === 'xmp') planned.xmp.set(place.name, { tag: withoutLanguage(tag), shape: place.shape });
    else if (place.block === 'exif')
      planned.exif.set(place.key, { shape: place.shape, value: expected[tag] });
    else if (place.block === 'iptc') planned.iptc.set(place.key, expected[tag]);
    else planned.digest = true;
  }
  return planned;
}

/** Whether all tags lie where the proof would look: else there is no use in trying. */
export const isProvable = (writes: readonly TagWrite[]): boolean =>
  writes.every(({ tag }) => placeOfTag(tag) !== undefined);

function prove(before: Buffer, after: Buffer, writes: readonly TagWrite[], expected: RawStore): RawStore {
  const planned = plannedOf(writes, expected.tags);
  const [old, now] = [jpegParts(before), jpegParts(after)];
  need(
    old.others.length === now.others.length && old.others.every((one, at) => one.equals(now.others[at]!)),
    'bytes outside the metadata differ',
  );
  const besides = proveExif(old.exif, now.exif, planned.exif);
  besides.set('XMP-x:XMPToolkit', proveXmp(old.xmp, now.xmp, planned.xmp, expected.tags));
  const { stored, current } = proveIptc(old.photoshop, now.photoshop, {
    datasets: planned.iptc,
    digest: planned.digest,
  });
  besides.set('Photoshop:IPTCDigest', stored).set('File:CurrentIPTCDigest', current);
  const tags = { ...expected.tags };
  for (const [tag, value] of besides) {
    if (value === undefined) delete tags[tag];
    else tags[tag] = value;
  }
  return { ...expected, tags };
}

/**
 * Proves from the bytes of a JPEG before and after a write that every byte outside the EXIF, XMP and Photoshop
 * segments is the same, every value inside them that the writes do not name too, and that those named hold what is
 * expected. Returns what reading the new file gives, as ExifTool would print it; `unproven` says why nothing was
 * proven, which is no verdict: ExifTool then judges.
 */
export function proveJpeg(
  before: Buffer,
  after: Buffer,
  writes: readonly TagWrite[],
  expected: RawStore,
): { readonly store: RawStore } | { readonly unproven: string } {
  try {
    return { store: prove(before, after, writes, expected) };
  } catch (error) {
    // A RangeError is a length that leads out of the bytes.
    if (error instanceof Unproven || error instanceof RangeError) return { unproven: error.message };
    throw error;
  }
}
