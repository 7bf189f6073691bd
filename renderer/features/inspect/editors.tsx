import type { FileView } from '../../../shared/api/views.ts';
import type { FieldDef } from '../../../shared/core/field.ts';
import type { FieldName } from '../../../shared/core/registry.ts';
import type { MaybeValue } from '../../../shared/core/value.ts';
import { cx } from '../../lib/classes.ts';
import { count } from '../../lib/words.ts';
import { FieldValue } from '../../ui/field-value.tsx';
import { labelColours } from '../../ui/label-dot.tsx';
import { Select } from '../../ui/select.tsx';
import { StarsInput } from '../../ui/stars.tsx';
import { Regions } from './regions.tsx';
import { StructEditor } from './struct-editor.tsx';
import type { Held } from './subject.ts';
import { TextEditor } from './text-editor.tsx';

export interface EditorProps {
  field: FieldDef & { name: FieldName };
  value: MaybeValue;
  /** The values when there are several, else empty. */
  held: readonly Held[];
  /** How many different values there are; `held` may name fewer. */
  distinct: number;
  labelledBy: string;
  /** The file on show, when it is about one photo. */
  file?: FileView | undefined;
  /** Null empties the field. */
  onChange: (value: MaybeValue) => void;
}

/** The editor that fits a field; what cannot be edited is shown. */
export function FieldEditor(props: EditorProps) {
  const { field, value, distinct } = props;
  if (field.readOnly || field.editor === 'none')
    return (
      <div className="py-1">
        {distinct > 1 ? <Several distinct={distinct} /> : <FieldValue field={field} value={value} />}
      </div>
    );
  if (field.name === 'regions') return <Regions {...props} />;
  if (field.editor === 'struct') return <StructEditor {...props} />;
  if (field.editor === 'stars') return <RatingEditor {...props} />;
  if (field.editor === 'label') return <LabelEditor {...props} />;
  if (field.editor === 'flag' || field.editor === 'choice') return <ChoiceEditor {...props} />;
  return <TextEditor {...props} />;
}

const Several = ({ distinct }: { distinct: number }) => (
  <span className="truncate whitespace-nowrap text-muted italic">{count(distinct, 'value')}</span>
);

function RatingEditor({ value, distinct, onChange }: EditorProps) {
  const rejected = value === -1;
  return (
    <div className="flex h-7 items-center gap-2">
      <StarsInput
        rating={typeof value === 'number' ? value : null}
        mixed={distinct > 1}
        onChange={onChange}
      />
      {rejected && <span className="text-muted">rejected</span>}
      {distinct > 1 && <Several distinct={distinct} />}
    </div>
  );
}

const fills: Record<string, string> = {
  red: 'bg-label-red',
  yellow: 'bg-label-yellow',
  green: 'bg-label-green',
  blue: 'bg-label-blue',
  purple: 'bg-label-purple',
};

function LabelEditor({ value, distinct, onChange }: EditorProps) {
  const own = typeof value === 'string' && !(labelColours as readonly string[]).includes(value) ? value : '';
  return (
    <fieldset aria-label="Colour label" className="flex h-7 items-center">
      {labelColours.map((colour) => (
        <button
          key={colour}
          type="button"
          aria-label={colour}
          aria-pressed={value === colour}
          onClick={() => onChange(value === colour ? null : colour)}
          className="rounded-sm p-1 first:pl-0.5"
        >
          <span
            className={cx(
              'block size-3 rounded-full',
              fills[colour],
              value === colour
                ? 'ring-2 ring-text ring-offset-2 ring-offset-panel'
                : 'opacity-55 hover:opacity-100',
            )}
          />
        </button>
      ))}
      {own && <span className="ml-1 truncate text-sm text-muted">{own}</span>}
      {distinct > 1 && <Several distinct={distinct} />}
    </fieldset>
  );
}

function ChoiceEditor({ field, value, distinct, onChange }: EditorProps) {
  const mixed = distinct > 1;
  const known = field.choices ?? [];
  const own = typeof value === 'string' && !known.includes(value) ? [value] : [];
  const options = [
    ...(mixed ? [{ value: '(several)', label: count(distinct, 'value') }] : []),
    { value: '', label: 'none' },
    ...[...known, ...own].map((choice) => ({ value: choice, label: choice })),
  ];
  return (
    <Select
      label={field.label}
      value={mixed ? '(several)' : typeof value === 'string' ? value : ''}
      options={options}
      onChange={(next) => next !== '(several)' && onChange(next === '' ? null : next)}
    />
  );
}
