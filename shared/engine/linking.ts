import { TagbridgeError } from '../api/errors.ts';
import type { InputOf, link } from '../api/inputs.ts';
import { linkFiles, unlinkFile } from './identity.ts';
import type { Services } from './services.ts';
import { namedFile } from './sync/named-files.ts';
import { refreshConflicts } from './sync/refresh-conflicts.ts';

/** A person says that two files hold the same picture. */
export async function joinFiles(services: Services, input: InputOf<typeof link>): Promise<{ photo: number }> {
  const { db, clock } = services;
  const a = await namedFile(db, input.a);
  const b = await namedFile(db, input.b);
  if (a.id === b.id)
    throw new TagbridgeError('USAGE', 'A file cannot be linked with itself.', { hint: 'Name two files.' });
  const { photo, photos } = linkFiles(db, a.id, b.id, clock());
  refreshConflicts(services, photos);
  return { photo };
}

/** A person says that a file is not the picture of its photo's other copies. */
export async function partFile(services: Services, ref: number | string): Promise<{ photo: number }> {
  const { db, clock } = services;
  const file = await namedFile(db, ref);
  const { photo, photos } = unlinkFile(db, file.id, clock());
  refreshConflicts(services, photos);
  return { photo };
}
