import { CornerLeftUp, Folder, HardDrive } from 'lucide-react';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import type { FolderList } from '../../../shared/api/views.ts';
import { cx } from '../../lib/classes.ts';
import { baseName } from '../../lib/words.ts';
import { engine } from '../../state/engine.ts';
import { failureOf } from '../../state/failure.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { TextField } from '../../ui/text-field.tsx';

export interface FolderChooserProps {
  open: boolean;
  title: string;
  onClose: () => void;
  onChoose: (path: string) => void;
}

/** Chooses a folder on the engine's machine, where the host has no chooser of its own. */
export function FolderChooser(props: FolderChooserProps) {
  return (
    <Dialog open={props.open} onClose={props.onClose} title={props.title} size="medium">
      {props.open && <Chooser {...props} />}
    </Dialog>
  );
}

function Chooser({ onClose, onChoose }: FolderChooserProps) {
  const { list, error, typed, setTyped, visit } = useFolders();
  return (
    <div className="flex flex-col gap-3">
      <form
        className="flex gap-2"
        onSubmit={(event) => {
          event.preventDefault();
          void visit(typed);
        }}
      >
        <IconButton
          label="Up one folder"
          icon={<CornerLeftUp size={16} aria-hidden />}
          disabled={!list?.parent}
          onClick={() => list?.parent && void visit(list.parent)}
        />
        <TextField
          label="Path of the folder"
          value={typed}
          onChange={setTyped}
          className="flex-1"
          error={error}
        />
        <Button type="submit">Go</Button>
      </form>
      <div className="grid h-72 grid-cols-[150px_1fr] rounded border">
        <nav aria-label="Places" className="overflow-auto border-r p-1">
          {list?.places.map((place) => (
            <button
              key={place.path}
              type="button"
              title={place.path}
              onClick={() => void visit(place.path)}
              className="flex h-7 w-full items-center gap-2 rounded-sm px-2 text-left hover:bg-raised"
            >
              <HardDrive size={14} aria-hidden className="shrink-0 text-muted" />
              <span className="truncate">{place.name}</span>
            </button>
          ))}
        </nav>
        <Folders list={list} onVisit={visit} />
      </div>
      <div className="flex justify-end gap-2">
        <Button onClick={onClose}>Cancel</Button>
        <Button variant="primary" disabled={!list} onClick={() => list && onChoose(list.path)}>
          Choose {list ? `“${baseName(list.path) || list.path}”` : 'this folder'}
        </Button>
      </div>
    </div>
  );
}

function useFolders() {
  const [list, setList] = useState<FolderList>();
  const [error, setError] = useState<string>();
  const [typed, setTyped] = useState('');
  const visit = async (path?: string) => {
    try {
      const next = await engine().folders(path ? { path } : {});
      setList(next);
      setTyped(next.path);
      setError(undefined);
    } catch (caught) {
      setError(failureOf(caught).message);
    }
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: only once, when the chooser opens
  useEffect(() => void visit(), []);
  return { list, error, typed, setTyped, visit };
}

/** Arrows move, Enter or → opens, Backspace or ← goes up, letters jump. */
function Folders({
  list,
  onVisit,
}: {
  list: FolderList | undefined;
  onVisit: (path: string) => Promise<void>;
}) {
  const [at, setAt] = useState(0);
  const box = useRef<HTMLDivElement>(null);
  const folders = list?.folders ?? [];
  // biome-ignore lint/correctness/useExhaustiveDependencies: another folder starts at its top
  useEffect(() => {
    setAt(0);
    box.current?.scrollTo({ top: 0 });
  }, [list?.path]);
  const show = (index: number) => {
    const next = Math.max(0, Math.min(folders.length - 1, index));
    setAt(next);
    box.current?.children[next]?.scrollIntoView({ block: 'nearest' });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const current = folders[at];
    if (event.key === 'ArrowDown') show(at + 1);
    else if (event.key === 'ArrowUp') show(at - 1);
    else if (event.key === 'Home') show(0);
    else if (event.key === 'End') show(folders.length - 1);
    else if ((event.key === 'Enter' || event.key === 'ArrowRight') && current) void onVisit(current.path);
    else if ((event.key === 'Backspace' || event.key === 'ArrowLeft') && list?.parent)
      void onVisit(list.parent);
    else if (event.key.length === 1 && !event.ctrlKey && !event.metaKey)
      show(folders.findIndex(({ name }) => name.toLowerCase().startsWith(event.key.toLowerCase())));
    else return;
    event.preventDefault();
  };
  if (list && folders.length === 0) return <p className="p-3 text-muted">No folders inside this one.</p>;
  return (
    <div
      ref={box}
      role="listbox"
      aria-label="Folders"
      tabIndex={0}
      aria-activedescendant={folders[at] ? `folder-${at}` : undefined}
      onKeyDown={onKeyDown}
      className="overflow-auto p-1 focus-visible:-outline-offset-2"
    >
      {folders.map((folder, index) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents lint/a11y/useFocusableInteractive: the list has the focus and the keys
        <div
          key={folder.path}
          id={`folder-${index}`}
          role="option"
          aria-selected={index === at}
          onClick={() => setAt(index)}
          onDoubleClick={() => void onVisit(folder.path)}
          className={cx(
            'flex h-7 items-center gap-2 rounded-sm px-2',
            index === at ? 'bg-selected' : 'hover:bg-raised',
          )}
        >
          <Folder size={14} aria-hidden className="shrink-0 text-muted" />
          <bdi className="truncate">{folder.name}</bdi>
        </div>
      ))}
    </div>
  );
}
