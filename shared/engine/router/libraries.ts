import { join } from 'node:path';
import { addFolder, changeLibrary, relocateLibrary, removeLibrary } from '../libraries.ts';
import { libraryViews } from '../library-views.ts';
import { noticeDrives } from '../notice-drives.ts';
import { makeSamples } from '../samples/make.ts';
import { scanLibraries } from '../scan-libraries.ts';
import type { Services } from '../services.ts';
import { os } from './os.ts';

async function addSamples(services: Services) {
  const roots = await makeSamples(join(services.dataDir, 'samples'));
  const archive = await addFolder(services, { path: roots.archive, name: 'Sample archive' });
  return [archive, await addFolder(services, { path: roots.family, name: 'Sample family' })];
}

export const librariesRouter = (services: Services) => ({
  list: os.libraries.list.handler(async () => {
    await noticeDrives(services);
    return libraryViews(services);
  }),
  add: os.libraries.add.handler(({ input }) => addFolder(services, input)),
  remove: os.libraries.remove.handler(({ input }) => removeLibrary(services, input.library)),
  relocate: os.libraries.relocate.handler(({ input }) => relocateLibrary(services, input)),
  set: os.libraries.set.handler(({ input }) => changeLibrary(services, input)),
  scan: os.libraries.scan.handler(({ input }) => scanLibraries(services, input)),
  addSamples: os.libraries.addSamples.handler(() => addSamples(services)),
});
