import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef } from 'react';
import { cx } from '../lib/classes.ts';

export interface VirtualListProps<T> {
  label: string;
  count: number;
  /** The item at a position; undefined while it is not here yet. */
  item: (index: number) => T | undefined;
  itemKey: (item: T) => string | number;
  itemHeight: number;
  children: (item: T, index: number) => ReactNode;
  /** Position of the current item, or −1. */
  current: number;
  onCurrent: (index: number) => void;
  onOpen?: (index: number) => void;
  /** Called with the last position on screen, to fetch it. */
  onNeed?: (index: number) => void;
}

/** A list of any length of which one item is current: only those on screen exist. Arrows, PgUp/PgDn, Home/End move. */
export function VirtualList<T>(props: VirtualListProps<T>) {
  const { count, current, itemHeight, onNeed } = props;
  const id = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const items = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => itemHeight,
    overscan: 6,
  });
  const shown = items.getVirtualItems();
  const last = shown.at(-1)?.index ?? 0;
  useEffect(() => {
    if (count > 0) onNeed?.(last);
  }, [last, count, onNeed]);
  useEffect(() => {
    if (current >= 0 && current < count) items.scrollToIndex(current, { align: 'auto' });
  }, [current, count, items]);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || count === 0) return;
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? itemHeight) / itemHeight) - 1);
    const steps: Record<string, number> = {
      ArrowDown: current + 1,
      ArrowUp: current - 1,
      PageDown: current + page,
      PageUp: current - page,
      Home: 0,
      End: count - 1,
    };
    const next = steps[event.key];
    if (next !== undefined) props.onCurrent(Math.min(count - 1, Math.max(0, next)));
    else if (event.key === 'Enter' && current >= 0) props.onOpen?.(current);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <div
      ref={scroller}
      role="listbox"
      tabIndex={0}
      aria-label={props.label}
      aria-activedescendant={current >= 0 ? `${id}-${current}` : undefined}
      onKeyDown={onKeyDown}
      className="h-full overflow-auto focus-visible:-outline-offset-2"
    >
      <div role="presentation" style={{ height: items.getTotalSize() }} className="relative">
        {shown.map(({ index, start, size }) => {
          const item = props.item(index);
          return (
            // biome-ignore lint/a11y/useKeyWithClickEvents lint/a11y/useFocusableInteractive: the list has the focus and the keys
            <div
              key={item === undefined ? `waiting-${index}` : props.itemKey(item)}
              id={`${id}-${index}`}
              role="option"
              aria-selected={index === current}
              aria-setsize={count}
              aria-posinset={index + 1}
              onClick={() => props.onCurrent(index)}
              onDoubleClick={() => props.onOpen?.(index)}
              style={{ height: size, transform: `translateY(${start}px)` }}
              className={cx(
                'absolute inset-x-0 top-0 overflow-hidden border-b',
                index === current ? 'bg-selected' : 'hover:bg-raised/60',
              )}
            >
              {item !== undefined && props.children(item, index)}
            </div>
          );
        })}
      </div>
    </div>
  );
}
