import { Pencil, Plus } from 'lucide-react';
import { useState } from 'react';
import { structsOf } from '../../../shared/core/equal.ts';
import { count } from '../../lib/words.ts';
import { FieldValue } from '../../ui/field-value.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import type { EditorProps } from './editors.tsx';
import { StructDialog } from './struct-dialog.tsx';
import { nouns } from './struct-members.ts';

/** Places and contacts: each on a line, edited in a form. */
export function StructEditor({ field, value, distinct, onChange }: EditorProps) {
  const [open, setOpen] = useState(false);
  const several = distinct > 1;
  const structs = several ? [] : structsOf(value);
  const noun = nouns[field.name] ?? 'entry';
  return (
    <div className="flex items-start gap-1 py-0.5">
      <ul className="min-w-0 flex-1 pl-1.5">
        {several && <li className="py-0.5 text-muted italic">{count(distinct, 'value')}</li>}
        {structs.map((struct) => (
          <li key={JSON.stringify(struct)} className="py-0.5 break-words">
            <FieldValue field={field} value={field.kind === 'struct' ? struct : [struct]} />
          </li>
        ))}
      </ul>
      <IconButton
        label={structs.length === 0 && !several ? `Add a ${noun}: ${field.label}` : `Edit: ${field.label}`}
        icon={
          structs.length === 0 && !several ? <Plus size={14} aria-hidden /> : <Pencil size={14} aria-hidden />
        }
        onClick={() => setOpen(true)}
      />
      {open && (
        <StructDialog
          field={field}
          structs={structs}
          several={several}
          onClose={() => setOpen(false)}
          onSave={(next) => {
            setOpen(false);
            onChange(next);
          }}
        />
      )}
    </div>
  );
}
