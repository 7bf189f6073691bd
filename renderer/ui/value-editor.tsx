import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import type { FieldDef } from '../../shared/core/field.ts';
import type { MaybeValue } from '../../shared/core/value.ts';
import { keywordPath, toKeyword } from '../lib/keywords.ts';
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

/** Fields whose value can be typed on one screen line or a few; positions and structures have editors of their own. */
export const canType = (field: FieldDef): boolean => !['gps', 'struct', 'structList'].includes(field.kind);

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
            ...choices.map((choice) => ({ value: choice as string, label: choice })),
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
  const [text, setText] = useState(() => textOf(field, value));
  const input = useRef<HTMLInputElement & HTMLTextAreaElement>(null);
  useEffect(() => {
    input.current?.focus();
    input.current?.select();
  }, []);
  const commit = () => onCommit(typedValue(field, text, value));
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
        {...(many ? { help: 'One a line' } : {})}
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

function textOf(field: FieldDef, value: MaybeValue): string {
  if (value === null) return '';
  if (Array.isArray(value))
    return value
      .map((item) => (field.kind === 'keywords' ? keywordPath(String(item)) : String(item)))
      .join('\n');
  if (field.kind === 'langAlt' && typeof value === 'object')
    return String(defaultText(value as Record<string, unknown>) ?? '');
  return String(value);
}

const defaultText = (value: Record<string, unknown>) => value['x-default'] ?? Object.values(value)[0];

/** The typed text as a value; other languages of a text stay as they were. Empty text empties the field. */
function typedValue(field: FieldDef, text: string, before: MaybeValue): MaybeValue {
  const trimmed = text.trim();
  if (trimmed === '') return null;
  if (lists.has(field.kind)) {
    const lines = text.split('\n').map((line) => (field.kind === 'keywords' ? toKeyword(line) : line.trim()));
    const items = [...new Set(lines.filter(Boolean))];
    return items.length === 0 ? null : items;
  }
  if (field.kind === 'langAlt') {
    const others = typeof before === 'object' && before !== null && !Array.isArray(before) ? before : {};
    return { ...others, 'x-default': trimmed };
  }
  return trimmed;
}
