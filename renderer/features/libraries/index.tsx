import { FolderPlus, Library } from 'lucide-react';
import { useState } from 'react';
import { useActions } from '../../state/actions.ts';
import { addSamples, scanLibraries, useLibraries } from '../../state/libraries.ts';
import { go, useNavigation } from '../../state/navigation.ts';
import { notifyError } from '../../state/notices.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Waiting } from '../../ui/waiting.tsx';
import { AddLibrary } from './add-library.tsx';
import { LibraryDetail } from './library-detail.tsx';
import { LibraryList } from './library-list.tsx';

/** The folders Tagbridge knows: how they are, how they are written, what went wrong. */
export default function Libraries() {
  const libraries = useLibraries();
  const wanted = useNavigation((now) => now.params['library']);
  const adding = useNavigation((now) => now.params['add'] !== undefined);
  const current = libraries?.find(({ id, name }) => id === wanted || name === wanted) ?? libraries?.[0];
  const show = (id: string) => go('libraries', { library: id });
  const add = () => go('libraries', { ...(current ? { library: current.id } : {}), add: '' });
  const names = libraries?.filter(({ state }) => state !== 'offline').map(({ name }) => name) ?? [];
  useActions(() => [
    { id: 'libraries.add', title: 'Add a library', group: 'Libraries', run: add },
    {
      id: 'libraries.scan',
      title: 'Scan all libraries',
      group: 'Libraries',
      run: () => void scanLibraries(names),
      when: () => names.length > 0,
    },
  ]);
  if (!libraries) return <Waiting />;
  return (
    <>
      {libraries.length === 0 ? (
        <NoLibraries onAdd={add} />
      ) : (
        <div className="flex min-h-0 flex-1 max-sm:flex-col max-sm:overflow-auto">
          <div className="flex w-64 shrink-0 flex-col border-r xl:w-80 max-sm:h-48 max-sm:w-full max-sm:border-r-0 max-sm:border-b">
            <div className="min-h-0 flex-1 overflow-auto">
              <LibraryList libraries={libraries} current={current?.id} onCurrent={show} />
            </div>
            <div className="flex gap-2 border-t p-2">
              <Button icon={<FolderPlus size={14} aria-hidden />} onClick={add}>
                Add a library…
              </Button>
              <Button disabled={names.length === 0} onClick={() => void scanLibraries(names)}>
                Scan all
              </Button>
            </div>
          </div>
          {current && <LibraryDetail library={current} />}
        </div>
      )}
      <AddLibrary
        open={adding}
        onClose={() => go('libraries', current ? { library: current.id } : {})}
        onAdded={show}
      />
    </>
  );
}

function NoLibraries({ onAdd }: { onAdd: () => void }) {
  const [busy, setBusy] = useState(false);
  const samples = async () => {
    setBusy(true);
    await addSamples().catch(notifyError);
    setBusy(false);
  };
  return (
    <EmptyState
      icon={<Library size={32} />}
      action={
        <div className="flex gap-2">
          <Button variant="primary" icon={<FolderPlus size={14} aria-hidden />} onClick={onAdd}>
            Add a folder of photos…
          </Button>
          <Button disabled={busy} onClick={() => void samples()}>
            Try the sample libraries
          </Button>
        </div>
      }
    >
      Add the folders your photos are in: the archive drive, the NAS, the laptop. Tagbridge reads them and
      shows where copies of the same photo disagree. Nothing is written until you say so.
    </EmptyState>
  );
}
