import { type FamilyFacts, type FamilyKind, familiesAmong, kinshipOf } from '../core/family.ts';
import { formatOfType } from '../core/formats.ts';
import { filesBeside, filesOfPhotos, type Relative, takenWith } from './db/families.ts';
import type { FileRow } from './db/files.ts';
import type { ReadableDb } from './db/sql.ts';

const cameraFormats: ReadonlySet<string> = new Set(['JPEG', 'HEIC', 'HEIF', 'HIF']);

/** What of a file tells its family; undefined for what is no picture. */
function familyFacts({ photo, library, folder, name, captured, facts }: Relative): FamilyFacts | undefined {
  const kind = formatOfType(facts.format)?.kind;
  if (photo === null || (kind !== 'image' && kind !== 'raw')) return undefined;
  return {
    ...{ photo, library, folder, name, captured: captured ?? undefined },
    sort: kind === 'raw' ? 'raw' : cameraFormats.has(facts.format) ? 'camera' : 'other',
    ...{ model: facts.camera?.model, serial: facts.camera?.serial ?? facts.shot?.serial },
    ...{ shot: facts.shot, documentId: facts.documentId, derivedFrom: facts.derivedFrom },
  };
}

/** The families of some photos inside libraries: photos by id, ascending. */
export function familiesOf(
  db: ReadableDb,
  photos: readonly number[],
  libraries: ReadonlySet<string>,
  kinds: readonly FamilyKind[],
): number[][] {
  const asked = new Set(photos);
  const files = filesOfPhotos(db, takenWith(db, photos)).filter((file) => libraries.has(file.library));
  const facts = files.flatMap((file) => familyFacts(file) ?? []);
  return familiesAmong(facts, kinds).filter((family) => family.some((photo) => asked.has(photo)));
}

/** A file of another photo that is, or only looks like, the same shot. */
export interface Kin {
  readonly file: Relative;
  readonly kind: FamilyKind | null;
  readonly why: string;
}

/** What looks like the same shot as a file, in all libraries, with the reason why it is or is not. */
export function kinOfFile(db: ReadableDb, file: FileRow): Kin[] {
  if (file.photo === null) return [];
  const around = [...filesOfPhotos(db, takenWith(db, [file.photo])), ...filesBeside(db, file)];
  const others = [...new Map(around.map((one) => [one.id, one])).values()];
  const mine = others.find((one) => one.id === file.id);
  const facts = mine && familyFacts(mine);
  if (!facts) return [];
  return others.flatMap((one) => {
    const theirs = one.photo === file.photo ? undefined : familyFacts(one);
    const kinship = theirs && kinshipOf(facts, theirs);
    return kinship ? [{ file: one, ...kinship }] : [];
  });
}
