import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef } from 'react';
import { cx } from '../lib/classes.ts';

export interface Column<T> {
  id: string;
  title: ReactNode;
  /** A CSS grid track: "120px", "1fr", "minmax(80px, 2fr)". */
  width: string;
  align?: 'left' | 'right';
  cell: (row: T, index: number) => ReactNode;
}

export interface VirtualTableProps<T> {
  label: string;
  columns: readonly Column<T>[];
  /** How many rows there are, fetched or not. */
  count: number;
  /** The row at a position; undefined while it is not here yet. */
  row: (index: number) => T | undefined;
  rowKey: (row: T, index: number) => string | number;
  rowHeight?: number;
  /** Position of the current row, or −1. */
  current?: number;
  onCurrent?: (index: number) => void;
  /** Enter or a double click. */
  onOpen?: (row: T, index: number) => void;
  /** Called with the first and last position on screen, to fetch them. */
  onVisible?: (from: number, to: number) => void;
  /** Shown instead of rows when there are none. */
  empty?: ReactNode;
  className?: string;
}

/** A table of any length: only the rows on screen exist. Arrows, PgUp/PgDn, Home/End move, Enter opens. */
export function VirtualTable<T>(props: VirtualTableProps<T>) {
  const { columns, count, rowHeight = 32, current = -1, onVisible } = props;
  const id = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const rows = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 8,
    scrollPaddingStart: 28,
  });
  const shown = rows.getVirtualItems();
  const from = shown[0]?.index ?? 0;
  const to = shown.at(-1)?.index ?? 0;
  useEffect(() => {
    if (count > 0) onVisible?.(from, to);
  }, [from, to, count, onVisible]);

  const move = (index: number) => {
    const next = Math.min(count - 1, Math.max(0, index));
    props.onCurrent?.(next);
    rows.scrollToIndex(next, { align: 'auto' });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey) return;
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 320) / rowHeight) - 2);
    const steps: Record<string, number> = {
      ArrowDown: current + 1,
      ArrowUp: current - 1,
      PageDown: current + page,
      PageUp: current - page,
      Home: 0,
      End: count - 1,
    };
    const next = steps[event.key];
    if (next !== undefined && count > 0) move(next);
    else if (event.key === 'Enter' && current >= 0) {
      const row = props.row(current);
      if (row) props.onOpen?.(row, current);
    } else return;
    event.preventDefault();
  };

  const template = { gridTemplateColumns: columns.map((column) => column.width).join(' ') };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a table element cannot hold rows that come and go while scrolling
    <div
      ref={scroller}
      role="grid"
      tabIndex={0}
      aria-label={props.label}
      aria-rowcount={count + 1}
      aria-colcount={columns.length}
      aria-activedescendant={current >= 0 ? `${id}-${current}` : undefined}
      onKeyDown={onKeyDown}
      className={cx('relative h-full overflow-auto focus-visible:-outline-offset-2', props.className)}
    >
      {/* biome-ignore lint/a11y/useSemanticElements lint/a11y/useFocusableInteractive: part of the grid above */}
      <div
        role="row"
        aria-rowindex={1}
        style={template}
        className="sticky top-0 z-10 grid h-7 min-w-fit items-center border-b bg-bg text-sm text-muted"
      >
        {columns.map((column) => (
          // biome-ignore lint/a11y/useSemanticElements lint/a11y/useFocusableInteractive: part of the grid above
          <div
            key={column.id}
            role="columnheader"
            className={cx('truncate px-2', column.align === 'right' && 'text-right')}
          >
            {column.title}
          </div>
        ))}
      </div>
      {count === 0 && props.empty}
      <div role="presentation" style={{ height: rows.getTotalSize() }} className="relative min-w-fit">
        {shown.map(({ index, start, size }) => {
          const row = props.row(index);
          return (
            // biome-ignore lint/a11y/useSemanticElements lint/a11y/useFocusableInteractive lint/a11y/useKeyWithClickEvents: the grid has the focus and the keys
            <div
              key={row ? props.rowKey(row, index) : `waiting-${index}`}
              id={`${id}-${index}`}
              role="row"
              aria-rowindex={index + 2}
              aria-selected={index === current}
              onClick={() => props.onCurrent?.(index)}
              onDoubleClick={() => row && props.onOpen?.(row, index)}
              style={{ ...template, height: size, transform: `translateY(${start}px)` }}
              className={cx(
                'absolute inset-x-0 top-0 grid items-center border-b',
                index === current ? 'bg-selected' : 'hover:bg-raised/60',
              )}
            >
              {columns.map((column) => (
                // biome-ignore lint/a11y/useSemanticElements lint/a11y/useFocusableInteractive: part of the grid above
                <div
                  key={column.id}
                  role="gridcell"
                  className={cx('min-w-0 truncate px-2', column.align === 'right' && 'text-right')}
                >
                  {row && column.cell(row, index)}
                </div>
              ))}
            </div>
          );
        })}
      </div>
    </div>
  );
}
