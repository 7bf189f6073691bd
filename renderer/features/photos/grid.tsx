import { useVirtualizer } from '@tanstack/react-virtual';
import { type DragEvent, type MouseEvent, useEffect, useLayoutEffect, useRef } from 'react';
import { flyPast } from '../../lib/calm.ts';
import { dragPhotos } from '../../lib/drag.ts';
import { useSize } from '../../lib/use-size.ts';
import { targetPhotos } from '../../state/photo-edits.ts';
import { photoAt, usePhotos, wantPhotos } from '../../state/photos.ts';
import { usePrefs } from '../../state/prefs.ts';
import {
  extendTo,
  selectForMenu,
  selectNone,
  selectOnly,
  toggle,
  useSelection,
} from '../../state/selection.ts';
import { useView } from '../../state/view.ts';
import { ContextMenu } from '../../ui/menu.tsx';
import { Cell, cellId } from './cell.tsx';
import { layoutOf, pixelsFor } from './layout.ts';
import { photoMenu } from './photo-menu.ts';

const indexOf = (event: MouseEvent): number => {
  const cell = (event.target as Element).closest<HTMLElement>('[data-index]');
  return cell ? Number(cell.dataset['index']) : -1;
};

const overscan = 3;

/** The photos found, as thumbnails. Only the rows on screen exist, and only the pages around them are fetched. */
export function Grid({ total }: { total: number }) {
  const scroller = useRef<HTMLDivElement>(null);
  const { width, height } = useSize(scroller);
  const wanted = usePrefs((now) => now.thumbnail);
  const named = usePrefs((now) => now.showNames);
  const layout = layoutOf(width, wanted, named);
  const { columns, rowHeight } = layout;
  usePhotos((now) => now.version);
  const current = useSelection((now) => now.current);
  const rows = useVirtualizer({
    count: Math.ceil(total / columns),
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan,
    paddingStart: layout.gap,
    paddingEnd: layout.gap,
    useFlushSync: false,
  });
  const shown = rows.getVirtualItems();
  // Rows that leave give their elements to those that come.
  const pool = Math.ceil(height / rowHeight) + 2 * overscan + 2;
  const first = (shown[0]?.index ?? 0) * columns;
  const last = Math.min(total, ((shown.at(-1)?.index ?? 0) + 1) * columns) - 1;

  // biome-ignore lint/correctness/useExhaustiveDependencies: another row height means that every row moves
  useLayoutEffect(() => rows.measure(), [rowHeight, rows]);
  useEffect(() => {
    if (last >= 0) wantPhotos(first, last);
  }, [first, last]);
  useEffect(() => {
    const whole = Math.max(1, Math.floor(height / rowHeight));
    useView.setState({ columns, page: whole * columns });
  }, [columns, height, rowHeight]);
  useEffect(() => {
    if (current >= 0) rows.scrollToIndex(Math.floor(current / columns), { align: 'auto' });
  }, [current, columns, rows]);

  const onClick = (event: MouseEvent) => {
    const index = indexOf(event);
    if (index < 0) return selectNone();
    const mod = event.ctrlKey || event.metaKey;
    if (event.shiftKey) extendTo(index, mod);
    else if (mod) toggle(index);
    else selectOnly(index);
  };

  const seen = useRef(0);
  const onScroll = () => {
    const top = scroller.current?.scrollTop ?? 0;
    if (Math.abs(top - seen.current) > height / 3) flyPast();
    seen.current = top;
  };
  const onDragStart = (event: DragEvent) => {
    const index = indexOf(event);
    if (index < 0) return event.preventDefault();
    selectForMenu(index);
    dragPhotos(event.dataTransfer, targetPhotos() ?? []);
  };

  const pixels = pixelsFor(layout.cellWidth);
  return (
    <ContextMenu items={photoMenu} className="h-full">
      {/* biome-ignore lint/a11y/useSemanticElements lint/a11y/useKeyWithClickEvents: keys come from the actions of the screen; a table cannot be virtual */}
      <div
        ref={scroller}
        role="grid"
        tabIndex={0}
        data-grid
        aria-label="Photos"
        aria-multiselectable
        aria-rowcount={Math.ceil(total / columns)}
        aria-colcount={columns}
        aria-activedescendant={current >= first && current <= last ? cellId(current) : undefined}
        onClick={onClick}
        onScroll={onScroll}
        onContextMenu={(event) => {
          const index = indexOf(event);
          if (index >= 0) selectForMenu(index);
        }}
        onDragStart={onDragStart}
        onDoubleClick={(event) => indexOf(event) >= 0 && useView.setState({ large: true })}
        onFocus={() =>
          useSelection.getState().current < 0 && total > 0 && useSelection.setState({ current: 0, anchor: 0 })
        }
        className="h-full overflow-y-scroll overscroll-contain bg-bg outline-none"
      >
        <div role="presentation" style={{ height: rows.getTotalSize() }} className="relative">
          {width > 0 &&
            shown.map(({ index: at, start }) => (
              // biome-ignore lint/a11y/useSemanticElements lint/a11y/useFocusableInteractive: part of the grid above
              <div
                key={at % pool}
                role="row"
                aria-rowindex={at + 1}
                style={{
                  transform: `translateY(${start}px)`,
                  height: rowHeight,
                  gap: layout.gap,
                  paddingInline: layout.gap,
                  paddingBottom: layout.gap,
                }}
                className="absolute inset-x-0 top-0 flex contain-strict"
              >
                {Array.from({ length: Math.min(columns, total - at * columns) }, (_, column) => {
                  const index = at * columns + column;
                  return (
                    <Cell
                      // biome-ignore lint/suspicious/noArrayIndexKey: a column is what stays while photos pass
                      key={column}
                      index={index}
                      row={photoAt(index)}
                      column={column}
                      width={layout.cellWidth}
                      imageHeight={layout.imageHeight}
                      pixels={pixels}
                      named={named}
                    />
                  );
                })}
              </div>
            ))}
        </div>
      </div>
    </ContextMenu>
  );
}
