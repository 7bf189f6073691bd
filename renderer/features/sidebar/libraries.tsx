import { CircleAlert, CloudOff, HardDrive, Lock, Plus, RefreshCw } from 'lucide-react';
import type { LibraryView } from '../../../shared/api/views.ts';
import { filterOf, withFilter } from '../../lib/query-filters.ts';
import { count, number } from '../../lib/words.ts';
import { go, useNavigation } from '../../state/navigation.ts';
import { search, usePhotos } from '../../state/photos.ts';
import { useStatus } from '../../state/status.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { Entry } from './entry.tsx';

function icon(library: LibraryView) {
  if (library.state === 'offline') return <CloudOff size={15} />;
  if (library.state === 'scanning') return <RefreshCw size={15} />;
  return library.writes === 'none' ? <Lock size={15} /> : <HardDrive size={15} />;
}

const words = (library: LibraryView): string =>
  [
    library.path,
    library.state === 'offline' &&
      `offline: ${library.reason ?? 'The folder is not there.'}\nConnect its drive, or say which folder it is: Libraries, Relocate…`,
    library.state === 'scanning' && 'being scanned',
    library.writes === 'none' && 'never written',
    library.problemCount > 0 && count(library.problemCount, 'problem'),
  ]
    .filter(Boolean)
    .join('\n');

/** The libraries with their state and files; a click shows the photos of one. */
export function Libraries() {
  const libraries = useStatus(({ status }) => status?.libraries);
  const chosen = filterOf(
    usePhotos((now) => now.query),
    'library',
  );
  const onPhotos = useNavigation((now) => now.screen === 'photos');
  const show = (name: string) => {
    go('photos');
    search(withFilter(usePhotos.getState().query, 'library', chosen === name && onPhotos ? '' : name));
  };
  return (
    <section aria-label="Libraries" className="px-2 pb-2">
      <header className="flex h-7 items-center px-2 text-sm font-semibold text-muted">
        <h2 className="flex-1">Libraries</h2>
        <IconButton
          label="Add a library"
          icon={<Plus size={15} />}
          className="-mr-2"
          onClick={() => go('libraries', { add: '' })}
        />
      </header>
      {libraries?.map((library) => (
        <Entry
          key={library.id}
          icon={icon(library)}
          title={words(library)}
          current={onPhotos && chosen === library.name}
          onClick={() => show(library.name)}
          aside={
            <>
              {library.problemCount > 0 && (
                <span role="img" aria-label={count(library.problemCount, 'problem')} className="text-failure">
                  <CircleAlert size={13} aria-hidden />
                </span>
              )}
              <span className="text-muted">{number(library.files)}</span>
            </>
          }
        >
          <bdi className={library.state === 'offline' ? 'text-muted' : ''}>{library.name}</bdi>
          {library.state !== 'online' && <span className="visually-hidden">, {library.state}</span>}
        </Entry>
      ))}
      {libraries?.length === 0 && <p className="px-2 text-sm text-muted">None yet.</p>}
    </section>
  );
}
