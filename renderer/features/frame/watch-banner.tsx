import type { LibraryView } from '../../../shared/api/views.ts';
import { count } from '../../lib/words.ts';
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

/** Says that libraries are looked through from time to time instead of being watched, why, and what to do. */
export function WatchBanner() {
  const libraries = useStatus(({ status }) => status?.libraries);
  const read = usePrefs((now) => now.readBanners);
  const groups = polled(libraries ?? [], read);
  if (groups.length === 0) return null;
  const names = groups.flatMap((group) => group.libraries.map(({ name }) => name));
  const marks = groups.flatMap(({ reason, libraries: members }) => members.map((one) => mark(reason, one)));
  return (
    <div className="shrink-0 border-b p-2">
      <Notice
        kind="attention"
        action={
          <Button small onClick={() => void scanLibraries(names)}>
            Scan now
          </Button>
        }
        // As many as any window has libraries: one that is forgotten would come again.
        onDismiss={() => setPrefs({ readBanners: [...read, ...marks].slice(-1000) })}
      >
        {names.length === 1 ? <One name={names[0]!} reason={groups[0]!.reason} /> : <Many groups={groups} />}
      </Notice>
    </div>
  );
}

function One({ name, reason }: { name: string; reason: string }) {
  return (
    <>
      <strong>
        <bdi>{name}</bdi> is not watched.
      </strong>{' '}
      {reason} Changes by other programs are found from time to time, or at once by a scan.
    </>
  );
}

/** One line, whatever their number; opened it names them. */
function Many({ groups }: { groups: readonly Polled[] }) {
  const total = groups.reduce((sum, { libraries }) => sum + libraries.length, 0);
  return (
    <details>
      <summary className="cursor-default rounded-sm">
        <strong>{count(total, 'library', 'libraries')} are not watched.</strong> Changes are found from time
        to time, or by a scan.
      </summary>
      <ul aria-label="Which, and why" className="max-h-40 overflow-auto">
        {groups.map(({ reason, libraries }) => (
          <li key={reason} className="mt-1">
            {libraries.map(({ id, name }, at) => (
              <span key={id}>
                {at > 0 && ', '}
                <bdi>{name}</bdi>
              </span>
            ))}
            : {reason}
          </li>
        ))}
      </ul>
    </details>
  );
}
