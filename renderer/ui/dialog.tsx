import { Dialog as Base } from '@base-ui/react/dialog';
import { type ReactNode, type RefObject, useRef } from 'react';
import { cx } from '../lib/classes.ts';
import { focusHome } from '../lib/focus-home.ts';

export interface DialogProps {
  open: boolean;
  /** Escape, a click outside, or a button that says so. */
  onClose: () => void;
  title: string;
  description?: ReactNode;
  /** Buttons, the primary one last. */
  actions?: ReactNode;
  size?: 'small' | 'medium' | 'large';
  initialFocus?: RefObject<HTMLElement | null>;
  children?: ReactNode;
}

const widths = { small: 'w-96', medium: 'w-[640px]', large: 'h-[80vh] w-[960px]' };

/** A modal question or preview. Focus stays inside and returns where it was; where that is gone, to the screen's list. */
export function Dialog({
  open,
  onClose,
  title,
  description,
  actions,
  size = 'medium',
  initialFocus,
  children,
}: DialogProps) {
  const before = useRef<Element>(null);
  const wasOpen = useRef(false);
  if (open && !wasOpen.current) before.current = document.activeElement;
  wasOpen.current = open;
  const back = () => {
    const was = before.current;
    return was?.isConnected && was !== document.body ? true : focusHome();
  };
  return (
    <Base.Root open={open} onOpenChange={(next) => !next && onClose()}>
      <Base.Portal>
        <Base.Backdrop className="fixed inset-0 z-40 bg-scrim" />
        <Base.Popup
          {...(initialFocus ? { initialFocus } : {})}
          finalFocus={back}
          // The frame itself has nothing to press; it gets the focus when what had it was replaced.
          onFocus={({ target, currentTarget }) => target === currentTarget && initialFocus?.current?.focus()}
          className={cx(
            'popup fixed top-1/2 left-1/2 z-40 flex max-h-[90vh] max-w-[94vw] -translate-1/2 flex-col',
            widths[size],
          )}
        >
          <header className="border-b px-4 py-3">
            <Base.Title className="text-lg font-semibold">{title}</Base.Title>
            {description && <Base.Description className="text-muted">{description}</Base.Description>}
          </header>
          <div className="min-h-0 flex-1 overflow-auto p-4">{children}</div>
          {actions && (
            <footer className="flex flex-wrap justify-end gap-2 border-t px-4 py-3">{actions}</footer>
          )}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}
