import { ChevronRight } from 'lucide-react';
import { type ReactNode, useId, useState } from 'react';
import { cx } from '../lib/classes.ts';

export interface SectionProps {
  title: string;
  children: ReactNode;
  /** Beside the title: a count, a button. */
  aside?: ReactNode;
  /** Can be folded; `open` is how it starts. */
  foldable?: boolean;
  open?: boolean;
  className?: string;
}

/** A titled part of a panel or screen. */
export function Section({ title, children, aside, foldable, open = true, className }: SectionProps) {
  const [shown, setShown] = useState(open);
  const id = useId();
  return (
    <section aria-labelledby={id} className={cx('border-b last:border-b-0', className)}>
      <header className="flex h-8 items-center gap-1 px-3">
        <h2 id={id} className="min-w-0 flex-1 truncate text-sm font-semibold text-muted">
          {foldable ? (
            <button
              type="button"
              aria-expanded={shown}
              onClick={() => setShown(!shown)}
              className="flex items-center gap-1"
            >
              <ChevronRight
                size={14}
                aria-hidden
                className={cx('transition-transform', shown && 'rotate-90')}
              />
              {title}
            </button>
          ) : (
            title
          )}
        </h2>
        {aside}
      </header>
      {shown && <div className="px-3 pb-3">{children}</div>}
    </section>
  );
}
