import type { ReactNode } from 'react';

/** Nothing here yet: an icon, one sentence that says what to do next, and the button that does it. */
export function EmptyState({
  icon,
  children,
  action,
}: {
  icon: ReactNode;
  children: ReactNode;
  action?: ReactNode;
}) {
  return (
    <div className="flex h-full flex-col items-center justify-center gap-3 p-8 text-center">
      <span className="text-muted" aria-hidden>
        {icon}
      </span>
      <p className="max-w-md text-muted">{children}</p>
      {action}
    </div>
  );
}
