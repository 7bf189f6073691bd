import { useState } from 'react';
import type { FieldGroup } from '../../shared/core/field.ts';
import { defaultPushFields, type FieldName, fields } from '../../shared/core/registry.ts';
import { count } from '../lib/words.ts';
import { Checkbox } from './checkbox.tsx';
import { Select } from './select.tsx';

const writable = fields.filter((field) => !field.readOnly);
const allFields = writable.map(({ name }) => name);
const inGroups = (...groups: FieldGroup[]) =>
  writable.filter(({ group }) => groups.includes(group)).map(({ name }) => name);
const known = (names: string[]) => allFields.filter((name) => names.includes(name));

/** Ready-made choices, in the words of a photographer. */
const presets: { value: string; label: string; fields: readonly FieldName[] }[] = [
  {
    value: 'default',
    label: 'All but position, people, capture time',
    fields: defaultPushFields,
  },
  { value: 'all', label: 'Everything', fields: allFields },
  {
    value: 'sorting',
    label: 'Keywords, ratings and labels',
    fields: known(['keywords', 'rating', 'label', 'pick']),
  },
  { value: 'texts', label: 'Titles, captions and rights', fields: inGroups('describe', 'rights') },
];
const groupNames: Record<FieldGroup, string> = {
  organise: 'Sorting',
  describe: 'Texts',
  rights: 'Rights',
  place: 'Place',
  time: 'Time',
  people: 'People',
  workflow: 'Workflow',
  technical: 'Technical',
};
const groups = (Object.keys(groupNames) as FieldGroup[]).filter((group) =>
  writable.some((field) => field.group === group),
);

const sameFields = (a: readonly string[], b: readonly string[]) =>
  a.length === b.length && a.every((name) => b.includes(name));

/** The name of a choice of fields: a preset's, or "Keywords, Rating and 3 more". */
export function fieldsWords(chosen: readonly FieldName[]): string {
  const preset = presets.find((one) => sameFields(one.fields, chosen));
  if (preset) return preset.label;
  const labels = writable.filter(({ name }) => chosen.includes(name)).map(({ label }) => label);
  if (labels.length === 0) return 'No fields';
  return labels.length <= 4
    ? labels.join(', ')
    : `${labels.slice(0, 3).join(', ')} and ${labels.length - 3} more`;
}

/** Which fields: a preset, or each by hand in its group. */
export function FieldPicker({
  label,
  chosen,
  onChange,
}: {
  label: string;
  chosen: readonly FieldName[];
  onChange: (chosen: readonly FieldName[]) => void;
}) {
  const preset = presets.find((one) => sameFields(one.fields, chosen));
  const [byHand, setByHand] = useState(preset === undefined);
  const toggle = (names: readonly FieldName[], on: boolean) =>
    onChange(allFields.filter((name) => (names.includes(name) ? on : chosen.includes(name))));
  return (
    <div className="flex flex-col gap-2">
      <Select
        label={label}
        value={byHand ? 'byHand' : (preset?.value ?? 'byHand')}
        options={[
          ...presets,
          { value: 'byHand', label: `Chosen by hand (${count(chosen.length, 'field')})` },
        ]}
        onChange={(value) => {
          const next = presets.find((one) => one.value === value);
          setByHand(next === undefined);
          if (next) onChange(next.fields);
        }}
      />
      {byHand && (
        <div className="@container">
          <div className="gap-6 @md:columns-2">
            {groups.map((group) => (
              <Group key={group} group={group} chosen={chosen} onToggle={toggle} />
            ))}
          </div>
        </div>
      )}
    </div>
  );
}

function Group({
  group,
  chosen,
  onToggle,
}: {
  group: FieldGroup;
  chosen: readonly FieldName[];
  onToggle: (names: readonly FieldName[], on: boolean) => void;
}) {
  const members = writable.filter((field) => field.group === group);
  const names = members.map(({ name }) => name);
  const on = names.filter((name) => chosen.includes(name)).length;
  return (
    <fieldset className="mb-2 break-inside-avoid">
      <legend className="visually-hidden">{groupNames[group]}</legend>
      <Checkbox
        checked={on === 0 ? false : on === names.length ? true : 'mixed'}
        onChange={(checked) => onToggle(names, checked)}
        label={<span className="font-medium">{groupNames[group]}</span>}
      />
      <div className="mt-1 ml-6 flex flex-col gap-1">
        {members.map((field) => (
          <Checkbox
            key={field.name}
            checked={chosen.includes(field.name)}
            onChange={(checked) => onToggle([field.name], checked)}
            label={
              <span title={field.help}>
                {field.label}
                {field.sensitive && <span className="text-sm text-muted"> (private)</span>}
              </span>
            }
          />
        ))}
      </div>
    </fieldset>
  );
}
