import type { ButtonHTMLAttributes, ReactNode } from 'react';
import { cx } from '../lib/classes.ts';
import { Kbd } from './kbd.tsx';

export type ButtonVariant = 'primary' | 'plain' | 'quiet' | 'danger';

const looks: Record<ButtonVariant, string> = {
  primary: 'bg-accent text-on-accent enabled:hover:bg-accent-hover border-transparent',
  plain: 'bg-panel text-text border-line enabled:hover:bg-raised',
  quiet: 'text-text border-transparent enabled:hover:bg-raised',
  danger: 'bg-panel text-failure border-line enabled:hover:bg-failure-bg',
};

export interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  variant?: ButtonVariant;
  /** Shown beside the label, e.g. "Mod+Enter". */
  shortcut?: string;
  icon?: ReactNode;
  small?: boolean;
  ref?: React.Ref<HTMLButtonElement>;
}

/** The label is a verb with what it happens to: "Write 480 files". At most one primary button is on screen. */
export function Button({
  variant = 'plain',
  shortcut,
  icon,
  small,
  className,
  children,
  ...rest
}: ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      className={cx(
        'inline-flex shrink-0 items-center justify-center gap-2 rounded border whitespace-nowrap disabled:opacity-45',
        small ? 'h-6 px-2 text-sm' : 'h-7 px-3',
        looks[variant],
        className,
      )}
    >
      {icon}
      {children}
      {shortcut && <Kbd keys={shortcut} inherit />}
    </button>
  );
}
