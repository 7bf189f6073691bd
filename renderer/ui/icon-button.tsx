import type { ButtonHTMLAttributes, ReactNode } from 'react';
import { cx } from '../lib/classes.ts';
import { Tooltip } from './tooltip.tsx';

export interface IconButtonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'aria-label'> {
  /** What it does; read aloud and shown on hover. */
  label: string;
  icon: ReactNode;
  shortcut?: string;
  pressed?: boolean;
}

export function IconButton({ label, icon, shortcut, pressed, className, ...rest }: IconButtonProps) {
  return (
    <Tooltip text={label} {...(shortcut ? { shortcut } : {})}>
      <button
        type="button"
        {...rest}
        aria-label={label}
        aria-pressed={pressed}
        className={cx(
          'inline-flex size-7 shrink-0 items-center justify-center rounded enabled:hover:bg-raised disabled:opacity-45',
          pressed ? 'text-accent-text' : 'text-muted enabled:hover:text-text',
          className,
        )}
      >
        {icon}
      </button>
    </Tooltip>
  );
}
