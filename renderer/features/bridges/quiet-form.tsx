import type { QuietHours } from '../../../shared/core/bridge.ts';
import { Checkbox } from '../../ui/checkbox.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { Place } from './place.tsx';
import { isNoTime } from './schedule.ts';

export interface QuietFormProps {
  quiet: QuietHours | undefined;
  wrong: string | undefined;
  onChange: (quiet: QuietHours | undefined) => void;
}

/** When it has to wait, though its time has come. */
export function QuietForm({ quiet, wrong, onChange }: QuietFormProps) {
  return (
    <>
      <Checkbox
        checked={quiet !== undefined}
        onChange={(on) => onChange(on ? { from: '08:00', to: '20:00' } : undefined)}
        label="Quiet hours: nothing by itself between"
      />
      {quiet && (
        <Place name="quiet" className="flex items-start gap-2 pl-6">
          <TextField
            label="From"
            type="time"
            className="w-32"
            value={quiet.from}
            onChange={(from) => onChange({ ...quiet, from })}
            aria-invalid={wrong !== undefined}
          />
          <TextField
            label="To"
            type="time"
            className="w-32"
            value={quiet.to}
            onChange={(to) => onChange({ ...quiet, to })}
            aria-invalid={wrong !== undefined}
          />
          <p role="status" className="self-center text-sm text-attention">
            {wrong ?? (isNoTime(quiet) && 'These are no quiet hours: they begin and end at the same time.')}
          </p>
        </Place>
      )}
    </>
  );
}
