import { Popover as Base } from '@base-ui/react/popover';
import type { ReactElement, ReactNode } from 'react';

export interface PopoverProps {
  /** What the popover is called by those who do not see it. */
  label: string;
  trigger: ReactElement<Record<string, unknown>>;
  children: ReactNode;
  align?: 'start' | 'end';
}

/** Controls behind a button; stays open until one looks elsewhere. */
export function Popover({ label, trigger, children, align = 'start' }: PopoverProps) {
  return (
    <Base.Root>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner side="bottom" align={align} sideOffset={4} className="z-40 outline-none">
          <Base.Popup aria-label={label} className="popup max-h-[70vh] max-w-96 overflow-auto outline-none">
            {children}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
