import { Checkbox } from '../../ui/checkbox.tsx';
import { CheckedField } from '../../ui/checked-field.tsx';
import { FieldPicker } from '../../ui/field-picker.tsx';
import type { StepFormProps } from './bridge-form.tsx';
import type { Draft } from './draft.ts';
import { Place } from './place.tsx';
import { familyChoices } from './words.ts';

/** Which fields of which photos. */
export function WhatForm({ draft, wrong, onChange }: StepFormProps) {
  return (
    <div className="flex flex-col gap-4">
      <Place name="fields" wrong={wrong.fields}>
        <h3 className="mb-2 text-sm text-muted">Fields kept in step</h3>
        <FieldPicker
          label="Fields kept in step"
          chosen={draft.fields}
          onChange={(fields) => onChange({ fields })}
        />
      </Place>
      <Place name="where">
        <CheckedField
          label="Only photos that match (optional)"
          showLabel
          maxLength={10_000}
          value={draft.where}
          onChange={(where) => onChange({ where })}
          mistake={wrong.where}
          help="As in search, for example rating>=1 or keyword:clients"
        />
      </Place>
      <FamiliesForm families={draft.families} onChange={(families) => onChange({ families })} />
    </div>
  );
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
