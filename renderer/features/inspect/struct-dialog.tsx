import { ArrowUp, Plus, X } from 'lucide-react';
import { useState } from 'react';
import type { FieldDef } from '../../../shared/core/field.ts';
import type { FieldName } from '../../../shared/core/registry.ts';
import type { MaybeValue } from '../../../shared/core/value.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { formOf, nouns, othersIn, type Struct, structValue, withMember } from './struct-members.ts';

export interface StructDialogProps {
  field: FieldDef & { name: FieldName };
  structs: readonly Struct[];
  /** The photos hold several values, which this one replaces. */
  several: boolean;
  onSave: (value: MaybeValue) => void;
  onClose: () => void;
}

let next = 0;
const keyed = (struct: Struct) => ({ key: next++, struct });

/** A form for each struct. Members that other programs put there are kept. */
export function StructDialog({ field, structs, several, onSave, onClose }: StructDialogProps) {
  const isList = field.kind === 'structList';
  const noun = nouns[field.name] ?? 'entry';
  const [items, setItems] = useState(() => (structs.length > 0 ? structs : [{}]).map(keyed));
  const change = (key: number, struct: Struct) =>
    setItems((now) => now.map((item) => (item.key === key ? { key, struct } : item)));
  const toFront = (key: number) =>
    setItems((now) => [...now.filter((item) => item.key === key), ...now.filter((item) => item.key !== key)]);
  return (
    <Dialog
      open
      onClose={onClose}
      title={field.label}
      description={several ? `${field.help} Replaces what the photos hold.` : field.help}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            variant="primary"
            onClick={() =>
              onSave(
                structValue(
                  isList,
                  items.map(({ struct }) => struct),
                ),
              )
            }
          >
            Use
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        {items.map(({ key, struct }, at) => (
          <fieldset
            key={key}
            aria-label={isList ? `${at === 0 ? 'First' : 'Further'} ${noun}` : field.label}
            className={isList ? 'rounded border p-3' : ''}
          >
            {isList && (
              <div className="mb-2 flex items-center gap-1">
                <span aria-hidden className="flex-1 text-sm text-muted">
                  {at === 0 ? `First ${noun}` : `Further ${noun}`}
                </span>
                {at > 0 && (
                  <IconButton
                    label={`Make this the first ${noun}`}
                    icon={<ArrowUp size={14} aria-hidden />}
                    onClick={() => toFront(key)}
                  />
                )}
                <IconButton
                  label={`Remove this ${noun}`}
                  icon={<X size={14} aria-hidden />}
                  onClick={() => setItems((now) => now.filter((item) => item.key !== key))}
                />
              </div>
            )}
            <Members field={field} struct={struct} onChange={(changed) => change(key, changed)} />
          </fieldset>
        ))}
        {isList && (
          <div>
            <Button
              small
              icon={<Plus size={13} aria-hidden />}
              onClick={() => setItems([...items, keyed({})])}
            >
              Add a {noun}
            </Button>
          </div>
        )}
      </div>
    </Dialog>
  );
}

function Members({
  field,
  struct,
  onChange,
}: {
  field: FieldDef & { name: FieldName };
  struct: Struct;
  onChange: (struct: Struct) => void;
}) {
  const others = othersIn(field.name, struct);
  return (
    <>
      <div className="grid grid-cols-2 gap-3 max-sm:grid-cols-1">
        {formOf(field.name, struct).map(({ name, label, text }) => (
          <TextField
            key={name}
            label={label}
            showLabel
            value={text}
            onChange={(typed) => onChange(withMember(struct, name, typed))}
          />
        ))}
      </div>
      {others.length > 0 && <p className="mt-2 text-sm text-muted">Kept as they are: {others.join(', ')}</p>}
    </>
  );
}
