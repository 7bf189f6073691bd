import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, useId, useRef, useState } from 'react';
import { keywordType } from '../../lib/drag.ts';
import { filterOf, withFilter } from '../../lib/query-filters.ts';
import { askRenaming, movedBelow } from '../../state/keyword-rename.ts';
import { go } from '../../state/navigation.ts';
import { search, usePhotos } from '../../state/photos.ts';
import { ContextMenu } from '../../ui/menu.tsx';
import { KeywordLine, lineHeight } from './keyword-line.tsx';
import { useKeywordTree } from './use-keyword-tree.ts';

const show = (path: string) => {
  go('photos');
  const query = usePhotos.getState().query;
  search(withFilter(query, 'keyword', filterOf(query, 'keyword') === path ? '' : path));
};

/**
 * All keywords, a level at a time. A click shows the photos that have one; photos can be dropped on it, and another
 * keyword, which then lies below it. F2 renames.
 */
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
      F2: () => askRenaming(line.node.path),
    };
    const step = steps[event.key];
    if (!step) return;
    event.preventDefault();
    event.stopPropagation();
    step();
  };
  const menu = () => {
    const path = lines[current]?.node.path;
    if (path === undefined) return [];
    return [
      { id: 'show', label: 'Show its photos', run: () => show(path) },
      { id: 'rename', label: 'Rename, move or merge…', shortcut: 'F2', run: () => askRenaming(path) },
      ...(path.includes('|')
        ? [
            {
              id: 'top',
              label: 'Move to the top level…',
              run: () => askRenaming(path, movedBelow(path, null)),
            },
          ]
        : []),
    ];
  };
  return (
    <section aria-label="Keywords" className="flex min-h-0 flex-1 flex-col">
      <h2 className="flex h-8 shrink-0 items-center px-4 text-sm font-semibold text-muted">Keywords</h2>
      {/* biome-ignore-start lint/a11y: with items it is a tree, and has what a tree has */}
      <ContextMenu className="flex min-h-0 flex-1 flex-col" items={menu}>
        <div
          ref={scroller}
          // A tree without items is none.
          role={lines.length > 0 ? 'tree' : undefined}
          tabIndex={lines.length > 0 ? 0 : undefined}
          aria-label={lines.length > 0 ? 'Keywords' : undefined}
          aria-busy={loading}
          aria-activedescendant={lines[current] ? `${id}-${current}` : undefined}
          onKeyDown={onKeyDown}
          // Beside the lines a keyword is dropped to the top level.
          onDragOver={(event) => event.dataTransfer.types.includes(keywordType) && event.preventDefault()}
          onDrop={(event) => {
            const keyword = event.dataTransfer.getData(keywordType);
            if (keyword.includes('|')) askRenaming(keyword, movedBelow(keyword, null));
          }}
          className="group min-h-0 flex-1 overflow-auto px-2 pb-2 outline-none"
        >
          <div role="presentation" style={{ height: rows.getTotalSize() }} className="relative">
            {rows.getVirtualItems().map(({ index, start }) => {
              const line = lines[index];
              if (!line) return null;
              return (
                <KeywordLine
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
                  onMenu={() => setCurrent(index)}
                />
              );
            })}
          </div>
          {lines.length === 0 && !loading && <p className="px-2 text-sm text-muted">No keywords yet.</p>}
        </div>
      </ContextMenu>
      {/* biome-ignore-end lint/a11y: with items it is a tree, and has what a tree has */}
    </section>
  );
}
