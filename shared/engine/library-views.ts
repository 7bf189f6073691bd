import type { LibraryView } from '../api/views.ts';
import { type LibraryRow, libraryCounts, listLibraries } from './db/libraries.ts';
import type { Services } from './services.ts';

type Counts = { readonly files: number; readonly problemCount: number };

function viewOf(
  { watching, watchReason }: Services,
  row: LibraryRow,
  counts: Counts | undefined,
): LibraryView {
  const why = watchReason(row.id);
  return {
    ...{ id: row.id, name: row.name, path: row.path, writes: row.writes, sidecar: row.sidecar },
    ...{ exclude: [...row.exclude], keepMtime: row.keepMtime, iptc: row.iptc, state: row.state },
    ...(row.stateReason === null ? {} : { reason: row.stateReason }),
    ...(counts ?? { files: 0, problemCount: 0 }),
    ...(row.scannedAt === null ? {} : { scannedAt: row.scannedAt }),
    watching: watching(row.id),
    ...(why === undefined ? {} : { watchReason: why }),
  };
}

/** Every library as clients see it. */
export function libraryViews(services: Services): LibraryView[] {
  const counts = libraryCounts(services.db);
  return listLibraries(services.db).map((row) => viewOf(services, row, counts.get(row.id)));
}

export const libraryView = (services: Services, row: LibraryRow): LibraryView =>
  viewOf(services, row, libraryCounts(services.db).get(row.id));
