import type { Trigger } from '../../../shared/core/bridge.ts';
import { ChoiceList } from '../../ui/choice-list.tsx';
import { Select } from '../../ui/select.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { cronOf, days, type Schedule, scheduleOf } from './schedule.ts';

const kinds = [
  { value: 'manual', label: 'By hand', help: 'Only when you press Sync now.' },
  {
    value: 'auto',
    label: 'When something changes',
    help: 'Within seconds. Offline drives catch up when they return. Many changes at once wait for your yes.',
  },
  {
    value: 'schedule',
    label: 'On a schedule',
    help: 'At night or once a week, whatever changed until then.',
  },
] as const;

const everies = [
  { value: 'hourly', label: 'Every hour' },
  { value: 'daily', label: 'Every day' },
  { value: 'weekly', label: 'Every week' },
  { value: 'custom', label: 'Cron expression' },
] as const;

/** When a bridge syncs. */
export function TriggerForm({
  trigger,
  onChange,
}: {
  trigger: Trigger;
  onChange: (trigger: Trigger) => void;
}) {
  const schedule = trigger.kind === 'schedule' ? scheduleOf(trigger.cron) : undefined;
  const set = (next: Schedule) => onChange({ kind: 'schedule', cron: cronOf(next) });
  return (
    <div className="flex flex-col gap-4">
      <ChoiceList
        label="When to sync"
        value={trigger.kind}
        choices={kinds}
        onChange={(kind) =>
          kind === 'schedule' ? set({ kind: 'daily', time: '02:00' }) : onChange({ kind })
        }
      />
      {schedule && <ScheduleForm schedule={schedule} onChange={set} />}
    </div>
  );
}

function ScheduleForm({
  schedule,
  onChange,
}: {
  schedule: Schedule;
  onChange: (schedule: Schedule) => void;
}) {
  const time = 'time' in schedule ? schedule.time : '02:00';
  const choose = (kind: Schedule['kind']) => {
    if (kind === 'hourly') onChange({ kind });
    else if (kind === 'daily') onChange({ kind, time });
    else if (kind === 'weekly') onChange({ kind, day: '0', time });
    else onChange({ kind, cron: '*/30 8-20 * * *' });
  };
  return (
    <div className="flex flex-wrap items-start gap-2 pl-6">
      <Select label="How often" className="w-40" value={schedule.kind} options={everies} onChange={choose} />
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
        <TextField
          label="Time"
          type="time"
          className="w-28"
          value={schedule.time}
          onChange={(next) => next !== '' && onChange({ ...schedule, time: next })}
        />
      )}
      {schedule.kind === 'custom' && (
        <TextField
          label="Cron expression"
          className="w-56"
          value={schedule.cron}
          onChange={(cron) => onChange({ kind: 'custom', cron })}
          help="minute hour day month weekday"
        />
      )}
    </div>
  );
}
