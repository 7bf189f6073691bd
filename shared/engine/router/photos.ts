import { completeKeyword, keywordChildren } from '../db/keywords.ts';
import { photoIds, photoWindow } from '../db/photos.ts';
import { explainFile } from '../explain.ts';
import { joinFiles, partFile } from '../linking.ts';
import { lostValues } from '../lost-values.ts';
import { summarize } from '../photo-summary-view.ts';
import { fileView, foundPhotos } from '../photo-views.ts';
import type { Services } from '../services.ts';
import { lookAgain } from '../sync/file-store.ts';
import { namedFile } from '../sync/named-files.ts';
import { os } from './os.ts';

/** A file as it is now: what changed since it was indexed is read anew. */
async function fresh(services: Services, ref: number | string) {
  const file = await namedFile(services.db, ref);
  await services.locks.within([file.library], () => lookAgain(services, [file]));
  return namedFile(services.db, file.id);
}

export const photosRouter = (services: Services) => ({
  window: os.photos.window.handler(({ input }) => photoWindow(services.db, input)),
  ids: os.photos.ids.handler(({ input }) => photoIds(services.db, input)),
  find: os.photos.find.handler(({ input }) => foundPhotos(services.db, input)),
  show: os.photos.show.handler(async ({ input }) =>
    fileView(services.db, await namedFile(services.db, input.file)),
  ),
  explain: os.photos.explain.handler(async ({ input }) =>
    explainFile(services.db, await fresh(services, input.file)),
  ),
  summary: os.photos.summary.handler(({ input }) => summarize(services.db, input.photos)),
  lost: os.photos.lost.handler(async ({ input }) => {
    const { photo } = await namedFile(services.db, input.file);
    return photo === null ? [] : lostValues(services.db, photo, input.field);
  }),
  link: os.photos.link.handler(({ input }) => joinFiles(services, input)),
  unlink: os.photos.unlink.handler(({ input }) => partFile(services, input.file)),
});

export const keywordsRouter = (services: Services) => ({
  complete: os.keywords.complete.handler(({ input }) =>
    completeKeyword(services.db, input.text, input.limit),
  ),
  children: os.keywords.children.handler(({ input }) => keywordChildren(services.db, input.parent)),
});
