import { Pencil, Undo2 } from 'lucide-react';
import type { MaybeValue } from '../../../shared/core/value.ts';
import { type Choice, forget, unitable } from '../../state/decisions.ts';
import { Button } from '../../ui/button.tsx';
import { FieldValue } from '../../ui/field-value.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { canType, ValueEditor } from '../../ui/value-editor.tsx';
import type { Row } from './matrix-rows.ts';

export interface ResultCellProps {
  row: Row;
  chosen: Choice | undefined;
  result: MaybeValue | undefined;
  active: boolean;
  editing: boolean;
  onEdit: (on: boolean) => void;
  onTake: (choice: Choice) => void;
}

/** What the field will hold, once decided; can be typed. */
export function ResultCell({ row, chosen, result, active, editing, onEdit, onTake }: ResultCellProps) {
  const { conflict } = row;
  if (!conflict) return <p className="px-2 py-1.5 text-sm">{row.why ?? 'In step'}</p>;
  if (editing)
    return (
      <div className="p-1.5">
        <ValueEditor
          field={row.field}
          value={result ?? conflict.sides[0]?.value ?? null}
          onCommit={(value) => {
            onTake({ kind: 'value', value });
            onEdit(false);
          }}
          onCancel={() => onEdit(false)}
        />
      </div>
    );
  return (
    <div className="flex min-h-8 flex-wrap items-start justify-end gap-1 px-2 py-1.5">
      <div className="flex min-w-24 flex-1 flex-col items-start">
        {chosen && result !== undefined ? (
          <FieldValue
            field={row.field}
            value={result}
            {...(row.hub === undefined ? {} : { base: row.hub })}
          />
        ) : (
          <span className="text-attention">Not decided</span>
        )}
        {!chosen && unitable(conflict) && active && (
          <Button
            small
            className="mt-1"
            shortcut="U"
            title="Take all of them (union)"
            onClick={() => onTake({ kind: 'union' })}
          >
            Take all
          </Button>
        )}
      </div>
      {chosen && (
        <IconButton
          label={`Leave ${row.field.label} undecided`}
          className="size-5"
          icon={<Undo2 size={13} aria-hidden />}
          onClick={() => forget([conflict.id])}
        />
      )}
      {canType(row.field) && (
        <IconButton
          label={`Type another value for ${row.field.label}`}
          shortcut="E"
          className="size-5"
          icon={<Pencil size={13} aria-hidden />}
          onClick={() => onEdit(true)}
        />
      )}
    </div>
  );
}
