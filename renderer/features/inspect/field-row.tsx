import { useId, useState } from 'react';
import type { FileView } from '../../../shared/api/views.ts';
import type { Editing } from '../../../shared/core/edit.ts';
import type { FieldDef } from '../../../shared/core/field.ts';
import type { FieldName } from '../../../shared/core/registry.ts';
import type { MaybeValue } from '../../../shared/core/value.ts';
import { cx } from '../../lib/classes.ts';
import { languageName } from '../../lib/languages.ts';
import { editedValue, editPhotos } from '../../state/pending.ts';
import { FieldEditor } from './editors.tsx';
import { FieldDetails } from './field-details.tsx';
import { Languages, otherLanguages } from './languages.tsx';
import { Lost } from './lost.tsx';
import type { FieldState } from './subject.ts';

export interface FieldRowProps {
  field: FieldDef & { name: FieldName };
  state: FieldState | undefined;
  photos: readonly number[];
  /** The file on show, when it is about one photo. */
  file: FileView | undefined;
  edit: Editing | undefined;
}

/** A field with its editor. Its name unfolds where the value came from and what other copies hold. */
export function FieldRow({ field, state, photos, file, edit }: FieldRowProps) {
  const [open, setOpen] = useState(false);
  const id = useId();
  const pending = editedValue(edit, field.name);
  const held = state?.held ?? [];
  const distinct = pending === undefined ? (state?.distinct ?? 1) : 1;
  const mixed = distinct > 1;
  const value = pending === undefined ? (state?.value ?? null) : pending;
  const disagrees = (state?.disagreements?.length ?? 0) > 1;
  const unreadable = pending === undefined && state?.unreadable !== undefined;
  const languages = field.kind === 'langAlt' && !mixed ? otherLanguages(value) : [];
  const change = (next: MaybeValue) =>
    editPhotos(photos, next === null ? { clear: [field.name] } : { set: { [field.name]: next } });
  return (
    <div className="grid grid-cols-[84px_minmax(0,1fr)] items-start gap-x-2">
      <button
        type="button"
        title={field.help}
        aria-expanded={open}
        onClick={() => setOpen(!open)}
        className="flex min-h-7 items-center gap-1 rounded-sm py-1 text-left text-sm leading-4 text-muted hover:text-text"
      >
        <span id={id}>{field.label}</span>
        {pending !== undefined && <Dot className="bg-accent" text="edited, not written yet" />}
        {pending === undefined && mixed && photos.length === 1 && (
          <Dot className="border border-line-strong" text="copies differ" />
        )}
        {disagrees && <Dot className="bg-attention" text="the file disagrees with itself" />}
        {languages.length > 0 && (
          <span className="shrink-0 text-xs" title={languages.map(languageName).join(', ')}>
            +{languages.length}
            <span className="visually-hidden"> in other languages</span>
          </span>
        )}
      </button>
      <div className="min-w-0">
        {unreadable && (
          <p className="py-1 text-sm text-attention">Cannot be read in {state?.unreadable?.join(', ')}</p>
        )}
        {/* Half-typed text belongs to the photos it was typed for. */}
        <FieldEditor
          key={photos.length === 1 ? photos[0] : 'many'}
          field={field}
          value={value}
          held={mixed ? held : []}
          distinct={distinct}
          labelledBy={id}
          file={file}
          onChange={change}
        />
      </div>
      {open && (
        <div className="col-span-2 mb-1 flex flex-col gap-1.5 border-l-2 pl-2 text-sm">
          {field.kind === 'langAlt' && !mixed && <Languages field={field} value={value} onChange={change} />}
          <FieldDetails field={field} state={state} photo={photos[0]} onTake={change} />
          {file !== undefined && !field.readOnly && <Lost field={field} file={file.file} onTake={change} />}
        </div>
      )}
      {state?.stale && (
        <p className="col-span-2 text-sm text-attention">
          Drawn for a picture of another size: these areas may point elsewhere. They are kept, and never
          moved.
        </p>
      )}
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
