import type { StatusView } from '../api/views.ts';
import { countConflicts } from './db/conflicts.ts';
import { photoCounts } from './db/photos.ts';
import { countProblems } from './db/problems.ts';
import { runsInState } from './db/runs.ts';
import { libraryViews } from './library-views.ts';
import type { Services } from './services.ts';

/** The whole at a glance. */
export function statusOf(services: Services): StatusView {
  const { db } = services;
  return {
    libraries: libraryViews(services),
    ...photoCounts(db),
    conflicts: countConflicts(db),
    problemCount: countProblems(db),
    openRuns: runsInState(db, 'interrupted').map((run) => run.id),
  };
}
