import type { ReactNode } from 'react';
import { cx } from '../../lib/classes.ts';

export interface EntryProps {
  icon?: ReactNode;
  children: ReactNode;
  aside?: ReactNode;
  current?: boolean;
  /** The entry is a screen, not a filter. */
  page?: boolean;
  title?: string;
  onClick: () => void;
}

/** One line of the sidebar. */
export function Entry({ icon, children, aside, current, page, title, onClick }: EntryProps) {
  return (
    <button
      type="button"
      title={title}
      aria-current={current && page ? 'page' : undefined}
      aria-pressed={page ? undefined : (current ?? false)}
      onClick={onClick}
      className={cx(
        'flex h-7 w-full min-w-0 items-center gap-2 rounded px-2 text-left',
        current ? 'bg-raised' : 'hover:bg-raised/60',
      )}
    >
      {icon && (
        <span aria-hidden className="shrink-0 text-muted">
          {icon}
        </span>
      )}
      <span className="min-w-0 flex-1 truncate">{children}</span>
      {aside}
    </button>
  );
}
