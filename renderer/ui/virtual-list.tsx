import { type ReactNode, useCallback } from 'react';
import { cx } from '../lib/classes.ts';
import { useRows } from './use-rows.ts';

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

/** A list of any length of which one item is current. */
export function VirtualList<T>(props: VirtualListProps<T>) {
  const { count, current, onNeed } = props;
  const onShown = useCallback((_: number, to: number) => onNeed?.(to), [onNeed]);
  const { shown, height, rowId, frame } = useRows({
    ...{ count, height: props.itemHeight, current, onShown },
    ...{ onCurrent: props.onCurrent, onOpen: props.onOpen },
  });
  return (
    <div
      {...frame}
      role="listbox"
      aria-label={props.label}
      className="h-full overflow-auto focus-visible:-outline-offset-2"
    >
      <div role="presentation" style={{ height }} className="relative">
        {shown.map(({ index, start, size }) => {
          const item = props.item(index);
          return (
            // biome-ignore lint/a11y/useKeyWithClickEvents lint/a11y/useFocusableInteractive: the list has the focus and the keys
            <div
              key={item === undefined ? `waiting-${index}` : props.itemKey(item)}
              id={rowId(index)}
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
