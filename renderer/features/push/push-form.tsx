import { ArrowDownUp } from 'lucide-react';
import type { LibraryView } from '../../../shared/api/views.ts';
import { type PushForm as Form, usePushForm } from '../../state/push.ts';
import { Button } from '../../ui/button.tsx';
import { ChoiceList } from '../../ui/choice-list.tsx';
import { FieldPicker } from '../../ui/field-picker.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Select } from '../../ui/select.tsx';
import { TextField } from '../../ui/text-field.tsx';

export interface PushFormProps {
  form: Form;
  libraries: readonly LibraryView[];
  /** The preview on screen no longer answers the form. */
  onChange: () => void;
  onPreview: () => void;
  /** Preview is the thing to do next. */
  primary: boolean;
  busy: boolean;
}

/** Why this pair cannot be pushed now, or undefined. */
export function pushHindrance(form: Form, libraries: readonly LibraryView[]): string | undefined {
  const [from, to] = [form.from, form.to].map((name) => libraries.find((one) => one.name === name));
  if (!from || !to) return 'Choose two libraries.';
  if (from === to) return 'Choose two different libraries.';
  if (to.writes === 'none')
    return `${to.name} is read only. Change that under Libraries if it should be written.`;
  const offline = [from, to].find(({ state }) => state === 'offline');
  if (offline) return `${offline.name} is offline. Connect it first.`;
  if (form.fields.length === 0) return 'Choose at least one field.';
  return undefined;
}

/** From where, to where, what, and how. */
export function PushForm({ form, libraries, onChange, onPreview, primary, busy }: PushFormProps) {
  const set = (change: Partial<Form>) => {
    usePushForm.setState(change);
    onChange();
  };
  const options = libraries.map(({ name, writes, state }) => ({
    value: name,
    label: state === 'offline' ? `${name} (offline)` : writes === 'none' ? `${name} (read only)` : name,
  }));
  const hindrance = pushHindrance(form, libraries);
  return (
    <form
      aria-label="Push"
      className="flex w-[300px] shrink-0 flex-col border-r max-sm:w-full max-sm:border-r-0 xl:w-[340px]"
      onSubmit={(event) => {
        event.preventDefault();
        if (!hindrance && !busy) onPreview();
      }}
    >
      <div className="flex min-h-0 flex-1 flex-col gap-5 overflow-auto p-4">
        <div className="grid grid-cols-[40px_1fr_auto] items-center gap-2">
          <span aria-hidden className="text-muted">
            From
          </span>
          <Select label="From" value={form.from} options={options} onChange={(from) => set({ from })} />
          <IconButton
            label="Swap from and to"
            className="row-span-2"
            icon={<ArrowDownUp size={15} aria-hidden />}
            onClick={() => set({ from: form.to, to: form.from })}
          />
          <span aria-hidden className="text-muted">
            To
          </span>
          <Select label="To" value={form.to} options={options} onChange={(to) => set({ to })} />
        </div>
        <div>
          <h2 className="mb-2 text-sm text-muted">What</h2>
          <FieldPicker label="Fields" chosen={form.fields} onChange={(fields) => set({ fields })} />
        </div>
        <div>
          <h2 className="mb-2 text-sm text-muted">How</h2>
          <ChoiceList
            label="How"
            value={form.mode}
            choices={modes(form.from || 'the first', form.to || 'the second')}
            onChange={(mode) => set({ mode })}
          />
        </div>
        <TextField
          label="Only photos that match (optional)"
          showLabel
          value={form.where}
          onChange={(where) => set({ where })}
          help="As in search: keyword:birds rating>=3 path:2024"
        />
      </div>
      <div className="flex flex-col gap-2 border-t p-3">
        {hindrance && form.from !== '' && form.to !== '' && <Notice kind="attention">{hindrance}</Notice>}
        <Button
          type="submit"
          variant={primary ? 'primary' : 'plain'}
          disabled={hindrance !== undefined || busy}
          {...(primary ? { shortcut: 'Mod+Enter' } : {})}
        >
          Preview
        </Button>
      </div>
    </form>
  );
}

const modes = (from: string, to: string) =>
  [
    {
      value: 'merge',
      label: 'Merge',
      help: `What changed in ${from} since they last agreed is carried over, removals too. What changed only in ${to} stays. Changed in both: you are asked. Never agreed before: empty fields are filled, keywords united.`,
    },
    {
      value: 'replace',
      label: 'Replace',
      help: `${to} becomes equal to ${from} in these fields. What only ${to} has is removed; the preview shows each, and it can be undone.`,
    },
  ] as const;
