import type { LibraryView } from '../../../shared/api/views.ts';
import { scanLibraries } from '../../state/libraries.ts';
import { setPrefs, usePrefs } from '../../state/prefs.ts';
import { useStatus } from '../../state/status.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';

interface Polled {
  reason: string;
  libraries: LibraryView[];
}

const mark = (reason: string, library: LibraryView) => `${library.id} ${reason}`;

/** Libraries whose changes the system does not report, by the reason, without what the person has already read. */
export function polled(libraries: readonly LibraryView[], read: readonly string[]): Polled[] {
  const groups = new Map<string, LibraryView[]>();
  for (const library of libraries) {
    const { watching, watchReason: reason, state } = library;
    if (watching !== 'polling' || !reason || state === 'offline' || read.includes(mark(reason, library)))
      continue;
    groups.set(reason, [...(groups.get(reason) ?? []), library]);
  }
  return [...groups].map(([reason, members]) => ({ reason, libraries: members }));
}

/** Says that a library is looked through from time to time instead of being watched, why, and what to do. */
export function WatchBanner() {
  const libraries = useStatus(({ status }) => status?.libraries);
  const read = usePrefs((now) => now.readBanners);
  const groups = polled(libraries ?? [], read);
  if (groups.length === 0) return null;
  return (
    <div className="flex shrink-0 flex-col gap-2 border-b p-2">
      {groups.map(({ reason, libraries: members }) => {
        const names = members.map(({ name }) => name);
        return (
          <Notice
            key={reason}
            kind="attention"
            action={
              <Button small onClick={() => void scanLibraries(names)}>
                Scan now
              </Button>
            }
            onDismiss={() =>
              setPrefs({
                readBanners: [...read, ...members.map((member) => mark(reason, member))].slice(-100),
              })
            }
          >
            <strong>
              <bdi>{names.join(', ')}</bdi> {names.length === 1 ? 'is' : 'are'} not watched.
            </strong>{' '}
            {reason} Changes by other programs are found from time to time, or at once by a scan.
          </Notice>
        );
      })}
    </div>
  );
}
