import { useId, useState } from 'react';
import type { Editing } from '../../../shared/core/edit.ts';
import type { FieldDef } from '../../../shared/core/field.ts';
import type { FieldName } from '../../../shared/core/registry.ts';
import type { MaybeValue } from '../../../shared/core/value.ts';
import { cx } from '../../lib/classes.ts';
import { editedValue, editPhotos } from '../../state/pending.ts';
import { FieldEditor } from './editors.tsx';
import { FieldDetails } from './field-details.tsx';
import type { FieldState } from './subject.ts';

export interface FieldRowProps {
  field: FieldDef & { name: FieldName };
  state: FieldState | undefined;
  photos: readonly number[];
  edit: Editing | undefined;
}

/** A field with its editor. Its name unfolds where the value came from and what other copies hold. */
export function FieldRow({ field, state, photos, edit }: FieldRowProps) {
  const [open, setOpen] = useState(false);
  const id = useId();
  const pending = editedValue(edit, field.name);
  const held = state?.held ?? [];
  const distinct = pending === undefined ? (state?.distinct ?? 1) : 1;
  const mixed = distinct > 1;
  const value = pending === undefined ? (state?.value ?? null) : pending;
  const disagrees = (state?.disagreements?.length ?? 0) > 1;
  const change = (next: MaybeValue) =>
    editPhotos(photos, next === null ? { clear: [field.name] } : { set: { [field.name]: next } });
  return (
    <div className="grid grid-cols-[84px_minmax(0,1fr)] items-start gap-x-2">
      <button
        type="button"
        id={id}
        title={field.help}
        aria-expanded={open}
        onClick={() => setOpen(!open)}
        className="flex min-h-7 items-center gap-1 rounded-sm py-1 text-left text-sm leading-4 text-muted hover:text-text"
      >
        {field.label}
        {pending !== undefined && <Dot className="bg-accent" text="edited, not written yet" />}
        {pending === undefined && mixed && photos.length === 1 && (
          <Dot className="border border-line-strong" text="copies differ" />
        )}
        {disagrees && <Dot className="bg-attention" text="the file disagrees with itself" />}
      </button>
      <div className="min-w-0">
        {/* Half-typed text belongs to the photos it was typed for. */}
        <FieldEditor
          key={photos.length === 1 ? photos[0] : 'many'}
          field={field}
          value={value}
          held={mixed ? held : []}
          distinct={distinct}
          labelledBy={id}
          onChange={change}
        />
      </div>
      {open && <FieldDetails field={field} state={state} onTake={change} />}
    </div>
  );
}

function Dot({ className, text }: { className: string; text: string }) {
  return (
    <span className={cx('size-1.5 shrink-0 rounded-full', className)} title={text}>
      <span className="visually-hidden">{text}</span>
    </span>
  );
}
