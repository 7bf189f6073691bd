import type { Ref } from 'react';
import type { LibraryView } from '../../../shared/api/views.ts';
import type { Role } from '../../../shared/core/library.ts';
import { Checkbox } from '../../ui/checkbox.tsx';
import { Select } from '../../ui/select.tsx';
import { TextField } from '../../ui/text-field.tsx';
import type { StepFormProps } from './bridge-form.tsx';
import type { Draft } from './draft.ts';
import { Place } from './place.tsx';
import { roles } from './words.ts';

export interface MembersFormProps extends StepFormProps {
  libraries: readonly LibraryView[];
  nameRef: Ref<HTMLInputElement & HTMLTextAreaElement>;
}

/** What the bridge is called, and which libraries it joins in which roles. */
export function MembersForm({ draft, wrong, libraries, nameRef, onChange }: MembersFormProps) {
  const set = (library: string, role: Role | undefined) => {
    const rest = draft.members.filter((member) => member.library !== library);
    onChange({ members: role ? [...rest, { library, role }] : rest });
  };
  return (
    <div className="flex flex-col gap-4">
      <Place name="name">
        <TextField
          label="Name"
          showLabel
          maxLength={200}
          inputRef={nameRef}
          value={draft.name}
          onChange={(name) => onChange({ name })}
          error={wrong.name}
          help="For example: archive and NAS"
        />
      </Place>
      <Place name="members" wrong={wrong.members}>
        <h3 className="mb-1 text-sm text-muted">Libraries kept in step</h3>
        <ul className="rounded border">
          {libraries.map((library) => (
            <MemberRow
              key={library.id}
              library={library}
              member={draft.members.find((one) => one.library === library.name)}
              onRole={(role) => set(library.name, role)}
            />
          ))}
        </ul>
      </Place>
      <dl className="grid grid-cols-[auto_1fr] gap-x-3 text-sm text-muted">
        {roles.map(({ value, label, help }) => (
          <div key={value} className="contents">
            <dt>{label}</dt>
            <dd>{help}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

function MemberRow({
  library,
  member,
  onRole,
}: {
  library: LibraryView;
  member: Draft['members'][number] | undefined;
  onRole: (role: Role | undefined) => void;
}) {
  const readOnly = library.writes === 'none';
  return (
    <li className="flex min-h-10 items-center gap-3 border-b px-3 py-1 last:border-b-0">
      <Checkbox
        className="min-w-0 flex-1"
        checked={member !== undefined}
        onChange={(on) => onRole(on ? (readOnly ? 'source' : 'both') : undefined)}
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
          onChange={onRole}
        />
      )}
    </li>
  );
}
