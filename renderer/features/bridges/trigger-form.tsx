import { Checkbox } from '../../ui/checkbox.tsx';
import { ChoiceList } from '../../ui/choice-list.tsx';
import type { StepFormProps } from './bridge-form.tsx';
import { QuietForm } from './quiet-form.tsx';
import { ScheduleForm } from './schedule-form.tsx';
import type { When } from './when.ts';

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

/** When a bridge syncs. */
export function TriggerForm({ draft: { when }, wrong, onChange }: StepFormProps) {
  const change = (next: Partial<When>) => onChange({ when: { ...when, ...next } });
  return (
    <div className="flex flex-col gap-4">
      <ChoiceList
        label="When to sync"
        value={when.kind}
        choices={kinds}
        onChange={(kind) => change({ kind })}
      />
      {when.kind === 'schedule' && (
        <ScheduleForm
          schedule={when.schedule}
          wrong={wrong.schedule}
          onChange={(schedule) => change({ schedule })}
        />
      )}
      {when.kind !== 'manual' && (
        <div className="flex flex-col gap-2">
          <Checkbox
            checked={when.whenThere}
            onChange={(whenThere) => change({ whenThere })}
            label="Only while every drive is connected"
          />
          <QuietForm quiet={when.quiet} wrong={wrong.quiet} onChange={(quiet) => change({ quiet })} />
        </div>
      )}
    </div>
  );
}
