import type { ReactNode } from 'react';
import { cx } from '../lib/classes.ts';

/** A row of controls above a screen. */
export function Toolbar({
  label,
  children,
  className,
}: {
  label: string;
  children: ReactNode;
  className?: string;
}) {
  return (
    <div
      role="toolbar"
      aria-label={label}
      className={cx('flex min-h-10 flex-wrap items-center gap-2 border-b px-3 py-1', className)}
    >
      {children}
    </div>
  );
}
