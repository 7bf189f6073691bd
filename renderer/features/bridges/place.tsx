import type { ReactNode } from 'react';
import type { Place as PlaceName } from './lacks.ts';

/** A part of the form that the focus can be led to, with what is wrong there below it. */
export function Place({
  name,
  wrong,
  className,
  children,
}: {
  name: PlaceName;
  wrong?: string | undefined;
  className?: string;
  children: ReactNode;
}) {
  return (
    <div data-place={name} className={className}>
      {children}
      {wrong && (
        <p role="alert" className="mt-1 text-sm text-failure">
          {wrong}
        </p>
      )}
    </div>
  );
}
