import type { QuietHours, Timing, Trigger } from '../../../shared/core/bridge.ts';
import { Checkbox } from '../../ui/checkbox.tsx';
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
  const timing = trigger.kind === 'manual' ? {} : timingOf(trigger);
  const set = (next: Schedule) => onChange({ kind: 'schedule', cron: cronOf(next), ...timing });
  return (
    <div className="flex flex-col gap-4">
      <ChoiceList
        label="When to sync"
        value={trigger.kind}
        choices={kinds}
        onChange={(kind) =>
          kind === 'schedule'
            ? set({ kind: 'daily', time: '02:00' })
            : onChange(kind === 'auto' ? { kind, ...timing } : { kind })
        }
      />
      {schedule && <ScheduleForm schedule={schedule} onChange={set} />}
      {trigger.kind !== 'manual' && (
        <TimingForm timing={timing} onChange={(next) => onChange({ ...withoutTiming(trigger), ...next })} />
      )}
    </div>
  );
}

type Automatic = Exclude<Trigger, { kind: 'manual' }>;

const timingOf = ({ quiet, whenThere }: Timing): Timing => ({
  ...(quiet ? { quiet } : {}),
  ...(whenThere ? { whenThere } : {}),
});
const withoutTiming = (trigger: Automatic): Automatic =>
  trigger.kind === 'auto' ? { kind: 'auto' } : { kind: 'schedule', cron: trigger.cron };

/** When it has to wait, though its time has come. */
function TimingForm({ timing, onChange }: { timing: Timing; onChange: (timing: Timing) => void }) {
  const { quiet } = timing;
  const hours = (change: Partial<QuietHours>) => {
    const next = { from: '08:00', to: '20:00', ...quiet, ...change };
    if (next.from !== '' && next.to !== '') onChange(timingOf({ ...timing, quiet: next }));
  };
  return (
    <div className="flex flex-col gap-2">
      <Checkbox
        checked={timing.whenThere === true}
        onChange={(whenThere) => onChange(timingOf({ ...timing, whenThere }))}
        label="Only while every drive is connected"
      />
      <Checkbox
        checked={quiet !== undefined}
        onChange={(on) => (on ? hours({}) : onChange(timingOf({ ...timing, quiet: undefined })))}
        label="Quiet hours: nothing by itself between"
      />
      {quiet && (
        <div className="flex gap-2 pl-6">
          <TextField
            label="From"
            type="time"
            className="w-28"
            value={quiet.from}
            onChange={(from) => hours({ from })}
          />
          <TextField
            label="To"
            type="time"
            className="w-28"
            value={quiet.to}
            onChange={(to) => hours({ to })}
          />
        </div>
      )}
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
