import { type InputHTMLAttributes, type ReactNode, type Ref, useId } from 'react';
import { cx } from '../lib/classes.ts';

export interface TextFieldProps extends Omit<InputHTMLAttributes<HTMLInputElement>, 'onChange' | 'value'> {
  label: string;
  value: string;
  onChange: (value: string) => void;
  /** Drawn above the field; otherwise the label is only read aloud. */
  showLabel?: boolean;
  /** What is wrong with the value, in words. */
  error?: string | undefined;
  help?: ReactNode;
  icon?: ReactNode;
  /** Several lines. */
  rows?: number;
  inputRef?: Ref<HTMLInputElement & HTMLTextAreaElement>;
}

export function TextField({
  label,
  value,
  onChange,
  showLabel,
  error,
  help,
  icon,
  rows,
  inputRef,
  className,
  ...rest
}: TextFieldProps) {
  const id = useId();
  const note = error ?? help;
  const invalid = Boolean(error) || Boolean(rest['aria-invalid']);
  const common = {
    id,
    value,
    ref: inputRef,
    dir: 'auto' as const,
    'aria-label': showLabel ? undefined : label,
    'aria-invalid': invalid ? true : undefined,
    'aria-describedby': note ? `${id}-note` : undefined,
    onChange: (event: { target: { value: string } }) => onChange(event.target.value),
    className: cx(
      'w-full min-w-0 rounded border bg-bg px-2 disabled:opacity-60',
      invalid ? 'border-failure' : 'border-line',
      icon ? 'pl-7' : '',
      rows ? 'resize-y py-1' : 'h-7',
    ),
  };
  return (
    <div className={cx('min-w-0', className)}>
      {showLabel && (
        <label htmlFor={id} className="mb-1 block text-sm text-muted">
          {label}
        </label>
      )}
      <div className="relative">
        {icon && <span className="pointer-events-none absolute top-1.5 left-2 text-muted">{icon}</span>}
        {rows ? (
          <textarea {...(rest as object)} {...common} rows={rows} />
        ) : (
          <input type="text" spellCheck={false} autoComplete="off" {...rest} {...common} />
        )}
      </div>
      {note && (
        <p id={`${id}-note`} className={cx('mt-1 text-sm', error ? 'text-failure' : 'text-muted')}>
          {note}
        </p>
      )}
    </div>
  );
}
