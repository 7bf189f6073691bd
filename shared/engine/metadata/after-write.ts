import type { RawTags } from '../../core/raw-tags.ts';
import type { FieldValues } from '../../core/snapshot.ts';
import type { MediaFacts } from '../types.ts';
import { type Before, dumpOf, type Places } from './before-write.ts';
import { bytesHash, withBoth } from './bytes.ts';
import { type Dump, toRawTags } from './dump.ts';
import { mediaFacts } from './media-facts.ts';
import type { WriteJob } from './ports.ts';
import { withPreviewPictures } from './preview-pictures.ts';
import { proveJpeg } from './proof/prove-jpeg.ts';
import { Refused } from './replace.ts';
import { type Verified, verify, verifyFields } from './verify.ts';
import type { WriteTools } from './write-tools.ts';

/** What the new files hold, proven to be what was meant and nothing else. */
export interface After {
  readonly raw: RawTags;
  readonly facts: MediaFacts;
  readonly readBack: FieldValues;
  readonly provenBy: 'bytes' | 'exiftool';
  /** Content hash of the bytes that were proven, of a photo written inside; ExifTool does not tell what it read. */
  readonly provenHash?: string;
}

interface Staged {
  readonly job: WriteJob;
  readonly before: Before;
  /** Where the file lies, and where the new one is that waits to take its place. */
  readonly places: Places;
  readonly temps: Places;
}

function readBackOf(verified: Verified): FieldValues {
  if (!verified.ok) throw new Refused(verified.problem);
  return verified.readBack;
}

/** The proof from the bytes; undefined where they prove nothing, which says nothing against the write. */
async function byTheBytes({ job, before, places, temps }: Staged): Promise<After | undefined> {
  const { plan, facts } = before;
  const expected = plan.expected.stores.find(({ store }) => store === 'embedded');
  const paths = [places.get('embedded')!, temps.get('embedded')!] as const;
  const proof = await withBoth(paths, job.fingerprint.media.size, (old, now) => ({
    ...proveJpeg(old, now, plan.stores[0]!.writes, expected!),
    hash: bytesHash(now),
  }));
  if ('unproven' in proof) return undefined;
  const raw = { stores: [proof.store] };
  const readBack = readBackOf(verifyFields(plan, job.changes, facts.format, raw));
  return { raw, facts, readBack, provenBy: 'bytes', provenHash: proof.hash };
}

/** ExifTool reads both files whole, unknown tags too, and hashes the picture. */
async function byExifTool(
  { reader, dumps }: WriteTools,
  { job, before, places, temps }: Staged,
): Promise<After> {
  const whole = async (at: Places, read?: Dump) =>
    withPreviewPictures(reader.exiftool, read ?? (await dumpOf(dumps, job, at)), at.get('embedded')!);
  const [old, now] = [await whole(places, before.dump), await whole(temps)];
  const readBack = readBackOf(verify(before.plan, job.changes, old, now));
  const facts = mediaFacts(now.get('embedded')!);
  return { raw: toRawTags(now, job.file.iptc), facts, readBack, provenBy: 'exiftool' };
}

/** Proves a staged write, from the bytes where that can be done, else by ExifTool. Throws `Refused` where it is wrong. */
export async function proveStaged(tools: WriteTools, staged: Staged): Promise<After> {
  const proven = staged.before.dump === undefined ? await byTheBytes(staged) : undefined;
  return proven ?? byExifTool(tools, staged);
}
