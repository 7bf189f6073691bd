import type { ReactNode, Ref } from 'react';
import { cx } from '../lib/classes.ts';

/** A row of controls above a screen. */
export function Toolbar({
  label,
  children,
  className,
  ref,
}: {
  label: string;
  children: ReactNode;
  className?: string;
  ref?: Ref<HTMLDivElement>;
}) {
  return (
    <div
      ref={ref}
      role="toolbar"
      aria-label={label}
      className={cx('flex min-h-10 flex-wrap items-center gap-2 border-b px-3 py-1', className)}
    >
      {children}
    </div>
  );
}
