import { useState } from 'react';
import type { Editing } from '../../../shared/core/edit.ts';
import type { FieldGroup } from '../../../shared/core/field.ts';
import { fields } from '../../../shared/core/registry.ts';
import { editedFields } from '../../state/pending.ts';
import { Section } from '../../ui/section.tsx';
import { FieldRow } from './field-row.tsx';
import { Keywords } from './keywords.tsx';
import type { Subject } from './subject.ts';

const groups: [FieldGroup, string][] = [
  ['organise', 'Organise'],
  ['describe', 'Describe'],
  ['place', 'Place'],
  ['time', 'Time'],
  ['people', 'People'],
  ['rights', 'Rights'],
  ['workflow', 'Workflow'],
  ['technical', 'Technical'],
];
/** Fields shown even while they are empty, because they are what people fill in. */
const usual = new Set<string>([
  'keywords',
  'rating',
  'label',
  'pick',
  'title',
  'headline',
  'description',
  'creators',
  'copyright',
  'city',
  'country',
  'people',
]);

interface FieldsProps {
  subject: Subject;
  edit: Editing | undefined;
}

/** All fields by group; those that are empty and seldom used unfold on demand. */
export function Fields({ subject, edit }: FieldsProps) {
  return groups.map(([group, title]) => (
    <Group key={group} group={group} title={title} subject={subject} edit={edit} />
  ));
}

function Group({ group, title, subject, edit }: FieldsProps & { group: FieldGroup; title: string }) {
  const [whole, setWhole] = useState(false);
  const all = fields.filter((field) => field.group === group);
  const touched = edit ? editedFields(edit) : [];
  const shown = all.filter((field) => {
    const state = subject.fields[field.name];
    return (
      whole ||
      usual.has(field.name) ||
      touched.includes(field.name) ||
      (state && (state.value ?? undefined) !== undefined) ||
      (state && (state.distinct > 1 || state.unreadable !== undefined))
    );
  });
  const hidden = all.length - shown.length;
  if (all.length === 0) return null;
  return (
    <Section
      title={title}
      foldable
      aside={
        (hidden > 0 || whole) && (
          <button
            type="button"
            className="rounded-sm px-1 text-sm text-muted hover:text-text"
            onClick={() => setWhole(!whole)}
          >
            {whole ? 'Fewer' : `${hidden} more`}
          </button>
        )
      }
    >
      <div className="flex flex-col gap-1.5">
        {shown.map((field) =>
          field.editor === 'keywords' ? (
            <Keywords key={field.name} subject={subject} edit={edit} />
          ) : (
            <FieldRow
              key={field.name}
              field={field}
              state={subject.fields[field.name]}
              photos={subject.photos}
              file={subject.file}
              edit={edit}
            />
          ),
        )}
        {shown.length === 0 && <p className="text-sm text-muted">Nothing here yet.</p>}
      </div>
    </Section>
  );
}
