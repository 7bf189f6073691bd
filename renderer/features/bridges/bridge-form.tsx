import type { LibraryView } from '../../../shared/api/views.ts';
import type { Role } from '../../../shared/core/library.ts';
import { Checkbox } from '../../ui/checkbox.tsx';
import { FieldPicker } from '../../ui/field-picker.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Select } from '../../ui/select.tsx';
import { TextField } from '../../ui/text-field.tsx';
import type { Draft } from './draft.ts';
import { RulesForm } from './rules-form.tsx';
import { TriggerForm } from './trigger-form.tsx';
import { familyChoices, roles } from './words.ts';

export const steps = ['members', 'fields', 'rules', 'trigger'] as const;
export type Step = (typeof steps)[number];
export const stepNames: Record<Step, string> = {
  members: 'Libraries',
  fields: 'What',
  rules: 'Rules',
  trigger: 'When',
};

export interface BridgeFormProps {
  step: Step;
  draft: Draft;
  libraries: readonly LibraryView[];
  onChange: (change: Partial<Draft>) => void;
}

/** One step of setting a bridge up; the same when it is changed later. */
export function BridgeForm({ step, draft, libraries, onChange }: BridgeFormProps) {
  if (step === 'members') return <MembersForm draft={draft} libraries={libraries} onChange={onChange} />;
  if (step === 'fields')
    return (
      <div className="flex flex-col gap-4">
        <div>
          <h3 className="mb-2 text-sm text-muted">Fields kept in step</h3>
          <FieldPicker
            label="Fields kept in step"
            chosen={draft.fields}
            onChange={(fields) => onChange({ fields })}
          />
        </div>
        <TextField
          label="Only photos that match (optional)"
          showLabel
          value={draft.where}
          onChange={(where) => onChange({ where })}
          help="As in search, for example rating>=1 or keyword:clients"
        />
        <FamiliesForm families={draft.families} onChange={(families) => onChange({ families })} />
      </div>
    );
  if (step === 'rules')
    return (
      <RulesForm rules={draft.rules} members={draft.members} onChange={(rules) => onChange({ rules })} />
    );
  return <TriggerForm trigger={draft.trigger} onChange={(trigger) => onChange({ trigger })} />;
}

/** Off unless the user turns it on: what is one shot without being the same picture. */
function FamiliesForm({
  families,
  onChange,
}: {
  families: Draft['families'];
  onChange: (families: Draft['families']) => void;
}) {
  return (
    <fieldset>
      <legend className="mb-2 text-sm text-muted">Treat as one photo (optional)</legend>
      {familyChoices.map(({ value, label }) => (
        <Checkbox
          key={value}
          label={label}
          checked={families.includes(value)}
          onChange={(on) => onChange([...families.filter((one) => one !== value), ...(on ? [value] : [])])}
          className="min-h-7"
        />
      ))}
      <p className="mt-1 text-sm text-muted">
        Their tags travel, but not regions and capture time. What is doubtful is left alone.
      </p>
    </fieldset>
  );
}

function MembersForm({ draft, libraries, onChange }: Omit<BridgeFormProps, 'step'>) {
  const set = (library: string, role: Role | undefined) => {
    const rest = draft.members.filter((member) => member.library !== library);
    onChange({ members: role ? [...rest, { library, role }] : rest });
  };
  return (
    <div className="flex flex-col gap-4">
      <TextField
        label="Name"
        showLabel
        value={draft.name}
        onChange={(name) => onChange({ name })}
        help="For example: archive and NAS"
      />
      <div>
        <h3 className="mb-1 text-sm text-muted">Libraries kept in step</h3>
        <ul className="rounded border">
          {libraries.map((library) => {
            const member = draft.members.find((one) => one.library === library.name);
            const readOnly = library.writes === 'none';
            return (
              <li
                key={library.id}
                className="flex min-h-10 items-center gap-3 border-b px-3 py-1 last:border-b-0"
              >
                <Checkbox
                  className="min-w-0 flex-1"
                  checked={member !== undefined}
                  onChange={(on) => set(library.name, on ? (readOnly ? 'source' : 'both') : undefined)}
                  label={
                    <span className="min-w-0 truncate">
                      <bdi>{library.name}</bdi>{' '}
                      {readOnly && <span className="text-sm text-muted">(read only: can only give)</span>}
                    </span>
                  }
                />
                {member && (
                  <Select
                    label={`What ${library.name} does`}
                    className="w-44"
                    value={member.role}
                    options={roles.filter(({ value }) => !readOnly || value === 'source')}
                    onChange={(role) => set(library.name, role)}
                  />
                )}
              </li>
            );
          })}
        </ul>
      </div>
      {draft.members.some(({ role }) => role !== 'both') && (
        <Notice>
          {roles.map(({ value, label, help }) => (
            <p key={value}>
              {label}: {help}
            </p>
          ))}
        </Notice>
      )}
    </div>
  );
}
