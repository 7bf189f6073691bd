import { CheckedField } from '../../ui/checked-field.tsx';
import { Select } from '../../ui/select.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { Place } from './place.tsx';
import { asKind, days, type Schedule } from './schedule.ts';

const everies = [
  { value: 'hourly', label: 'Every hour' },
  { value: 'daily', label: 'Every day' },
  { value: 'weekly', label: 'Every week' },
  { value: 'custom', label: 'Cron expression' },
] as const;

export interface ScheduleFormProps {
  schedule: Schedule;
  /** What is wrong with it, in words. */
  wrong: string | undefined;
  onChange: (schedule: Schedule) => void;
}

/** How often, and at what time. The kind is what a person chose, whatever the expression would also be. */
export function ScheduleForm({ schedule, wrong, onChange }: ScheduleFormProps) {
  return (
    <div className="flex flex-wrap items-start gap-2 pl-6">
      <Select
        label="How often"
        className="w-40"
        value={schedule.kind}
        options={everies}
        onChange={(kind) => onChange(asKind(schedule, kind))}
      />
      {schedule.kind === 'weekly' && (
        <Select
          label="Day"
          className="w-32"
          value={schedule.day}
          options={days.map((label, at) => ({ value: String(at), label }))}
          onChange={(day) => onChange({ ...schedule, day })}
        />
      )}
      {'time' in schedule && (
        <Place name="schedule" className="w-32">
          <TextField
            label="Time"
            type="time"
            value={schedule.time}
            onChange={(time) => onChange({ ...schedule, time })}
            error={wrong}
          />
        </Place>
      )}
      {schedule.kind === 'custom' && (
        <Place name="schedule" className="min-w-56 flex-1">
          <CheckedField
            label="Cron expression"
            maxLength={200}
            value={schedule.cron}
            onChange={(cron) => onChange({ ...schedule, cron })}
            mistake={wrong}
            help="minute hour day month weekday, as in 30 22 * * 1-5"
          />
        </Place>
      )}
    </div>
  );
}
