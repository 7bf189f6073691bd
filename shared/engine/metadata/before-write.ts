import { extensionOf } from '../../core/formats.ts';
import type { RawTags, StoreKind } from '../../core/raw-tags.ts';
import type { MediaFacts } from '../types.ts';
import type { Batcher } from './batch.ts';
import { type Dump, dump, toRawTags } from './dump.ts';
import { mediaFacts } from './media-facts.ts';
import { pathOf } from './place.ts';
import { type FilePlan, planStores } from './plan-stores.ts';
import type { WriteJob } from './ports.ts';
import { isProvable } from './proof/prove-jpeg.ts';

/** Where a file and its sidecars lie (absolute). */
export type Places = ReadonlyMap<StoreKind, string>;

/** What a file holds before a write, and what is to be written. */
export interface Before {
  readonly raw: RawTags;
  readonly facts: MediaFacts;
  readonly plan: FilePlan;
  /** Everything in it, as ExifTool sees it; undefined where the proof is to be made from the bytes. */
  readonly dump: Dump | undefined;
}

/** Larger files are not held in memory to be compared. */
const mostBytes = 48 * 2 ** 20;

/** What the index knows, and a plan by it, where a proof from the bytes can take ExifTool's place. */
function byTheIndex(job: WriteJob, places: Places): Before | undefined {
  const { known, fingerprint } = job;
  if (
    known === undefined ||
    job.file.iptc === 'macRoman' ||
    places.size > 1 ||
    fingerprint.media.size > mostBytes
  )
    return undefined;
  const { raw, facts } = known;
  const [store] = raw.stores;
  if (facts.format !== 'JPEG' || raw.stores.length !== 1 || store!.warnings.length > 0) return undefined;
  const plan = planStores(job, raw, facts, places);
  const isProven = plan.stores.every(
    ({ store, action, writes }) => store === 'embedded' && action === 'replace' && isProvable(writes),
  );
  return isProven ? { raw, facts, plan, dump: undefined } : undefined;
}

/** Everything there is in the file at its places, read by ExifTool. */
export const dumpOf = (batcher: Batcher, job: WriteJob, stores: Places): Promise<Dump> =>
  dump(batcher, { stores, extension: extensionOf(pathOf(job.file)) });

/** Looks at what is there and plans what is written. Throws `Refused`, `ExifToolStopped` or the system's error. */
export async function lookBefore(batcher: Batcher, job: WriteJob, places: Places): Promise<Before> {
  const known = byTheIndex(job, places);
  if (known !== undefined) return known;
  const all = await dumpOf(batcher, job, places);
  const facts = mediaFacts(all.get('embedded')!);
  const raw = toRawTags(all, job.file.iptc);
  return { raw, facts, plan: planStores(job, raw, facts, places), dump: all };
}
