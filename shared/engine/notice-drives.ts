import { listLibraries } from './db/libraries.ts';
import type { Services } from './services.ts';
import { checkLibraries } from './sync/file-store.ts';

/**
 * Asks whether the libraries are there, where nothing watches them: an engine that runs for one command would tell of
 * a drive what was true at the last one. An engine that watches knows by itself, and a drive that hangs holds up none
 * of its answers.
 */
export async function noticeDrives(services: Services): Promise<void> {
  const libraries = listLibraries(services.db).map(({ id }) => id);
  if (libraries.some((id) => services.watching(id) !== 'no')) return;
  await checkLibraries(services, libraries);
}
