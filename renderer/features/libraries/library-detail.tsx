import { FolderSearch, Pencil, RefreshCw, Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { LibraryView } from '../../../shared/api/views.ts';
import { count, duration, moment, number } from '../../lib/words.ts';
import { useBridges } from '../../state/bridges.ts';
import { engine } from '../../state/engine.ts';
import { cancelScan, scanLibraries, useScan, useScans } from '../../state/libraries.ts';
import { errorText, notify, notifyError } from '../../state/notices.ts';
import { fetchStatus } from '../../state/status.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { JobProgress } from '../../ui/job-progress.tsx';
import { Notice } from '../../ui/notice.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { askFolder } from './add-library.tsx';
import { FolderChooser } from './folder-chooser.tsx';
import { LibraryProblems } from './library-problems.tsx';
import { LibrarySettings } from './library-settings.tsx';
import { stateWords, watchingWords } from './words.ts';

/** One library: what it holds, how it is doing, how it is written, and its problems. */
export function LibraryDetail({ library }: { library: LibraryView }) {
  const [asking, setAsking] = useState<'remove' | 'rename' | 'relocate'>();
  const { scanning, job } = useScan(library);
  const relocate = async (path: string) => {
    try {
      await engine().libraries.relocate({ library: library.name, path });
      await scanLibraries([library.name]);
    } catch (error) {
      notify({ kind: 'failure', text: errorText(error) });
    }
  };
  const askRelocate = async () => {
    const path = await askFolder(`Where is ${library.name} now?`, () => setAsking('relocate'));
    if (path) await relocate(path);
  };
  return (
    <div className="flex h-full min-w-0 flex-1 flex-col overflow-auto max-sm:h-auto max-sm:flex-none max-sm:overflow-visible">
      <header className="flex flex-wrap items-center gap-2 border-b px-3 py-3">
        <div className="min-w-0 flex-1 basis-52">
          <h2 className="truncate text-lg font-semibold">
            <bdi>{library.name}</bdi>
          </h2>
          <p data-selectable className="truncate text-muted" title={library.path}>
            {library.path}
          </p>
        </div>
        <Button
          icon={<RefreshCw size={14} aria-hidden />}
          disabled={scanning}
          onClick={() => void scanLibraries([library.name])}
        >
          Scan now
        </Button>
        <Button icon={<Pencil size={14} aria-hidden />} onClick={() => setAsking('rename')}>
          Rename…
        </Button>
        <Button icon={<FolderSearch size={14} aria-hidden />} onClick={() => void askRelocate()}>
          Relocate…
        </Button>
        <Button variant="danger" icon={<Trash2 size={14} aria-hidden />} onClick={() => setAsking('remove')}>
          Remove…
        </Button>
      </header>
      {scanning && (
        <div className="border-b px-3 py-3">
          <JobProgress
            job={job}
            title={`Scanning ${library.name}`}
            onCancel={() => cancelScan(library.name)}
            cancelLabel="Stop scanning"
          />
        </div>
      )}
      {library.state === 'offline' && (
        <div className="px-3 pt-3">
          <Notice
            kind="attention"
            action={
              <Button small onClick={() => void askRelocate()}>
                Relocate…
              </Button>
            }
          >
            <strong>Offline.</strong> {library.reason ?? 'The folder is not there.'} Nothing is lost: what was
            read stays here, and nothing counts as deleted. Connect the drive and scan, or press Relocate… to
            say which folder it is. <Waiting library={library.name} />
          </Notice>
        </div>
      )}
      <Facts library={library} />
      <LibrarySettings key={library.id} library={library} />
      <LibraryProblems library={library} />
      <RemoveLibrary library={library} open={asking === 'remove'} onClose={() => setAsking(undefined)} />
      {asking === 'rename' && <RenameLibrary library={library} onClose={() => setAsking(undefined)} />}
      <FolderChooser
        open={asking === 'relocate'}
        title={`Where is ${library.name} now?`}
        onClose={() => setAsking(undefined)}
        onChoose={(path) => {
          setAsking(undefined);
          void relocate(path);
        }}
      />
    </div>
  );
}

/** What bridges have for a library that is away. */
function Waiting({ library }: { library: string }) {
  const { data: bridges } = useBridges();
  const waits = (bridges ?? []).flatMap(({ name, health }) =>
    (health.waitingFor ?? [])
      .filter((one) => one.library === library && one.photos > 0)
      .map(({ photos }) => `${count(photos, 'photo')} in ${name}`),
  );
  return waits.length === 0 ? null : `Changes wait for it: ${waits.join(', ')}.`;
}

function Facts({ library }: { library: LibraryView }) {
  const found = useScans((now) => now.found[library.name]);
  const facts: [string, string][] = [
    ['State', stateWords(library)],
    ['Files', number(library.files)],
    ['Last scan', library.scannedAt === undefined ? 'never' : moment(library.scannedAt)],
    ...(library.watching && library.state !== 'offline'
      ? [['Changes', watchingWords(library)] as [string, string]]
      : []),
    ...(found ? [['This scan', foundWords(found)] as [string, string]] : []),
  ];
  return (
    <dl className="grid grid-cols-[88px_1fr] gap-x-3 gap-y-1 border-b px-3 py-3">
      {facts.map(([name, value]) => (
        <div key={name} className="contents">
          <dt className="text-muted">{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function foundWords(found: NonNullable<ReturnType<typeof useScans.getState>['found'][string]>): string {
  if (found.offline) return `Not scanned: ${found.offline}`;
  const parts = [
    found.added > 0 && `${number(found.added)} new`,
    found.changed > 0 && `${number(found.changed)} changed`,
    found.removed > 0 && `${number(found.removed)} gone`,
  ].filter(Boolean);
  const what = parts.length > 0 ? parts.join(', ') : 'nothing new';
  return `${what}, ${count(found.files, 'file')} looked at in ${duration(found.seconds)}`;
}

function RemoveLibrary({
  library,
  open,
  onClose,
}: {
  library: LibraryView;
  open: boolean;
  onClose: () => void;
}) {
  const remove = () => {
    onClose();
    engine().libraries.remove({ library: library.name }).then(fetchStatus, notifyError);
  };
  return (
    <Dialog
      open={open}
      onClose={onClose}
      size="small"
      title={`Remove ${library.name}?`}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="danger" onClick={remove}>
            Remove from Tagbridge
          </Button>
        </>
      }
    >
      <p>
        Your files stay where they are, with everything written in them. Tagbridge forgets what it knows of
        this library: what was last agreed with the others, and its open conflicts. Bridges go on without it.
      </p>
    </Dialog>
  );
}

function RenameLibrary({ library, onClose }: { library: LibraryView; onClose: () => void }) {
  const [name, setName] = useState(library.name);
  const [error, setError] = useState<string>();
  const rename = async () => {
    try {
      await engine().libraries.set({ library: library.name, name: name.trim() });
      await fetchStatus();
      onClose();
    } catch (caught) {
      setError(errorText(caught));
    }
  };
  return (
    <Dialog open onClose={onClose} size="small" title={`Rename ${library.name}`}>
      <form
        className="flex flex-col gap-3"
        onSubmit={(event) => {
          event.preventDefault();
          void rename();
        }}
      >
        <TextField label="Name" value={name} onChange={setName} error={error} />
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" disabled={!name.trim() || name.trim() === library.name}>
            Rename
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
