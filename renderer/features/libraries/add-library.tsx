import { useState } from 'react';
import type { WritePolicy } from '../../../shared/core/library.ts';
import { baseName } from '../../lib/words.ts';
import { shell } from '../../state/engine.ts';
import { type Failure, failureOf } from '../../state/failure.ts';
import { addLibrary } from '../../state/libraries.ts';
import { Button } from '../../ui/button.tsx';
import { ChoiceList } from '../../ui/choice-list.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Notice } from '../../ui/notice.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { FolderChooser } from './folder-chooser.tsx';
import { policies } from './words.ts';

/** Asks the host for a folder; where it has no chooser, `fallback` opens the window's own. */
export async function askFolder(title: string, fallback: () => void): Promise<string | null> {
  const pick = shell().pickFolder;
  if (pick) return pick(title);
  fallback();
  return null;
}

/** From a folder to a scanned library: choose, name, say where metadata goes. */
export function AddLibrary({
  open,
  onClose,
  onAdded,
}: {
  open: boolean;
  onClose: () => void;
  onAdded: (id: string) => void;
}) {
  const [path, setPath] = useState('');
  const [choosing, setChoosing] = useState(false);
  const [name, setName] = useState('');
  const [writes, setWrites] = useState<WritePolicy>('auto');
  const [failure, setFailure] = useState<Failure>();
  const [busy, setBusy] = useState(false);

  const close = () => {
    setPath('');
    setName('');
    setWrites('auto');
    setFailure(undefined);
    onClose();
  };
  const take = (chosen: string) => {
    setPath(chosen);
    setName((typed) => typed || baseName(chosen.replace(/[/\\]+$/, '')));
  };
  const choose = async () => {
    const chosen = await askFolder('Add a library', () => setChoosing(true));
    if (chosen) take(chosen);
  };
  const add = async () => {
    setBusy(true);
    setFailure(undefined);
    try {
      const library = await addLibrary({ path, writes, ...(name.trim() ? { name: name.trim() } : {}) });
      close();
      onAdded(library.id);
    } catch (error) {
      setFailure(failureOf(error));
    } finally {
      setBusy(false);
    }
  };

  return (
    <>
      <Dialog
        open={open && !choosing}
        onClose={close}
        title="Add a library"
        description="A folder with photos; everything below it belongs to it. Adding reads only."
        actions={
          <>
            <Button onClick={close}>Cancel</Button>
            <Button variant="primary" disabled={!path.trim() || busy} onClick={() => void add()}>
              Add and scan
            </Button>
          </>
        }
      >
        <div className="flex flex-col gap-4">
          {failure && (
            <Notice kind="failure">
              {failure.message} {failure.hint}
            </Notice>
          )}
          <div className="flex items-end gap-2">
            <TextField label="Folder" showLabel value={path} onChange={setPath} className="flex-1" />
            <Button onClick={() => void choose()}>Choose…</Button>
          </div>
          <TextField
            label="Name"
            showLabel
            value={name}
            onChange={setName}
            help="How you speak of it: archive, NAS, family."
          />
          <div>
            <p className="mb-2 text-sm text-muted">Where changes are written (can be changed later)</p>
            <ChoiceList
              label="Where changes are written"
              value={writes}
              choices={policies}
              onChange={setWrites}
            />
          </div>
        </div>
      </Dialog>
      <FolderChooser
        open={choosing}
        title="Choose a folder of photos"
        onClose={() => setChoosing(false)}
        onChoose={(chosen) => {
          take(chosen);
          setChoosing(false);
        }}
      />
    </>
  );
}
