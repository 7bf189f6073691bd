import { NumberField as Base } from '@base-ui/react/number-field';
import { Minus, Plus } from 'lucide-react';
import { type ReactNode, useId } from 'react';

export interface NumberFieldProps {
  label: string;
  value: number;
  min?: number;
  max?: number;
  step?: number;
  /** Behind the number: "%", "photos", "days". */
  unit?: string;
  help?: ReactNode;
  /** Called when the number is settled: after typing, or at each step. */
  onChange: (value: number) => void;
}

const button =
  'flex w-7 items-center justify-center text-muted enabled:hover:bg-raised enabled:hover:text-text disabled:opacity-45';

/** A whole number that can be typed or stepped with the arrow keys. */
export function NumberField({
  label,
  value,
  min = 0,
  max,
  step = 1,
  unit,
  help,
  onChange,
}: NumberFieldProps) {
  const id = useId();
  return (
    <div>
      <Base.Root
        id={id}
        value={value}
        min={min}
        step={step}
        {...(max === undefined ? {} : { max })}
        onValueCommitted={(next) => next !== null && next !== value && onChange(next)}
        className="flex items-center gap-3"
      >
        <label htmlFor={id} className="min-w-0 flex-1">
          {label}
        </label>
        <Base.Group className="flex h-7 overflow-hidden rounded border bg-bg">
          <Base.Decrement className={`${button} border-r`} aria-label={`Less: ${label}`}>
            <Minus size={13} aria-hidden />
          </Base.Decrement>
          <Base.Input
            aria-describedby={help ? `${id}-help` : undefined}
            className="w-16 bg-transparent px-2 text-right"
          />
          <Base.Increment className={`${button} border-l`} aria-label={`More: ${label}`}>
            <Plus size={13} aria-hidden />
          </Base.Increment>
        </Base.Group>
        <span className="w-14 text-muted">{unit}</span>
      </Base.Root>
      {help && (
        <p id={`${id}-help`} className="mt-1 text-sm text-muted">
          {help}
        </p>
      )}
    </div>
  );
}
