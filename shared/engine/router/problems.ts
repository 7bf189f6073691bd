import { requireLibrary } from '../db/libraries.ts';
import { countProblems, ignoreProblems, listProblems, problemPlaces } from '../db/problems.ts';
import { retryFiles } from '../scan-libraries.ts';
import type { Services } from '../services.ts';
import { os } from './os.ts';

function ignore({ db, hub }: Services, ids: readonly number[]) {
  const ignored = ignoreProblems(db, ids);
  hub.emit({ kind: 'problems', total: countProblems(db) });
  hub.emit({ kind: 'libraries' });
  return { ignored };
}

/** Reads the files anew; what could not be written is written by the next plan. */
function retry(services: Services, ids: readonly number[]) {
  const paths = new Map<string, Set<string>>();
  for (const { library, path } of problemPlaces(services.db, ids)) {
    const set = paths.get(library) ?? new Set();
    paths.set(library, set.add(path));
  }
  return retryFiles(services, paths);
}

export const problemsRouter = (services: Services) => ({
  list: os.problems.list.handler(({ input }) => {
    const library = input.library === undefined ? undefined : requireLibrary(services.db, input.library).id;
    return listProblems(services.db, { ...input, library });
  }),
  ignore: os.problems.ignore.handler(({ input }) => ignore(services, input.problems)),
  retry: os.problems.retry.handler(({ input }) => retry(services, input.problems)),
});
