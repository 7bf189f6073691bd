import { join } from 'node:path';
import { canonicalJson } from '../core/equal/json.ts';
import type { RawTags } from '../core/raw-tags.ts';
import { addAudit, randomFiles } from './db/audits.ts';
import { type FileRow, lastRaw } from './db/files.ts';
import { type LibraryRow, requireLibrary } from './db/libraries.ts';
import { transaction } from './db/sql.ts';
import { checkLibrary } from './files/check.ts';
import { fingerprintText } from './files/fingerprint.ts';
import { takeFingerprint } from './fingerprint.ts';
import { takeReading } from './intake.ts';
import { refreshPhotos } from './photo-summary.ts';
import type { Services } from './services.ts';
import { mediaFileOf } from './sync/file-store.ts';
import { refreshConflicts } from './sync/refresh-conflicts.ts';

/** What an audit of some files found. */
export interface Audit {
  readonly checked: number;
  /** Paths of files that held something else than the index knew, though they look untouched. */
  readonly drifted: readonly string[];
  readonly photos: readonly number[];
  /** Some files had changed unnoticed: events were missed, and a scan finds out which. */
  readonly missed: boolean;
}

/** Tags as the bytes have them, without the marks that earlier readings left. */
const bare = (raw: RawTags | undefined): string =>
  canonicalJson((raw?.stores ?? []).map(({ store, tags }) => ({ store, tags })));

type Look = 'same' | 'missed' | { readonly drifted: readonly number[] };

async function lookAt(services: Services, library: LibraryRow, file: FileRow): Promise<Look> {
  const { db, reader, clock } = services;
  const seen = await takeFingerprint(join(library.path, file.path), true).catch(() => undefined);
  if (!seen || fingerprintText(seen) !== fingerprintText(file.fingerprint)) return 'missed';
  const readAt = clock();
  const result = await reader.read(mediaFileOf(library, file), { hash: true });
  if (!result.ok || fingerprintText(result.fingerprint) !== fingerprintText(seen)) return 'missed';
  const sameTags = bare(result.raw) === bare(lastRaw(db, file.id));
  const hash = file.facts?.imageHash?.value;
  if (sameTags && (hash === undefined || hash === result.facts.imageHash?.value)) return 'same';
  return transaction(db, () => {
    const { photos } = takeReading(db, file, result, { reader: reader.id, readAt, hashed: true });
    refreshPhotos(db, photos);
    return { drifted: photos };
  });
}

/**
 * Reads some files of a library anew, by chance, whatever their times say: a disk that changes bytes, a program that
 * puts times back, or an index that is wrong shows here. What drifted is taken into the index and counted.
 */
export async function auditLibrary(services: Services, id: string, count: number): Promise<Audit> {
  const { db, clock, log, locks } = services;
  const library = requireLibrary(db, id);
  const drifted: string[] = [];
  const photos: number[] = [];
  let [checked, missed] = [0, false];
  for (const file of randomFiles(db, id, count)) {
    const look = await locks.within([id], async () =>
      (await checkLibrary(db, library)).online ? lookAt(services, library, file) : undefined,
    );
    if (look === undefined) break;
    checked += 1;
    if (look === 'missed') missed = true;
    else if (look !== 'same') {
      drifted.push(file.path);
      photos.push(...look.drifted);
    }
  }
  const day = new Date(clock()).toISOString().slice(0, 10);
  if (checked > 0) addAudit(db, id, { day, checked, drifted: drifted.length });
  for (const path of drifted) log(`Audit: ${library.name}/${path} held something else than was known of it.`);
  refreshConflicts(services, photos);
  return { checked, drifted, photos, missed };
}
