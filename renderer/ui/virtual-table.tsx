import type { ReactNode } from 'react';
import { cx } from '../lib/classes.ts';
import { useRows } from './use-rows.ts';

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

/** A table of any length. */
export function VirtualTable<T>(props: VirtualTableProps<T>) {
  const { columns, count, current = -1, onOpen } = props;
  const { shown, height, rowId, frame } = useRows({
    ...{ count, height: props.rowHeight ?? 32, header: 28, current },
    ...{ onCurrent: props.onCurrent, onShown: props.onVisible },
    onOpen: (index) => {
      const row = props.row(index);
      if (row) onOpen?.(row, index);
    },
  });
  const template = { gridTemplateColumns: columns.map((column) => column.width).join(' ') };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a table element cannot hold rows that come and go while scrolling
    <div
      {...frame}
      role="grid"
      aria-label={props.label}
      aria-rowcount={count + 1}
      aria-colcount={columns.length}
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
      <div role="presentation" style={{ height }} className="relative min-w-fit">
        {shown.map(({ index, start, size }) => {
          const row = props.row(index);
          return (
            // biome-ignore lint/a11y/useSemanticElements lint/a11y/useFocusableInteractive lint/a11y/useKeyWithClickEvents: the grid has the focus and the keys
            <div
              key={row ? props.rowKey(row, index) : `waiting-${index}`}
              id={rowId(index)}
              role="row"
              aria-rowindex={index + 2}
              aria-selected={index === current}
              onClick={() => props.onCurrent?.(index)}
              onDoubleClick={() => row && onOpen?.(row, index)}
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
