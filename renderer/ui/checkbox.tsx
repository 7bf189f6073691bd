import { Checkbox as Base } from '@base-ui/react/checkbox';
import { Check, Minus } from 'lucide-react';
import type { ReactNode } from 'react';
import { cx } from '../lib/classes.ts';

export interface CheckboxProps {
  checked: boolean | 'mixed';
  onChange: (checked: boolean) => void;
  label: ReactNode;
  disabled?: boolean;
  className?: string;
}

export function Checkbox({ checked, onChange, label, disabled, className }: CheckboxProps) {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the checkbox inside is the control
    <label className={cx('flex items-center gap-2', disabled && 'opacity-45', className)}>
      <Base.Root
        checked={checked === true}
        indeterminate={checked === 'mixed'}
        onCheckedChange={onChange}
        disabled={disabled ?? false}
        className="flex size-4 shrink-0 items-center justify-center rounded-sm border border-line-strong bg-panel data-checked:border-accent data-checked:bg-accent data-checked:text-on-accent data-indeterminate:border-accent data-indeterminate:bg-accent data-indeterminate:text-on-accent"
      >
        <Base.Indicator>{checked === 'mixed' ? <Minus size={12} /> : <Check size={12} />}</Base.Indicator>
      </Base.Root>
      {label}
    </label>
  );
}
