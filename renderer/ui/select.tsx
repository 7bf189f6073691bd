import { Select as Base } from '@base-ui/react/select';
import { Check, ChevronDown } from 'lucide-react';
import { cx } from '../lib/classes.ts';

export interface SelectProps<V extends string> {
  label: string;
  value: V;
  options: readonly { value: V; label: string }[];
  onChange: (value: V) => void;
  /** The label is drawn beside the control instead of only read aloud. */
  showLabel?: boolean;
  disabled?: boolean;
  className?: string;
}

/** One of a few known values. */
export function Select<V extends string>({
  label,
  value,
  options,
  onChange,
  showLabel,
  disabled,
  className,
}: SelectProps<V>) {
  return (
    <div className={cx('flex min-w-0 items-center gap-2', className)}>
      {showLabel && (
        <span aria-hidden className="text-muted">
          {label}
        </span>
      )}
      <Base.Root
        items={options as { value: V; label: string }[]}
        value={value}
        onValueChange={(next) => next !== null && onChange(next)}
        disabled={disabled ?? false}
      >
        <Base.Trigger
          aria-label={label}
          className="flex h-7 min-w-0 flex-1 items-center gap-1 rounded border bg-panel px-2 hover:bg-raised data-disabled:opacity-45"
        >
          <Base.Value className="flex-1 truncate text-left" />
          <ChevronDown size={14} aria-hidden className="shrink-0 text-muted" />
        </Base.Trigger>
        <Base.Portal>
          <Base.Positioner sideOffset={4} alignItemWithTrigger={false} className="z-50 outline-none">
            <Base.Popup className="popup max-h-80 min-w-[var(--anchor-width)] overflow-auto p-1">
              {options.map((option) => (
                <Base.Item
                  key={option.value}
                  value={option.value}
                  className="flex h-7 items-center gap-2 rounded-sm px-2 outline-none data-highlighted:bg-raised"
                >
                  <span className="flex w-4 justify-center">
                    <Base.ItemIndicator>
                      <Check size={14} aria-hidden />
                    </Base.ItemIndicator>
                  </span>
                  <Base.ItemText>{option.label}</Base.ItemText>
                </Base.Item>
              ))}
            </Base.Popup>
          </Base.Positioner>
        </Base.Portal>
      </Base.Root>
    </div>
  );
}
