import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { cx } from '../lib/classes.ts';

export interface ChipProps {
  children: ReactNode;
  /** Only some of the selection have it: dashed; a click gives it to all. */
  partial?: boolean;
  /** Against a base: +added, −removed. */
  change?: 'added' | 'removed' | undefined;
  onClick?: (() => void) | undefined;
  onRemove?: (() => void) | undefined;
  /** Read aloud instead of the content. */
  label?: string;
  /** What it is called when it is removed, where the content is more than text. */
  name?: string;
  title?: string;
}

export function Chip({ children, partial, change, onClick, onRemove, label, name, title }: ChipProps) {
  const text = (
    <>
      {change && <span aria-hidden>{change === 'added' ? '+' : '−'}</span>}
      {change && <span className="visually-hidden">{change} </span>}
      <span className={cx('min-w-0 truncate', change === 'removed' && 'line-through')}>{children}</span>
    </>
  );
  return (
    <span
      title={title}
      className={cx(
        'inline-flex h-5 max-w-full min-w-0 items-center gap-1 rounded-sm border px-1.5 text-sm',
        partial ? 'border-dashed border-line-strong text-muted' : 'bg-raised',
        change === 'added' && 'text-added',
        change === 'removed' && 'text-removed',
      )}
    >
      {onClick ? (
        <button
          type="button"
          onClick={onClick}
          aria-label={label}
          className="flex min-w-0 items-center gap-1 hover:text-text"
        >
          {text}
        </button>
      ) : (
        text
      )}
      {onRemove && (
        <button
          type="button"
          onClick={onRemove}
          aria-label={`Remove ${name ?? (typeof children === 'string' ? children : (label ?? ''))}`}
          className="-mr-1 shrink-0 rounded-sm p-0.5 text-muted hover:text-text"
        >
          <X size={12} aria-hidden />
        </button>
      )}
    </span>
  );
}
