import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, useEffect, useId, useRef } from 'react';

export interface RowsOptions {
  /** How many rows there are, fetched or not. */
  count: number;
  /** Pixels of one row, and of what stays above them. */
  height: number;
  header?: number;
  /** Position of the current row, or −1. */
  current: number;
  onCurrent: ((index: number) => void) | undefined;
  onOpen: ((index: number) => void) | undefined;
  /** Called with the first and last position on screen, to fetch them. */
  onShown: ((from: number, to: number) => void) | undefined;
}

/** Rows of any number of which one is current: only those on screen exist. Arrows, PgUp/PgDn, Home/End move, Enter opens. */
export function useRows({ count, height, header = 0, current, onCurrent, onOpen, onShown }: RowsOptions) {
  const id = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const rows = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => height,
    overscan: 8,
    scrollPaddingStart: header,
  });
  const shown = rows.getVirtualItems();
  const from = shown[0]?.index ?? 0;
  const to = shown.at(-1)?.index ?? 0;
  useEffect(() => {
    if (count > 0) onShown?.(from, to);
  }, [from, to, count, onShown]);
  useEffect(() => {
    if (current >= 0 && current < count) rows.scrollToIndex(current, { align: 'auto' });
  }, [current, count, rows]);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey) return;
    const room = (scroller.current?.clientHeight ?? height) - header;
    const page = Math.max(1, Math.floor(room / height) - 1);
    const steps: Record<string, number> = {
      ArrowDown: current + 1,
      ArrowUp: current - 1,
      PageDown: current + page,
      PageUp: current - page,
      Home: 0,
      End: count - 1,
    };
    const next = steps[event.key];
    if (next !== undefined && count > 0) onCurrent?.(Math.min(count - 1, Math.max(0, next)));
    else if (event.key === 'Enter' && current >= 0) onOpen?.(current);
    else return;
    event.preventDefault();
  };
  const rowId = (index: number) => `${id}-${index}`;
  return {
    shown,
    height: rows.getTotalSize(),
    rowId,
    /** What the scrolling element needs to know. */
    frame: {
      ref: scroller,
      tabIndex: 0,
      onKeyDown,
      'aria-activedescendant': current >= 0 ? rowId(current) : undefined,
    },
  };
}
