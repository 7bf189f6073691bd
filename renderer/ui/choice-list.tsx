import { Radio } from '@base-ui/react/radio';
import { RadioGroup } from '@base-ui/react/radio-group';
import { type ReactNode, useId } from 'react';

export interface Choice<V extends string> {
  value: V;
  label: ReactNode;
  /** One sentence: what follows from choosing it. */
  help?: ReactNode;
}

export interface ChoiceListProps<V extends string> {
  label: string;
  value: V;
  choices: readonly Choice<V>[];
  onChange: (value: V) => void;
  disabled?: boolean;
}

/** A few choices whose consequences are worth a sentence each. */
export function ChoiceList<V extends string>({
  label,
  value,
  choices,
  onChange,
  disabled,
}: ChoiceListProps<V>) {
  const id = useId();
  return (
    <RadioGroup
      aria-label={label}
      value={value}
      onValueChange={(next) => onChange(next)}
      disabled={disabled ?? false}
      className="flex flex-col gap-2"
    >
      {choices.map((choice) => (
        // biome-ignore lint/a11y/noLabelWithoutControl: the radio inside is the control
        <label key={choice.value} className="flex items-start gap-2">
          <Radio.Root
            value={choice.value}
            aria-labelledby={`${id}-${choice.value}`}
            aria-describedby={choice.help ? `${id}-${choice.value}-help` : undefined}
            className="mt-0.5 flex size-4 shrink-0 items-center justify-center rounded-full border border-line-strong bg-panel data-checked:border-accent data-disabled:opacity-45"
          >
            <Radio.Indicator className="size-2 rounded-full bg-accent" />
          </Radio.Root>
          <span className="min-w-0">
            <span id={`${id}-${choice.value}`} className="block">
              {choice.label}
            </span>
            {choice.help && (
              <span id={`${id}-${choice.value}-help`} className="block text-sm text-muted">
                {choice.help}
              </span>
            )}
          </span>
        </label>
      ))}
    </RadioGroup>
  );
}
