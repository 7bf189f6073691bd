import { type PointerEvent, type ReactNode, useRef } from 'react';
import { cx } from '../lib/classes.ts';

export interface PanelProps {
  label: string;
  side: 'left' | 'right' | 'bottom';
  /** Pixels, remembered by the caller. */
  size: number;
  min?: number;
  max?: number;
  onSize: (size: number) => void;
  /** Lies over the screen instead of beside it. */
  over?: boolean;
  children: ReactNode;
  className?: string;
}

/** A side panel with an edge that can be dragged, or moved with the arrow keys. */
export function Panel({
  label,
  side,
  size,
  min = 180,
  max = 560,
  onSize,
  over,
  children,
  className,
}: PanelProps) {
  const style = side === 'bottom' ? { height: size } : { width: size };
  const edge = (
    <Splitter label={`Resize ${label}`} side={side} size={size} min={min} max={max} onSize={onSize} />
  );
  return (
    <aside
      aria-label={label}
      style={style}
      className={cx(
        'flex shrink-0 flex-col bg-panel',
        over ? 'absolute inset-y-0 z-30 max-w-[85%]' : 'relative',
        over && (side === 'left' ? 'left-0' : 'right-0'),
        side === 'left' && 'border-r',
        side === 'right' && 'border-l',
        side === 'bottom' && 'border-t',
        className,
      )}
    >
      {edge}
      {children}
    </aside>
  );
}

type SplitterProps = Required<Pick<PanelProps, 'label' | 'side' | 'size' | 'min' | 'max' | 'onSize'>>;

/** The edge itself, laid over the hairline it moves. */
export function Splitter({ label, side, size, min, max, onSize }: SplitterProps) {
  const start = useRef<{ at: number; size: number } | null>(null);
  const flat = side === 'bottom';
  const sign = side === 'left' ? 1 : -1;
  const set = (next: number) => onSize(Math.round(Math.min(max, Math.max(min, next))));
  const where = (event: PointerEvent) => (flat ? event.clientY : event.clientX);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a separator that can be moved is a widget, not a rule
    <div
      role="separator"
      tabIndex={0}
      aria-label={label}
      aria-orientation={flat ? 'horizontal' : 'vertical'}
      aria-valuenow={size}
      aria-valuemin={min}
      aria-valuemax={max}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        start.current = { at: where(event), size };
      }}
      onPointerMove={(event) =>
        start.current && set(start.current.size + sign * (where(event) - start.current.at))
      }
      onPointerUp={() => (start.current = null)}
      onKeyDown={(event) => {
        const step = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -1, ArrowDown: 1 }[event.key];
        if (!step) return;
        event.preventDefault();
        event.stopPropagation();
        set(size + sign * step * 16);
      }}
      className={cx(
        'absolute z-20 hover:bg-focus/40 focus-visible:bg-focus/60',
        side === 'left' && 'top-0 -right-1 h-full w-2 cursor-col-resize',
        side === 'right' && 'top-0 -left-1 h-full w-2 cursor-col-resize',
        flat && '-top-1 left-0 h-2 w-full cursor-row-resize',
      )}
    />
  );
}
