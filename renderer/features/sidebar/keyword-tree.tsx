import { useVirtualizer } from '@tanstack/react-virtual';
import { ChevronRight } from 'lucide-react';
import { type DragEvent, type KeyboardEvent, useId, useRef, useState } from 'react';
import { cx } from '../../lib/classes.ts';
import { draggedPhotos, photosType } from '../../lib/drag.ts';
import { filterOf, withFilter } from '../../lib/query-filters.ts';
import { number } from '../../lib/words.ts';
import { go } from '../../state/navigation.ts';
import { editPhotos } from '../../state/pending.ts';
import { search, usePhotos } from '../../state/photos.ts';
import { type TreeLine, useKeywordTree } from './use-keyword-tree.ts';

const lineHeight = 26;

const show = (path: string) => {
  go('photos');
  const query = usePhotos.getState().query;
  search(withFilter(query, 'keyword', filterOf(query, 'keyword') === path ? '' : path));
};

/** All keywords, a level at a time. A click shows the photos that have one; photos can be dropped on it. */
export function KeywordTree() {
  const { lines, toggle, loading } = useKeywordTree();
  const [current, setCurrent] = useState(0);
  const chosen = filterOf(
    usePhotos((now) => now.query),
    'keyword',
  );
  const id = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const rows = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => lineHeight,
    overscan: 8,
  });
  const move = (to: number) => {
    const next = Math.max(0, Math.min(lines.length - 1, to));
    setCurrent(next);
    rows.scrollToIndex(next, { align: 'auto' });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const line = lines[current];
    if (!line || event.ctrlKey || event.metaKey || event.altKey) return;
    const parent = lines.findLastIndex((other, at) => at < current && other.level < line.level);
    const steps: Record<string, () => void> = {
      ArrowDown: () => move(current + 1),
      ArrowUp: () => move(current - 1),
      Home: () => move(0),
      End: () => move(lines.length - 1),
      ArrowRight: () => (line.node.children && !line.open ? toggle(line.node.path) : move(current + 1)),
      ArrowLeft: () => (line.open ? toggle(line.node.path) : move(parent < 0 ? current : parent)),
      Enter: () => show(line.node.path),
      ' ': () => show(line.node.path),
    };
    const step = steps[event.key];
    if (!step) return;
    event.preventDefault();
    event.stopPropagation();
    step();
  };
  return (
    <section aria-label="Keywords" className="flex min-h-0 flex-1 flex-col">
      <h2 className="flex h-8 shrink-0 items-center px-4 text-sm font-semibold text-muted">Keywords</h2>
      {/* biome-ignore-start lint/a11y: with items it is a tree, and has what a tree has */}
      <div
        ref={scroller}
        // A tree without items is none.
        role={lines.length > 0 ? 'tree' : undefined}
        tabIndex={lines.length > 0 ? 0 : undefined}
        aria-label={lines.length > 0 ? 'Keywords' : undefined}
        aria-busy={loading}
        aria-activedescendant={lines[current] ? `${id}-${current}` : undefined}
        onKeyDown={onKeyDown}
        className="group min-h-0 flex-1 overflow-auto px-2 pb-2 outline-none"
      >
        <div role="presentation" style={{ height: rows.getTotalSize() }} className="relative">
          {rows.getVirtualItems().map(({ index, start }) => {
            const line = lines[index];
            if (!line) return null;
            return (
              <Line
                key={line.node.path}
                id={`${id}-${index}`}
                line={line}
                start={start}
                chosen={line.node.path === chosen}
                current={index === current}
                onToggle={() => toggle(line.node.path)}
                onPick={() => {
                  setCurrent(index);
                  show(line.node.path);
                }}
              />
            );
          })}
        </div>
        {lines.length === 0 && !loading && <p className="px-2 text-sm text-muted">No keywords yet.</p>}
      </div>
      {/* biome-ignore-end lint/a11y: with items it is a tree, and has what a tree has */}
    </section>
  );
}

interface LineProps {
  id: string;
  line: TreeLine;
  start: number;
  chosen: boolean;
  current: boolean;
  onToggle: () => void;
  onPick: () => void;
}

function Line({ id, line, start, chosen, current, onToggle, onPick }: LineProps) {
  const [over, setOver] = useState(false);
  const { node, level, open } = line;
  const onDragOver = (event: DragEvent) => {
    if (!event.dataTransfer.types.includes(photosType)) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = 'link';
    setOver(true);
  };
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents lint/a11y/useFocusableInteractive: the tree has the focus and the keys
    <div
      id={id}
      role="treeitem"
      aria-level={level + 1}
      aria-expanded={node.children ? open : undefined}
      aria-selected={chosen}
      title={node.path.replaceAll('|', ' › ')}
      style={{
        transform: `translateY(${start}px)`,
        height: lineHeight,
        paddingLeft: 4 + Math.min(level, 12) * 12,
      }}
      onClick={onPick}
      onDragOver={onDragOver}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        setOver(false);
        event.preventDefault();
        editPhotos(draggedPhotos(event.dataTransfer), { addKeywords: [node.path] });
      }}
      className={cx(
        'absolute inset-x-0 top-0 flex items-center gap-1 rounded pr-2',
        chosen ? 'bg-raised' : 'hover:bg-raised/60',
        over && 'bg-selected',
        current &&
          'group-focus-visible:outline-2 group-focus-visible:-outline-offset-2 group-focus-visible:outline-focus',
      )}
    >
      <span
        aria-hidden
        className="flex size-4 shrink-0 items-center justify-center text-muted"
        onClick={(event) => {
          event.stopPropagation();
          if (node.children) onToggle();
        }}
      >
        {node.children && (
          <ChevronRight size={13} className={cx('transition-transform', open && 'rotate-90')} />
        )}
      </span>
      <span dir="auto" className="min-w-0 flex-1 truncate">
        {node.name}
      </span>
      <span className="text-sm text-muted">
        {number(node.photos)}
        <span className="visually-hidden"> photos</span>
      </span>
    </div>
  );
}
