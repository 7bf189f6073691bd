import { ChevronRight } from 'lucide-react';
import { type DragEvent, useState } from 'react';
import { cx } from '../../lib/classes.ts';
import { draggedPhotos, dragKeyword, keywordType, photosType } from '../../lib/drag.ts';
import { number } from '../../lib/words.ts';
import { askRenaming, movedBelow } from '../../state/keyword-rename.ts';
import { editPhotos } from '../../state/pending.ts';
import type { TreeLine } from './use-keyword-tree.ts';

/** Pixels. */
export const lineHeight = 26;

export interface KeywordLineProps {
  id: string;
  line: TreeLine;
  start: number;
  chosen: boolean;
  current: boolean;
  onToggle: () => void;
  onPick: () => void;
  /** The menu of this line is about to open. */
  onMenu: () => void;
}

/** One keyword of the tree, with how many photos have it. */
export function KeywordLine({
  id,
  line,
  start,
  chosen,
  current,
  onToggle,
  onPick,
  onMenu,
}: KeywordLineProps) {
  const [over, setOver] = useState(false);
  const { node, level, open } = line;
  const onDragOver = (event: DragEvent) => {
    const { types } = event.dataTransfer;
    if (!types.includes(photosType) && !types.includes(keywordType)) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = types.includes(photosType) ? 'link' : 'move';
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
      draggable
      onDragStart={(event) => dragKeyword(event.dataTransfer, node.path)}
      onDrop={(event) => {
        setOver(false);
        event.preventDefault();
        event.stopPropagation();
        const keyword = event.dataTransfer.getData(keywordType);
        if (keyword === '') editPhotos(draggedPhotos(event.dataTransfer), { addKeywords: [node.path] });
        else if (keyword !== node.path) askRenaming(keyword, movedBelow(keyword, node.path));
      }}
      onContextMenu={onMenu}
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
