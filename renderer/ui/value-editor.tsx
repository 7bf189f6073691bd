import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import type { FieldDef } from '../../shared/core/field.ts';
import type { MaybeValue } from '../../shared/core/value.ts';
import { fromText, isError, toText } from '../lib/value-input.ts';
import { valueText } from '../lib/value-text.ts';
import { Button } from './button.tsx';
import { labelColours } from './label-dot.tsx';
import { Select } from './select.tsx';
import { StarsInput } from './stars.tsx';
import { TextField } from './text-field.tsx';

export interface ValueEditorProps {
  field: FieldDef;
  value: MaybeValue;
  onCommit: (value: MaybeValue) => void;
  onCancel: () => void;
}

const lists = new Set(['keywords', 'set', 'list']);

/** Fields whose value can be typed on one line or a few; structures cannot. */
export const canType = (field: FieldDef): boolean => !['struct', 'structList'].includes(field.kind);

/** Types or picks one value of a field. Enter takes it (Mod+Enter in texts of several lines), Escape leaves it. */
export function ValueEditor({ field, value, onCommit, onCancel }: ValueEditorProps) {
  if (field.name === 'rating')
    return (
      <Frame onCancel={onCancel}>
        <StarsInput rating={typeof value === 'number' ? value : null} onChange={onCommit} />
      </Frame>
    );
  const choices = field.name === 'label' ? labelColours : field.choices;
  if (choices)
    return (
      <Frame onCancel={onCancel}>
        <Select
          label={field.label}
          value={typeof value === 'string' ? value : ''}
          options={[
            { value: '', label: 'empty' },
            ...choices.map((choice) => ({ value: choice, label: valueText(field, choice) })),
          ]}
          onChange={(next) => onCommit(next === '' ? null : next)}
        />
      </Frame>
    );
  return <TypedValue field={field} value={value} onCommit={onCommit} onCancel={onCancel} />;
}

function Frame({ children, onCancel }: { children: React.ReactNode; onCancel: () => void }) {
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape leaves whatever control is inside
    <div
      className="flex items-center gap-2"
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        onCancel();
      }}
    >
      {children}
      <Button small variant="quiet" onClick={onCancel}>
        Cancel
      </Button>
    </div>
  );
}

function TypedValue({ field, value, onCommit, onCancel }: ValueEditorProps) {
  const many = lists.has(field.kind);
  const lines = many || field.editor === 'text' ? 3 : undefined;
  const [text, setText] = useState(() => toText(field, value));
  const [error, setError] = useState<string>();
  const input = useRef<HTMLInputElement & HTMLTextAreaElement>(null);
  useEffect(() => {
    input.current?.focus();
    input.current?.select();
  }, []);
  const commit = () => {
    const typed = fromText(field, text, value);
    if (isError(typed)) setError(`Please ${typed.error}`);
    else onCommit(typed);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') onCancel();
    else if (event.key === 'Enter' && (!lines || event.ctrlKey || event.metaKey)) commit();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div className="flex flex-col gap-1">
      <TextField
        label={field.label}
        value={text}
        onChange={setText}
        inputRef={input}
        onKeyDown={onKeyDown}
        {...(lines ? { rows: lines } : {})}
        error={error}
        {...(many ? { help: 'Several: separate with ;' } : {})}
      />
      <div className="flex gap-1">
        <Button small onClick={commit} {...(lines ? { shortcut: 'Mod+Enter' } : {})}>
          Use
        </Button>
        <Button small variant="quiet" onClick={onCancel}>
          Cancel
        </Button>
      </div>
    </div>
  );
}
