import { Clock, CloudOff, Eye, FolderSync, Lock } from 'lucide-react';
import { type KeyboardEvent, useRef } from 'react';
import type { LibraryView } from '../../../shared/api/views.ts';
import { cx } from '../../lib/classes.ts';
import { count } from '../../lib/words.ts';
import { useScan } from '../../state/libraries.ts';
import { Progress } from '../../ui/progress.tsx';

export interface LibraryListProps {
  libraries: readonly LibraryView[];
  current: string | undefined;
  onCurrent: (id: string) => void;
}

/** Every library with its state and counts; arrows move. */
export function LibraryList({ libraries, current, onCurrent }: LibraryListProps) {
  const list = useRef<HTMLDivElement>(null);
  const onKeyDown = (event: KeyboardEvent) => {
    const at = libraries.findIndex(({ id }) => id === current);
    const steps: Record<string, number> = {
      ArrowDown: at + 1,
      ArrowUp: at - 1,
      Home: 0,
      End: libraries.length - 1,
    };
    const next = libraries[steps[event.key] ?? -1];
    if (!next) return;
    event.preventDefault();
    onCurrent(next.id);
    list.current?.querySelector<HTMLElement>(`[data-library="${CSS.escape(next.id)}"]`)?.focus();
  };
  return (
    <div ref={list} role="listbox" aria-label="Libraries" tabIndex={-1} onKeyDown={onKeyDown}>
      {libraries.map((library) => (
        <Row
          key={library.id}
          library={library}
          current={library.id === current}
          onSelect={() => onCurrent(library.id)}
        />
      ))}
    </div>
  );
}

function Row({
  library,
  current,
  onSelect,
}: {
  library: LibraryView;
  current: boolean;
  onSelect: () => void;
}) {
  const { scanning, job } = useScan(library);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the list has the keys
    <div
      role="option"
      data-library={library.id}
      aria-selected={current}
      tabIndex={current ? 0 : -1}
      onClick={onSelect}
      className={cx(
        'border-b px-3 py-2 focus-visible:-outline-offset-2',
        current ? 'bg-selected' : 'hover:bg-raised/60',
      )}
    >
      <div className="flex items-center gap-2">
        <StateIcon library={library} scanning={scanning} />
        <span className="min-w-0 flex-1 truncate text-left font-medium" title={library.name}>
          <bdi>{library.name}</bdi>
        </span>
        <span className="shrink-0 text-sm text-muted">{count(library.files, 'file')}</span>
      </div>
      <div className="flex gap-2 pl-[22px] text-sm">
        <span className="min-w-0 flex-1 truncate text-left text-muted" title={library.path}>
          <bdi>{library.path}</bdi>
        </span>
        {library.problemCount > 0 && (
          <span className="shrink-0 text-attention">{count(library.problemCount, 'problem')}</span>
        )}
      </div>
      {scanning && <Progress value={job?.value ?? null} label={`Scanning ${library.name}`} />}
    </div>
  );
}

function StateIcon({ library, scanning }: { library: LibraryView; scanning: boolean }) {
  const [Icon, words] = scanning
    ? [FolderSync, 'scanning']
    : library.state === 'offline'
      ? [CloudOff, 'offline']
      : library.writes === 'none'
        ? [Lock, 'online, read only']
        : library.watching === 'polling'
          ? [Clock, 'online, looked through from time to time']
          : [Eye, 'online'];
  return (
    <span
      title={words}
      className={cx('shrink-0', library.state === 'offline' ? 'text-attention' : 'text-muted')}
    >
      <Icon size={14} aria-hidden />
      <span className="visually-hidden">{words}</span>
    </span>
  );
}
